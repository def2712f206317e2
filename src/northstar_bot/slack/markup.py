"""Slack's markup turned into what a reader saw: names instead of ids, addresses instead of angle brackets."""

import html
import re

_LIVE = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


def as_read(text: str) -> str:
    """`text` as it looked in Slack, with nothing live left in it."""
    return html.unescape(_LIVE.sub(_shown, text))


def _shown(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], (found[3] or "").lstrip("@#")
    if sign == "":
        return found[0] if ":" not in target else _address(target, found[3])
    if sign == "!":
        return f"@{label or target.partition('^')[0]}"
    return f"{sign}{label or target}"


def _address(target: str, label: str | None) -> str:
    address = target.removeprefix("mailto:")
    return address if not label or label == address else f"{label} ({address})"
