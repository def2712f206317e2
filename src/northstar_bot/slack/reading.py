"""Payloads read into plain questions: who, where, which words, which fields."""

import html
import re
from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, PersonId

Body = Mapping[str, Any]

_NUMBER = re.compile(r"#?\s*(\d{1,9})", re.ASCII)


def actor(body: Body) -> tuple[PersonId, str | None] | None:
    """The acting person and their own team's id, from any payload; None for events nobody did."""
    event = body.get("event")
    if isinstance(event, Mapping):
        user = event.get("user")
        person = user.get("id") if isinstance(user, Mapping) else user
        return (PersonId(person), event.get("user_team") or event.get("team")) if person else None
    if "user_id" in body:
        return PersonId(body["user_id"]), body.get("team_id")
    user = body.get("user") or {}
    return (PersonId(user["id"]), user.get("team_id")) if user.get("id") else None


def split_command(text: str) -> tuple[str, str]:
    """The first word and the untouched rest of what followed /northstar."""
    word, rest = (*text.split(maxsplit=1), "", "")[:2]
    return word, rest.strip()


def number_in(text: str) -> int | None:
    """The number that `text` is, `12` or `#12`; None when it is anything else or beyond all numbers here."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def must_be_number(text: str, question: str, hint: str) -> int:
    """The number that `text` is, or BadInput with the question to ask; a button's value may be forged or old."""
    number = number_in(text)
    if number is None:
        raise BadInput(question, hint)
    return number


def unescaped(text: str) -> str:
    """Slack's three entities turned back; mentions in angle brackets stay as they are."""
    return html.unescape(text) if "&" in text and "<" not in text else text


def channel_of(body: Body) -> ChannelId | None:
    """The conversation the payload came from."""
    if body.get("channel_id"):
        return ChannelId(body["channel_id"])
    channel = body.get("channel")
    if isinstance(channel, Mapping):
        return ChannelId(channel["id"]) if channel.get("id") else None
    item = (body.get("event") or {}).get("item") or {}
    return ChannelId(item["channel"]) if item.get("channel") else None


def source_key(body: Body) -> str:
    """What makes this act one act, however often it is delivered."""
    if body.get("event_id"):
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}"
    return f"cmd:{body.get('trigger_id', '')}"


def fields_of(body: Body) -> dict[str, Any]:
    """The state of a view or message, one plain value per block."""
    state = (body.get("view") or {}).get("state") or body.get("state") or {}
    return {
        block_id: _value(next(iter(elements.values()), {}))
        for block_id, elements in (state.get("values") or {}).items()
    }


def _value(element: Mapping[str, Any]) -> Any:
    for many in ("selected_users", "selected_channels", "selected_conversations"):
        if many in element:
            return list(element[many] or [])
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or []]
    if "selected_option" in element:
        chosen = element["selected_option"]
        return chosen["value"] if chosen else None
    names = (
        "value",
        "selected_user",
        "selected_channel",
        "selected_conversation",
        "selected_date",
        "selected_time",
    )
    return next((element[name] for name in names if name in element), None)


def fitting(text: str, longest: int = 3000) -> str:
    """`text` when it is not too long; else BadInput."""
    if len(text) > longest:
        raise BadInput(
            f"That is {len(text):,} characters; this takes up to {longest:,}.", "Shorten it and try again."
        )
    return text


def storable(part: Any) -> Any:
    """The same without NUL, which JSON carries and Postgres refuses."""
    if isinstance(part, str):
        return part.replace("\x00", "")
    if isinstance(part, Mapping):
        return {storable(name): storable(value) for name, value in part.items()}
    return [storable(one) for one in part] if isinstance(part, list) else part


def pressed_value(body: Body) -> str:
    """The value of the button or option that was used."""
    action = (body.get("actions") or [{}])[0]
    found = _value(action)
    return found if isinstance(found, str) else ""
