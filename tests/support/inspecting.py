"""What no message and no view may hold, whatever anybody typed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from northstar_bot.domain.legible import legible
from northstar_bot.playground.limits import message_problems, view_problems

TOKEN = re.compile(r"<([^<>]*)>")
ALIVE = re.compile(r"@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|https?://[^\s<>|]+(\|[^<>|]*)?")
ADDRESS = re.compile(r"https?://\S+")
LOOKS_LIKE_AN_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|\b[\w-]+\.example\b")
# What is never drawn: our own marks, and values that come back to us.
UNSEEN = {"action_id", "block_id", "callback_id", "value", "private_metadata", "metadata", "type"}
SHOWN = {"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"}
HARMLESS = {"text", "user", "link", "emoji", "channel", "date"}


def parts(payload: Any) -> Iterator[Mapping[str, Any]]:
    """Every object inside, however deep."""
    if isinstance(payload, Mapping):
        yield payload
        payload = payload.values()
    elif not isinstance(payload, list | tuple):
        return
    for inner in payload:
        yield from parts(inner)


def texts(payload: Any) -> Iterator[str]:
    """Every string that is drawn."""
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, Mapping):
        for key, inner in payload.items():
            if key not in UNSEEN:
                yield from texts(inner)
    elif isinstance(payload, list | tuple):
        for inner in payload:
            yield from texts(inner)


def shown(calls: Iterable[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every message and view among what Slack was asked to do."""
    for call in calls:
        if call.method in SHOWN:
            yield call.method, call.args
        elif call.method.startswith("views."):
            view = call.args["view"]
            yield call.method, json.loads(view) if isinstance(view, str) else view


def answered(replies: Iterable[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every message and view that an act was answered with."""
    for reply in replies:
        body = (reply.ack if hasattr(reply, "ack") else reply).body
        if body.get("view"):
            yield "ack", body["view"]
        elif body.get("text") or body.get("blocks"):
            yield "ack", body


def findings(payload: Mapping[str, Any]) -> list[str]:
    """What is wrong with a message (`text`, `blocks`) or a view; empty when nothing is."""
    view = payload.get("type") in {"modal", "home"}
    found = list(view_problems(dict(payload)) if view else message_problems(dict(payload)))
    found += _alive(str(payload.get("text") or "")) if not view else []
    for part in parts(payload.get("blocks")):
        found += _of_part(part)
    found += [f"hidden signs in {text[:60]!a}" for text in texts(payload) if _hides(text)]
    return found


def _of_part(part: Mapping[str, Any]) -> Iterator[str]:
    kind = part.get("type")
    if kind == "mrkdwn":
        yield from _alive(part["text"])
        if part.get("verbatim") is not True:
            yield f"Slack would look for links and names in {part['text'][:60]!r}"
    if kind == "plain_text" and part.get("emoji") is not False:
        yield f"Slack would draw emoji in {part['text'][:60]!r}"
    if kind == "markdown":
        yield "a markdown block"
    if kind in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        yield from (f"a live {one['type']}" for one in part["elements"] if one["type"] not in HARMLESS)
    address = part.get("url") or part.get("image_url")
    if address:
        yield from _leads(str(address), part.get("text"))


def _alive(text: str) -> Iterator[str]:
    for token in TOKEN.findall(text):
        if not ALIVE.fullmatch(token):
            yield f"alive: <{token[:60]}>"
        elif "|" in token:
            yield from _leads(*token.split("|", 1))
    left = TOKEN.sub("", text)
    if "<" in left or ">" in left:
        yield f"unescaped: {left[:60]!r}"


def _leads(address: str, label: Any) -> Iterator[str]:
    said = label.get("text") if isinstance(label, Mapping) else label
    if not ADDRESS.fullmatch(address):
        yield f"a link to {address[:60]!r}"
    if said and said != address and LOOKS_LIKE_AN_ADDRESS.search(said):
        yield f"{address[:60]!r} under the label {said[:60]!r}"


def _hides(text: str) -> bool:
    """A tab is no secret; any other sign that a reader cannot see is one."""
    return legible(text) != text.replace("\t", " ")
