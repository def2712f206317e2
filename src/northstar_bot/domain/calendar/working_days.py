"""Working days, Monday to Friday: when so many have passed, and since when."""

from datetime import date, timedelta

# A question may wait so long for its answer, and a squad may think so long about a promise under a new star.
PATIENCE = 10
_DAY = timedelta(days=1)
_SATURDAY = 5


def after_working_days(day: date, amount: int = PATIENCE) -> date:
    """The day on which so many working days have passed."""
    while amount:
        day += _DAY
        amount -= day.weekday() < _SATURDAY
    return day


def working_days_before(day: date, amount: int = PATIENCE) -> date:
    """The latest day since which so many working days have passed on `day`."""
    while amount:
        amount -= day.weekday() < _SATURDAY
        day -= _DAY
    return day
