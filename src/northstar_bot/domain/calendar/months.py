"""Months of the calendar, as the periods of what is posted monthly."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from northstar_bot.domain.errors import BadInput

_LABEL = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year; sorts by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str, *, field: str | None = None) -> Self:
        """The month written as `2026-10`; else BadInput."""
        found = _LABEL.fullmatch(text.strip())
        if found and int(found[2]) in range(1, _MONTHS + 1) and int(found[1]):
            return cls(int(found[1]), int(found[2]))
        raise BadInput(f"“{text.strip()[:40]}” is not a month.", "Write it as 2026-10.", field)

    @property
    def label(self) -> str:
        """`2026-10`."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next.start - timedelta(days=1)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.start + timedelta(days=each) for each in range(self.end.day))

    @property
    def next(self) -> Self:
        """The month after."""
        return self.plus(1)

    @property
    def previous(self) -> Self:
        """The month before."""
        return self.plus(-1)

    def plus(self, months: int) -> Self:
        """The month `months` later, or earlier when negative."""
        year, index = divmod(self.year * _MONTHS + self.number - 1 + months, _MONTHS)
        return type(self)(year, index + 1)

    def __str__(self) -> str:
        return self.label
