"""The question put to a web source: its address, its body, and what the environment adds to them unseen."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import SplitResult, quote, urlsplit

from northstar_bot.domain.errors import BadInput
from northstar_bot.plugins import Window
from northstar_bot.sources.options import text, value_of, variable

ALLOW = "NORTHSTAR_ALLOW_PRIVATE_HOSTS"
_PLACE = re.compile(r"\{(start|end|last)(?::((?:%[YmdjGVuy]|[-/._])+))?\}")
_JSON = {"Content-Type": "application/json"}
_LONGEST_BODY = 20_000


@dataclass(frozen=True, slots=True)
class Question:
    """One request; what it carries may be secret and is never shown."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: str | None = field(default=None, repr=False)


def check(options: Mapping[str, object]) -> None:
    """A URL without a password, a body only where one is posted, and names of variables for secrets."""
    _url(text(options, "url"))
    method = text(options, "method", "GET").upper()
    if method not in {"GET", "POST"}:
        raise BadInput("The option method is not known.", "Write GET or POST.", "method")
    if ("body" in options) != (method == "POST"):
        raise BadInput("Only a POST has a body, and it needs one.", "Write method: POST and body.", "body")
    if "body" in options:
        _check_body(text(options, "body"))
    for name in ("headers_env", "query_env"):
        _named(options, name)


def asked(options: Mapping[str, object], window: Window) -> Question:
    """The question for these weeks, with the secrets from the environment."""
    headers = {name: value_of(env, os.environ) for name, env in _named(options, "headers_env").items()}
    url = _with_days(text(options, "url"), window)
    for name, env in _named(options, "query_env").items():
        mark = "&" if "?" in url else "?"
        url += f"{mark}{quote(name, safe='')}={quote(value_of(env, os.environ), safe='')}"
    if "body" not in options:
        return Question(url, headers)
    return Question(url, {**_JSON, **headers}, _with_days(text(options, "body"), window))


def allowed_hosts() -> list[str]:
    """Hosts and networks inside the company that a web source may ask."""
    return [host.strip().lower() for host in os.environ.get(ALLOW, "").split(",") if host.strip()]


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
    if url.scheme == "http" and host not in allowed_hosts():
        raise BadInput(
            "The url is not encrypted.",
            f"Write https://, or allow the host in {ALLOW} where the bot runs.",
            "url",
        )
    return url


def _check_body(body: str) -> None:
    try:
        json.loads(body)
        fits = len(body) <= _LONGEST_BODY
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        raise BadInput(
            "The body is not JSON, or longer than 20,000 characters.", "Write it as JSON text.", "body"
        )


def _named(options: Mapping[str, object], option: str) -> dict[str, str]:
    """Each header or query name with the name of the variable that holds its value."""
    named = options.get(option, {})
    if not isinstance(named, Mapping):
        example = {"headers_env": "Authorization: SALES_TOKEN", "query_env": "key: SHEET_KEY"}[option]
        raise BadInput(f"The option {option} is not a mapping.", f"Write {example} under it.", option)
    return {str(name): variable(env, f"{option}.{name}") for name, env in named.items()}


def _with_days(written: str, window: Window) -> str:
    """`{start}`, `{end}` (the day after) and `{last}` (the last day itself) as days, in a shape of one's own."""
    end = window.last.next.start
    days = {"start": window.first.start, "end": end, "last": end - timedelta(days=1)}
    return _PLACE.sub(lambda found: days[found[1]].strftime(found[2] or "%Y-%m-%d"), written)
