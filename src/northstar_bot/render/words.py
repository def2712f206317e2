"""Numbers, dates and names as words, and people's text made safe to show."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from unicodedata import combining
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import is_in_slack
from northstar_bot.domain.legible import legible
from northstar_bot.domain.numbers.numbers import natural_range, number, percent_change, signed
from northstar_bot.domain.numbers.trends import levels
from northstar_bot.domain.privacy import SOMEONE, is_gone

__all__ = [
    "channel_link",
    "count",
    "day",
    "duration",
    "escape",
    "mention",
    "moment",
    "month_name",
    "natural_range",
    "number",
    "people",
    "percent_change",
    "plain",
    "signed",
    "sparkline",
    "truncate",
    "week_name",
    "weekday",
]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITIES = str.maketrans(_MARKUP)
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,30}", re.ASCII)
_IRREGULAR = {"person": "people", "reply": "replies"}
_HISSES = ("s", "x", "z", "ch", "sh")
_EXTENDERS = "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_UNITS = (("day", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_BEYOND_THE_BASIC_PLANE = "\uffff"


def escape(text: str, limit: int | None = None) -> str:
    """`text` for mrkdwn: legible, `&`, `<` and `>` as entities, so that no mention, link or date comes alive.

    With a `limit` the result has at most so many UTF-16 units and ends in … where something is missing. The
    text object that carries it still needs `verbatim`: a bare @here or #channel is not markup.
    """
    if limit is None:
        return legible(text).translate(_ENTITIES)
    return _fitted([_MARKUP.get(sign, sign) for sign in legible(text)], limit)


def plain(text: str, limit: int) -> str:
    """`text` for plain_text and rich_text: legible, at most `limit` UTF-16 units."""
    return truncate(legible(text), limit)


def truncate(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units (as Slack's limits count), ending in … where something is missing."""
    return _fitted(list(text), limit)


def _fitted(signs: Sequence[str], limit: int) -> str:
    """The signs that fit, never half of a surrogate pair, an entity, an emoji or an accented letter."""
    if limit < 1:
        message = "a limit is at least 1"
        raise ValueError(message)
    if _units(signs) <= limit:
        return "".join(signs)
    room, cut = limit - 1, 0
    while cut < len(signs) and _units(signs[cut]) <= room:
        room -= _units(signs[cut])
        cut += 1
    return "".join(signs[: _cluster_start(signs, cut)]).rstrip() + "…"


def _units(signs: Iterable[str]) -> int:
    return sum(2 if sign > _BEYOND_THE_BASIC_PLANE else 1 for text in signs for sign in text)


def _cluster_start(signs: Sequence[str], cut: int) -> int:
    """`cut`, or the beginning of the emoji or accented letter it would go through."""
    at = cut
    while at > 0 and (_extends(signs[at]) or signs[at - 1] == "\u200d"):
        at -= 1
    return at or cut


def _extends(sign: str) -> bool:
    return sign in _EXTENDERS or combining(sign[0]) > 0


def week_name(week: Week) -> str:
    """`week 16 (13–19 Apr 1998)`, `week 18 (27 Apr–3 May 1998)`; the number is its label's."""
    first, last = week.start, week.end
    begins = f"{first.day}"
    if first.month != last.month:
        begins += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        begins += f" {first.year}"
    return f"week {week.number} ({begins}–{day(last)})"


def day(at: date) -> str:
    """`23 Nov 2026`."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def weekday(at: date, near: date | None = None) -> str:
    """`Wed 6 May`, for days near at hand; `Wed 6 May 2026` in another year than `near`."""
    year = "" if near is None or near.year == at.year else f" {at.year}"
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]}{year}"


def month_name(month: Month) -> str:
    """`November 2026`."""
    return f"{_WHOLE_MONTHS[month.number - 1]} {month.year}"


def moment(at: datetime, zone: str) -> str:
    """An aware instant on the clocks of `zone`: `Mon 23 Nov 09:00 Europe/Berlin`."""
    if at.tzinfo is None:
        message = "a moment needs a zone"
        raise ValueError(message)
    here = at.astimezone(ZoneInfo(zone))
    return f"{_DAYS[here.weekday()]} {here.day} {_MONTHS[here.month - 1]} {here:%H:%M} {zone}"


def duration(length: timedelta) -> str:
    """The two largest units of a length, whatever its sign: `45 s`, `5 min`, `2 h 5 min`, `3 days 1 h`."""
    left, parts = int(abs(length).total_seconds()), []
    for unit, seconds in _UNITS:
        amount, left = divmod(left, seconds)
        parts.append((count(unit, amount) if unit == "day" else f"{amount} {unit}", amount))
    largest = next((at for at, (_, amount) in enumerate(parts) if amount), len(parts) - 1)
    return " ".join(text for text, amount in parts[largest : largest + 2] if amount) or "0 s"


def within(length: timedelta) -> str:
    """The same for what came `within` it: `a minute` where seconds would only be a clock's."""
    return duration(length) if length >= timedelta(minutes=1) else "a minute"


def count(noun: str, amount: int, plural: str = "") -> str:
    """`1 shout-out`, `3 shout-outs`, `2 replies`, `1,200 people`."""
    return f"{amount:,} {noun if amount == 1 else plural or _plural(noun)}"


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    return noun + ("es" if noun.endswith(_HISSES) else "s")


def people(names: Sequence[str], most: int = 3) -> str:
    """`Ana`, `Ana and Bo`, `Ana, Bo and Cy`, `Ana, Bo and 3 more`, `nobody`; names come ready to show."""
    if not names:
        return "nobody"
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1:,} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def mention(person: str) -> str:
    """A live mention of a person's id, in mrkdwn; anything that is not an id is shown as text."""
    if is_gone(person):
        return SOMEONE
    return f"<@{person}>" if is_in_slack(person) else escape(person)


def channel_link(channel: str) -> str:
    """A link to a channel's id, in mrkdwn (Slack shows the name to those who may see it); else the text."""
    return f"<#{channel}>" if _CHANNEL.fullmatch(channel) else escape(channel)


def sparkline(values: Sequence[float | None]) -> str:
    """`▂▁▁▄▁▂▃▂▂▆▂█`: one bar a value from the lowest to the highest, a dot for a missing one."""
    return "".join(_NO_BAR if level is None else _BARS[level] for level in levels(values))
