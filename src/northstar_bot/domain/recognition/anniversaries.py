"""How many years somebody has been here, in the week of the day they began: of who typed that day, nobody else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId

BEGAN = "began"
_LONGEST = 60
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Began:
    """The day on which somebody began here, as they typed it."""

    person: PersonId
    day: date


@dataclass(frozen=True, slots=True)
class Anniversary:
    """Whole years of one person, and the day of the week to come on which they are whole."""

    person: PersonId
    years: int
    day: date


def week_to_come(told: Period) -> Period:
    """The seven days after those that a roundup tells of."""
    return Period(told.last + timedelta(days=1), told.last + _WEEK)


def anniversaries_in(
    days: Period, began: Iterable[Began], silent: Collection[PersonId]
) -> tuple[Anniversary, ...]:
    """Those that fall into `days`, in their order; who does not want to be named is not."""
    found = []
    for one in began:
        for year in {days.first.year, days.last.year}:
            day, years = _in(one.day, year), year - one.day.year
            if years > 0 and days.first <= day <= days.last and one.person not in silent:
                found.append(Anniversary(one.person, years, day))
    return tuple(sorted(found, key=lambda one: (one.day, one.person)))


def weeks_told(began: date) -> frozenset[str]:
    """The weeks whose roundups may have named somebody, on whatever day weeks began."""
    days = (_in(began, began.year + years) - _WEEK for years in range(1, _LONGEST + 1))
    return frozenset(Week.of(day, starts).label for day in days for starts in range(7))


def possible(day: date | None, today: date) -> date | None:
    """The day as it is kept, or BadInput; tomorrow there may be today here."""
    if day is None:
        return None
    if day > today + timedelta(days=1):
        raise BadInput("That day is still to come.", "Choose the day you began, or leave it empty.", BEGAN)
    if day.year < today.year - _LONGEST:
        raise BadInput(f"That is more than {_LONGEST} years ago.", "Look at the year.", BEGAN)
    return day


def _in(day: date, year: int) -> date:
    """The same day of another year; who began on a leap day has it on the day before where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
