"""Days on which nobody works: named one by one, or by the country's public holidays, and the weekend."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from northstar_bot.domain.errors import BadInput

MOST_DAYS = 366
_DAY = timedelta(days=1)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:to|until|\.\.)\s*(\d{4}-\d{2}-\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """`dates` are days off; `weekend` are the weekdays on which nobody works, 5 is Saturday."""

    dates: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})

    def also(self, days: Iterable[date]) -> "DaysOff":
        """The same with more days."""
        return replace(self, dates=self.dates | frozenset(days))

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`."""
        return day not in self.dates and day.weekday() not in self.weekend

    def next_working_day(self, day: date) -> date | None:
        """The first working day after `day`; None when there is none within a year."""
        coming = (day + ahead * _DAY for ahead in range(1, MOST_DAYS + 1))
        return next((one for one in coming if self.is_working_day(one)), None)


NO_DAYS_OFF = DaysOff()


def parse_days(text: str, *, field: str | None = None) -> tuple[date, ...]:
    """Days as people write them, each once and in order: `2026-12-24, 2026-12-28 to 2026-12-31`; else BadInput."""
    found: set[date] = set()
    for written in re.split(r"[,;\n]", text.translate(_DASHES)):
        if written.strip():
            found.update(_span(written.strip(), field))
    if len(found) > MOST_DAYS:
        raise BadInput(f"These are {len(found)} days.", f"At most {MOST_DAYS} can be skipped.", field)
    return tuple(sorted(found))


def days_text(days: Iterable[date]) -> str:
    """The inverse of parse_days: days in a row as one span."""
    rows = (
        [day for _, day in row]
        for _, row in groupby(enumerate(sorted(set(days))), lambda at: at[1].toordinal() - at[0])
    )
    return ", ".join(f"{row[0]} to {row[-1]}" if len(row) > 1 else f"{row[0]}" for row in rows)


def _span(written: str, field: str | None) -> list[date]:
    hint = "Write 2026-12-24, or 2026-12-24 to 2027-01-01."
    try:
        ends = _SPAN.fullmatch(written)
        first = date.fromisoformat(ends[1] if ends else "")
        last = date.fromisoformat(ends[2]) if ends and ends[2] else first
    except ValueError as error:
        raise BadInput(f"“{written[:40]}” is not a day.", hint, field) from error
    if not first <= last <= first + MOST_DAYS * _DAY:
        raise BadInput(f"“{written[:40]}” is not a span of days within a year.", hint, field)
    return [first + ahead * _DAY for ahead in range((last - first).days + 1)]
