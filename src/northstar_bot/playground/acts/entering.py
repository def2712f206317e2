"""Puts a value into an element as Slack's client would, or refuses as it would."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from northstar_bot.playground.acts.replies import NotPossibleError
from northstar_bot.playground.elements import STATE_KEYS, Found, all_options
from northstar_bot.playground.records import View

TEXTUAL = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}


def state_for(found: Found, value: Any, *, view: View | None = None, force: bool = False) -> dict[str, Any]:
    """The state of one element after a person entered a value."""
    kind = found.kind
    if kind not in STATE_KEYS:
        raise NotPossibleError(f"nothing can be entered into a {kind}")
    key = STATE_KEYS[kind][0]
    if key in {"selected_option", "selected_options"}:
        known = all_options(found.element) + (view.suggestions.get(found.action_id, []) if view else [])
        many = [_option(known, item, force=force) for item in _many(value)] if value is not None else []
        return {"type": kind, key: many if key.endswith("s") else (many[0] if many else None)}
    if kind.startswith("multi_") or kind == "file_input":
        return {"type": kind, key: [_plain_value(item) for item in _many(value)]}
    if kind in TEXTUAL:
        return {"type": kind, key: _text(found, value, force=force)}
    return {"type": kind, key: _plain_value(value)}


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | dict) else [value]


def _plain_value(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "id", value)


def _option(known: list[dict[str, Any]], wanted: Any, *, force: bool) -> dict[str, Any]:
    value = wanted.get("value") if isinstance(wanted, dict) else str(wanted)
    for option in known:
        if value in {option.get("value"), option["text"].get("text")}:
            return option
    if force:
        return {"text": {"type": "plain_text", "text": str(value)}, "value": value}
    raise NotPossibleError(f"{value!r} is not among {[option.get('value') for option in known]}")


def _text(found: Found, value: Any, *, force: bool) -> str | None:
    if value is None or value == "":
        return None
    text = str(value)
    shortest, longest = found.element.get("min_length", 0), found.element.get("max_length", 3000)
    if found.kind == "plain_text_input" and not shortest <= len(text) <= longest and not force:
        raise NotPossibleError(f"{found.block_id} takes {shortest} to {longest} characters, not {len(text)}")
    return text


def is_empty(state: dict[str, Any]) -> bool:
    return all(value in (None, "", []) for key, value in state.items() if key != "type")
