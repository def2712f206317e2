"""What a target is for: a quarter, or the weeks up to a day; each week belongs where its middle day lies."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.errors import BadInput

QUARTER = "quarter"
_DAY = r"(?:19|2\d)\d{2}-\d{2}-\d{2}"
_SPAN = re.compile(rf"(?:({_DAY}) to )?({_DAY})", re.ASCII)
_TO_MIDDLE = timedelta(days=3)
_MONTHS = 3
# A digest reads two years back, and a target that is further away says little about a week.
LONGEST = 104


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last week of a target, both included, and the last day it was declared with."""

    first: Week
    last: Week
    until: date

    @property
    def weeks(self) -> int:
        """How many weeks it has."""
        return (self.last.start - self.first.start).days // 7 + 1


def parse_target_for(text: str, starts: int = MONDAY, *, field: str | None = None) -> str:
    """`quarter`, `2026-12-31`, `2026-09-01 to 2026-12-31` or nothing, spelled evenly; else BadInput."""
    written = " ".join(text.casefold().split())
    if written in {"", QUARTER}:
        return written
    try:
        _between(written, starts)
    except ValueError:
        raise BadInput(
            f"“{text.strip()[:40]}” is not what a target can be for.",
            "Write quarter, a day such as 2026-12-31, or 2026-09-01 to 2026-12-31 (two years at most).",
            field,
        ) from None
    return written


def span_of(target_for: str, week: Week) -> Span:
    """The weeks of the target as seen from `week`: the quarter it lies in, or the days that were declared.

    A day without a beginning counts from 1 January of its year. ValueError for what is neither.
    """
    return _quarter(week) if target_for == QUARTER else _between(target_for, week.starts)


def _quarter(week: Week) -> Span:
    begins = date(week.middle.year, (week.middle.month - 1) // _MONTHS * _MONTHS + 1, 1)
    in_the_next = begins + timedelta(days=31 * _MONTHS)
    return _spanned(begins, in_the_next.replace(day=1) - timedelta(days=1), week.starts)


def _between(written: str, starts: int) -> Span:
    found = _SPAN.fullmatch(written)
    if found is None:
        raise ValueError(written)
    until = date.fromisoformat(found[2])
    begins = date.fromisoformat(found[1]) if found[1] else date(until.year, 1, 1)
    return _spanned(begins, until, starts)


def _spanned(begins: date, until: date, starts: int) -> Span:
    span = Span(Week.of(begins + _TO_MIDDLE, starts), Week.of(until - _TO_MIDDLE, starts), until)
    if not 1 <= span.weeks <= LONGEST:
        raise ValueError(until)
    return span
