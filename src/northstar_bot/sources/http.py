"""Readings from JSON over HTTPS; nothing private is reached, nothing large is read, nothing is followed."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

import aiohttp

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.plugins import Fetched, Source, Window
from northstar_bot.sources import http_question, moments
from northstar_bot.sources.http_question import ALLOW, Question, allowed_hosts
from northstar_bot.sources.options import day, only, seconds, text
from northstar_bot.sources.pointer import found_at, steps_of
from northstar_bot.sources.public_network import Guard, everywhere, networks
from northstar_bot.sources.rows import Row, day_of, points

LARGEST = 1_000_000
PATIENCE = 10
_PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}
_ASKED = ("url", "method", "body", "headers_env", "query_env", "timeout")
_OPTIONS = (*_ASKED, "week", "value", "provisional", "dates", "zone", "complete_from", "complete_through")
_REACH = ("complete_from", "complete_through")


class Http:
    """Days go into the question; `week` and `value` point into the answer."""

    kind: ClassVar[str] = "http"
    summary: ClassVar[str] = "JSON over HTTPS, with pointers to weeks and values."

    def check(self, options: Mapping[str, object]) -> None:
        """A question without a secret in it, pointers, and how days are written."""
        only(options, _OPTIONS)
        http_question.check(options)
        _patience(options)
        for name in ("week", "value"):
            steps_of(text(options, name), name)
        steps_of(text(options, "provisional", "unset"), "provisional")
        moments.check(options)
        for name in _REACH:
            if name in options and day(options[name]) is None:
                steps_of(text(options, name), name)

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Ask once, and pick the readings from the answer."""
        self.check(options)
        document = _document(await _body(http_question.asked(options, window), _patience(options)))
        first, through = (_reach(document, options, name) for name in _REACH)
        return Fetched(points(metric, _rows(document, options), window), first, through)


def source() -> Source:
    """The kind http."""
    return Http()


def _patience(options: Mapping[str, object]) -> float:
    return seconds(options, "timeout", default=PATIENCE, most=60)


async def _body(question: Question, patience: float) -> bytes:
    """The answer's bytes; every failure is a sentence without the address."""
    allowed = allowed_hosts()
    by_name = (urlsplit(question.url).hostname or "").lower() in allowed
    guard = Guard(everywhere() if by_name else networks(allowed))
    connector = aiohttp.TCPConnector(socket_factory=guard)
    try:
        # Not unpacked, so that a small answer cannot become a large one.
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=patience),
            trust_env=False,
            auto_decompress=False,
        ) as session:
            return await _read(session, question)
    except TimeoutError:
        raise SourceFailed(
            f"The web source did not answer within {patience:g} seconds.",
            "Look whether it runs; a slow question may be given a longer timeout.",
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


async def _read(session: aiohttp.ClientSession, question: Question) -> bytes:
    asking = session.request(
        "GET" if question.body is None else "POST",
        question.url,
        data=question.body,
        headers={**_PLAIN, **question.headers},
        allow_redirects=False,
    )
    async with asking as response:
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
    """Week, value and provisional that stand at the same place of the lists; an empty text is no value."""
    weeks = list(found_at(document, steps_of(text(options, "week"), "week")))
    if not weeks:
        raise _no_weeks(document)
    values = dict(found_at(document, steps_of(text(options, "value"), "value")))
    marks: dict[tuple[int, ...], object] = {}
    if "provisional" in options:
        marks = dict(found_at(document, steps_of(text(options, "provisional"), "provisional")))
    day_in = moments.reader(options)
    told = [(day_in(week), _filled(values.get(place)), marks.get(place)) for place, week in weeks]
    return [row for row in told if _filled(row[0]) is not None or row[1] is not None]


def _filled(cell: object) -> object:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _no_weeks(document: Any) -> SourceFailed:
    """What to say of an answer without weeks; its own words are not repeated, they may quote a secret."""
    if isinstance(document, dict) and document.get("error"):
        return SourceFailed(
            "The web source answers with an error, or is still computing.",
            "It is asked again within the hour; if that stays, ask it by hand to see why.",
        )
    return SourceFailed("The web source's answer holds no weeks.", "Look at where the option week points.")


def _reach(document: Any, options: Mapping[str, object], name: str) -> date | None:
    """The day an option gives, by itself or by pointing at one."""
    if name not in options or day(options[name]):
        return day(options.get(name))
    day_in = moments.reader(options)
    told = found_at(document, steps_of(text(options, name), name))
    found = [day_of(day_in(each)) for _, each in told]
    if len(found) != 1 or found[0] is None:
        raise SourceFailed(f"The option {name} does not point at one day.", "Look at where it points.")
    return found[0]
