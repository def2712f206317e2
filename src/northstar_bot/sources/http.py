"""Readings from JSON over HTTPS; nothing private is reached, nothing large is read, nothing is followed."""

import json
import os
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from urllib.parse import SplitResult, urlsplit

import aiohttp

from northstar_bot.domain.company import Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Fetched, Source, Window
from northstar_bot.sources.options import day, only, text, value_of, variable
from northstar_bot.sources.pointer import found_at, steps_of
from northstar_bot.sources.public_network import Guard, everywhere, networks
from northstar_bot.sources.rows import Row, day_of, points

ALLOW = "NORTHSTAR_ALLOW_PRIVATE_HOSTS"
LARGEST = 1_000_000
PATIENCE = aiohttp.ClientTimeout(total=10)
_PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}
_OPTIONS = ("url", "headers_env", "week", "value", "provisional", "complete_from", "complete_through")
_REACH = ("complete_from", "complete_through")


class Http:
    """`{start}` and `{end}` in the URL become days; `week` and `value` point into the answer."""

    kind: ClassVar[str] = "http"
    summary: ClassVar[str] = "JSON over HTTPS, with pointers to weeks and values."

    def check(self, options: Mapping[str, object]) -> None:
        """A URL without a password, pointers, and names of variables for headers."""
        only(options, _OPTIONS)
        _url(text(options, "url"))
        for name in ("week", "value"):
            steps_of(text(options, name), name)
        steps_of(text(options, "provisional", "unset"), "provisional")
        for name in _REACH:
            if name in options and day(options[name]) is None:
                steps_of(text(options, name), name)
        _headers_env(options)

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Ask once, and pick the readings from the answer."""
        self.check(options)
        url = text(options, "url").replace("{start}", window.first.start.isoformat())
        url = url.replace("{end}", window.last.next.start.isoformat())
        headers = {name: value_of(env, os.environ) for name, env in _headers_env(options).items()}
        document = _document(await _body(url, headers))
        first, through = (_reach(document, options, name) for name in _REACH)
        return Fetched(points(metric, _rows(document, options), window), first, through)


def source() -> Source:
    """The kind http."""
    return Http()


def _url(written: str) -> SplitResult:
    try:
        url = urlsplit(written)
        host = url.hostname
    except ValueError:
        host = None
    if not host or url.scheme not in {"https", "http"}:
        raise BadInput("The url is not a web address.", "Write it as https://host/path.", "url")
    if url.username or url.password:
        raise BadInput("The url holds a password.", "Put it into a header with headers_env.", "url")
    if url.scheme == "http" and host not in _allowed_hosts():
        raise BadInput(
            "The url is not encrypted.",
            f"Write https://, or allow the host in {ALLOW} where the bot runs.",
            "url",
        )
    return url


def _allowed_hosts() -> list[str]:
    return [host.strip().lower() for host in os.environ.get(ALLOW, "").split(",") if host.strip()]


def _headers_env(options: Mapping[str, object]) -> dict[str, str]:
    """Each header with the name of the variable that holds it."""
    named = options.get("headers_env", {})
    if not isinstance(named, Mapping):
        raise BadInput(
            "The option headers_env is not a mapping.",
            "Write Authorization: SALES_TOKEN under it.",
            "headers_env",
        )
    return {str(header): variable(env, f"headers_env.{header}") for header, env in named.items()}


async def _body(url: str, headers: Mapping[str, str]) -> bytes:
    """The answer's bytes; every failure is a sentence without the address."""
    allowed = _allowed_hosts()
    by_name = (urlsplit(url).hostname or "").lower() in allowed
    guard = Guard(everywhere() if by_name else networks(allowed))
    connector = aiohttp.TCPConnector(socket_factory=guard)
    try:
        # Not unpacked, so that a small answer cannot become a large one.
        async with aiohttp.ClientSession(
            connector=connector, timeout=PATIENCE, trust_env=False, auto_decompress=False
        ) as session:
            return await _read(session, url, headers)
    except TimeoutError:
        raise SourceFailed(
            "The web source did not answer within 10 seconds.", "Look whether it runs."
        ) from None
    except (aiohttp.ClientError, OSError, ValueError):
        if guard.refused:
            raise SourceFailed(
                "The web source stands at a private address.",
                f"Allow its host in {ALLOW} where the bot runs.",
            ) from None
        raise SourceFailed(
            "The web source cannot be reached.", "Look at its address, its certificate, and whether it runs."
        ) from None


async def _read(session: aiohttp.ClientSession, url: str, headers: Mapping[str, str]) -> bytes:
    async with session.get(url, headers={**_PLAIN, **headers}, allow_redirects=False) as response:
        if response.status != 200:  # noqa: PLR2004
            raise SourceFailed(
                f"The web source answered with status {response.status}.",
                "A redirect is not followed; write the final address, and look at the headers it wants.",
            )
        body = bytearray()
        async for piece in response.content.iter_chunked(65536):
            body += piece
            if len(body) > LARGEST:
                raise SourceFailed("The web source answers with more than 1 MB.", "Ask it for fewer weeks.")
        return bytes(body)


def _document(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise SourceFailed(
            "The web source does not answer with JSON.", "Open its address and look at what it gives."
        ) from None


def _rows(document: Any, options: Mapping[str, object]) -> list[Row]:
    """Week, value and provisional that stand at the same place of the lists."""
    weeks = list(found_at(document, steps_of(text(options, "week"), "week")))
    if not weeks:
        raise SourceFailed("The web source's answer holds no weeks.", "Look at where the option week points.")
    values = dict(found_at(document, steps_of(text(options, "value"), "value")))
    marks: dict[tuple[int, ...], object] = {}
    if "provisional" in options:
        marks = dict(found_at(document, steps_of(text(options, "provisional"), "provisional")))
    return [(week, values.get(place), marks.get(place)) for place, week in weeks]


def _reach(document: Any, options: Mapping[str, object], name: str) -> date | None:
    """The day an option gives, by itself or by pointing at one."""
    if name not in options or day(options[name]):
        return day(options.get(name))
    found = [day_of(each) for _, each in found_at(document, steps_of(text(options, name), name))]
    if len(found) != 1 or found[0] is None:
        raise SourceFailed(f"The option {name} does not point at one day.", "Look at where it points.")
    return found[0]
