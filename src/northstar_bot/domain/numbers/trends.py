"""The small comparisons beside a value: change, four-week means, a year ago, the steps of a sparkline."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from northstar_bot.domain.calendar.periods import Week

STEPS = 8
WEEKS_IN_A_YEAR = 52


def change(value: float, before: float | None) -> float | None:
    """How much `value` differs from `before`, in its own unit; None without a before."""
    return None if before is None else value - before


def change_share(value: float, before: float | None) -> float | None:
    """The change as a share of what was before (0.25 is a quarter more); None from nothing or from zero."""
    return (value - before) / abs(before) if before else None


def mean_of_last(values: Sequence[float | None], weeks: int = 4) -> float | None:
    """The mean of the last `weeks` values; None when any of those weeks is missing."""
    recent = [value for value in values[-weeks:] if value is not None]
    return fmean(recent) if len(recent) == weeks else None


def year_ago_mean(values: Mapping[Week, float], week: Week, weeks: int = 4) -> float | None:
    """The mean of the `weeks` weeks that end 52 weeks before `week`; None when any of them is missing."""
    last = week.plus(-WEEKS_IN_A_YEAR)
    return mean_of_last([values.get(last.plus(-back)) for back in range(weeks)], weeks)


def levels(values: Sequence[float | None]) -> tuple[int | None, ...]:
    """Each value's step from 0 (the lowest) to 7 (the highest); a missing one stays None, flat is 0."""
    known = [value for value in values if value is not None]
    if not known:
        return (None,) * len(values)
    lowest, highest = min(known), max(known)
    return tuple(None if value is None else _step(value, lowest, highest) for value in values)


def _step(value: float, lowest: float, highest: float) -> int:
    height = highest - lowest
    return int((STEPS - 1) * ((value - lowest) / height)) if height else 0
