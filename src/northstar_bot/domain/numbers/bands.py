"""Where natural limits lie in each of several weeks: level, along a trend, or about the week before."""

from collections.abc import Sequence

from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.numbers.process_behaviour import Judgement

Band = tuple[tuple[float, float] | None, ...]
"""The lower and the upper limit of each week, None where there is none to draw."""


def band_of(judgement: Judgement, values: Sequence[float | None]) -> Band:
    """The limits of the last of `values` (weeks, oldest first), drawn back over those before it.

    Not the limits that each of those weeks was judged by at its time: a level stays, a trend is followed back, and
    each week has the limits about the week known before it where weeks are judged by their changes.
    """
    limits = judgement.limits
    if limits is None:
        return (None,) * len(values)
    match judgement.around:
        case Around.TREND:
            middles = _along(judgement, values)
        case Around.CHANGE:
            middles = _about_the_one_before(judgement, values)
        case _:
            return ((limits.lower, limits.upper),) * len(values)
    return tuple(None if middle is None else limits.about(middle) for middle in middles)


def _along(judgement: Judgement, values: Sequence[float | None]) -> list[float | None]:
    """The trend at each known week; it rises from one known week to the next."""
    middle = judgement.limits.mean if judgement.limits else 0.0
    found: list[float | None] = []
    for value in reversed(values):
        found.append(None if value is None else middle)
        middle -= 0.0 if value is None else judgement.slope
    return found[::-1]


def _about_the_one_before(judgement: Judgement, values: Sequence[float | None]) -> list[float | None]:
    """The known week before each, and the usual step from it; nothing before the first of all."""
    known = [value for value in values if value is not None]
    mean = judgement.limits.mean if judgement.limits else 0.0
    if len(known) < 2:  # noqa: PLR2004  (no week stands before one alone)
        return [None if value is None else mean for value in values]
    step = mean - known[-2]
    middles = iter([None, *(value + step for value in known[:-1])])
    return [None if value is None else next(middles) for value in values]
