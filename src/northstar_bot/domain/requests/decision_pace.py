"""How fast requests are decided, and how many of them without an owner: counts and a median, of no single person."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests that got their first yes, no or park in some time; `median` from asking to that verdict."""

    decided: int = 0
    without_owner: int = 0
    median: timedelta | None = None


def quarter_start(day: date) -> date:
    """The first day of the quarter that `day` lies in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def quarters(today: date) -> tuple[date, date]:
    """The first days of last quarter and of this one."""
    this = quarter_start(today)
    return quarter_start(this - timedelta(days=1)), this
