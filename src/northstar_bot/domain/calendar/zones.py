"""Weekdays, wall times and zones as people type them."""

import re
from datetime import time
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from northstar_bot.domain.errors import BadInput

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
_MACHINE_ZONES = {"localtime", "Factory"}
_SHORTEST = 2
_NOON = 12


def parse_weekday(text: str, *, field: str | None = None) -> int:
    """`Monday`, `mondays`, `mon`, `mo` as 0 (and so on to Sunday, 6); else BadInput."""
    name = text.strip().rstrip(".").lower()
    for number, weekday in enumerate(WEEKDAYS):
        if len(name) >= _SHORTEST and f"{weekday}s".startswith(name):
            return number
    raise BadInput(
        f"“{text.strip()[:40]}” is not a weekday.", "Write Monday, Tuesday and so on, or Mon, Tue.", field
    )


def parse_wall_time(text: str, *, field: str | None = None) -> time:
    """`09:00`, `9:00`, `9.30`, `9am`, `4:30 pm` as a time without zone; else BadInput."""
    found = _CLOCK.fullmatch(text.strip())
    if found and (found[2] or found[3]):
        hour = _hour(int(found[1]), (found[3] or "").lower())
        try:
            return time(hour, int(found[2] or 0))
        except ValueError:
            pass
    raise BadInput(
        f"“{text.strip()[:40]}” is not a time of day.",
        "Write hours and minutes, such as 09:00 or 16:30.",
        field,
    )


def _hour(hour: int, half: str) -> int:
    """The hour on a 24-hour clock; -1 for one that no 12-hour clock shows."""
    if not half:
        return hour
    if hour not in range(1, _NOON + 1):
        return -1
    return hour % _NOON + (_NOON if half == "pm" else 0)


@cache
def _zones() -> dict[str, str]:
    """Lower-case name to IANA name of every zone known here."""
    return {name.lower(): name for name in sorted(available_timezones() - _MACHINE_ZONES)}


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone, spelled exactly."""
    return _zones().get(name.lower()) == name


def parse_zone(text: str, *, field: str | None = None) -> str:
    """An IANA zone name in its own spelling, whatever case was typed; else BadInput naming a near one."""
    written = text.strip().lower().replace(" ", "_")
    if written in _zones():
        return _zones()[written]
    near = _near(written)
    hint = f"Did you mean {near}?" if near else "Write a place, such as Europe/Berlin or America/New_York."
    raise BadInput(f"“{text.strip()[:40]}” is not a time zone.", hint, field)


def _near(written: str) -> str | None:
    """The zone whose city is what was written, else the one whose name looks most like it."""
    for name in _zones().values():
        if name.lower().rpartition("/")[2] == written:
            return name
    close = get_close_matches(written[:80], _zones(), n=1, cutoff=0.8)
    return _zones()[close[0]] if close else None
