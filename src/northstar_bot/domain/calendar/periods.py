"""Weeks, and the instant of a wall time in a place whose clocks may jump."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.zones import parse_wall_time, parse_weekday, parse_zone
from northstar_bot.domain.errors import BadInput

__all__ = [
    "Week",
    "closes_at",
    "instant_of",
    "last_closed_week",
    "parse_wall_time",
    "parse_weekday",
    "parse_zone",
    "weeks_between",
]

_WEEK = timedelta(days=7)
# The middle day of a week says which ISO week, month and quarter it belongs to; of one that begins on Monday it is
# the Thursday, as ISO 8601 has it.
_TO_MIDDLE = timedelta(days=3)
MONDAY = 0
_SECOND = timedelta(seconds=1)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LABEL = re.compile(r"(\d{4})-?[Ww](\d{1,2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days, known by the first of them; sorts by time.

    Weeks that begin on one weekday tile the calendar; a workspace has one such weekday (0 is Monday). The label is that
    of the ISO week which holds the fourth day, so that a week from Monday is the ISO week itself, and so that weeks of
    any beginning have one label each, in their order.
    """

    start: date

    @classmethod
    def of(cls, day: date, starts: int = MONDAY) -> Self:
        """The week that `day` lies in, where weeks begin on the weekday `starts`."""
        return cls(day - timedelta(days=(day.weekday() - starts) % 7))

    def __hash__(self) -> int:
        return hash(self.start)

    @classmethod
    def parse(cls, text: str, starts: int = MONDAY, *, field: str | None = None) -> Self:
        """The week written as `2026-W47`, or as any day in it such as `2026-11-18`; else BadInput."""
        written = text.strip().translate(_DASHES)
        try:
            if found := _LABEL.fullmatch(written):
                monday = _known(date.fromisocalendar(int(found[1]), int(found[2]), 1), int(found[1]))
                return cls(monday).beginning(starts)
            if found := _DAY.fullmatch(written):
                return cls.of(
                    _known(date(int(found[1]), int(found[2]), int(found[3])), int(found[1])), starts
                )
        except ValueError:
            pass
        raise BadInput(
            f"“{text.strip()[:40]}” is not a week.",
            "Write it as 2026-W47, or as any day in that week such as 2026-11-18.",
            field,
        )

    @property
    def starts(self) -> int:
        """The weekday it begins on; 0 is Monday."""
        return self.start.weekday()

    @property
    def middle(self) -> date:
        """Its fourth day: months, quarters and ISO weeks own a week by the day in its middle."""
        return self.start + _TO_MIDDLE

    @property
    def label(self) -> str:
        """`2026-W47`, of the ISO week that holds its middle."""
        year, week, _ = self.middle.isocalendar()
        return f"{year:04d}-W{week:02d}"

    @property
    def number(self) -> int:
        """The 47 of `2026-W47`."""
        return self.middle.isocalendar().week

    @property
    def end(self) -> date:
        """Its last day."""
        return self.start + timedelta(days=6)

    @property
    def next(self) -> Self:
        """The week after."""
        return self.plus(1)

    @property
    def previous(self) -> Self:
        """The week before."""
        return self.plus(-1)

    def plus(self, weeks: int) -> Self:
        """The week `weeks` later, or earlier when negative."""
        return type(self)(self.start + weeks * _WEEK)

    def beginning(self, starts: int) -> Self:
        """The week of the same label where weeks begin on `starts`."""
        monday = self.middle - timedelta(days=self.middle.weekday())
        return type(self)(monday + timedelta(days=(starts + 3) % 7) - _TO_MIDDLE)

    def __str__(self) -> str:
        return self.label


def _known(day: date, year: int) -> date:
    if year not in _YEARS:
        raise ValueError(year)
    return day


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Every week from `first` to `last`, both included, oldest first; none when `last` is earlier."""
    for step in range((last.start - first.start).days // 7 + 1):
        yield first.plus(step)


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a wall time.

    A time the clocks skip becomes the first instant after the gap (a whole skipped day: the start of the
    next one). A time they show twice is the first of the two.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, at.replace(fold=0), place)
    instant = wall.astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    return _gap_end(wall.replace(fold=1).astimezone(UTC), instant, place)


def _gap_end(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The instant between `before` and `after` at which the offset changes, to the second, by halving."""
    offset = after.astimezone(place).utcoffset()
    before, after = before.replace(microsecond=0), after.replace(microsecond=0)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(place).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def closes_at(week: Week, zone: str) -> datetime:
    """The UTC instant at which `week` is wholly past in `zone`."""
    return instant_of(week.next.start, time(0), zone)


def last_closed_week(now: datetime, zone: str, starts: int = MONDAY) -> Week:
    """The last week from `starts` on that is wholly past in `zone` at `now` (aware)."""
    return Week.of(_local(now, zone).date(), starts).previous


def _local(now: datetime, zone: str) -> datetime:
    if now.tzinfo is None:
        message = "a moment needs a zone"
        raise ValueError(message)
    return now.astimezone(ZoneInfo(zone))
