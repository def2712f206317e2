"""What a value is judged around: one level, a trend, or the week before; for series whose weeks lean on each other.

Natural limits around one level ask that weeks do not follow from each other. A series that grows, or wanders, breaks
that, and calls every week a signal. Which of the two it is shows in von Neumann's ratio, the mean square of the
changes over the variance: near 2 for weeks that do not lean on each other, small for those that do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

MOST_LEANING = 2.326
"""How many standard errors below 2 the ratio must lie: one series in a hundred of independent weeks does."""
FEWEST_TO_TELL = 12


class Around(StrEnum):
    """What a metric is judged around; `auto` chooses by its own baseline."""

    LEVEL = "level"
    TREND = "trend"
    CHANGE = "change"
    AUTO = "auto"


BESIDE = {Around.LEVEL: "", Around.TREND: ", around its trend", Around.CHANGE: ", from the week before"}
"""What is said behind a natural range, so that nobody takes it for a level."""


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line through values at 0, 1, 2 …, by least squares."""

    start: float
    slope: float

    def at(self, position: float) -> float:
        """Where the line is at `position`."""
        return self.start + self.slope * position

    def residuals(self, values: Sequence[float]) -> list[float]:
        """How far each value lies above the line."""
        return [value - self.at(position) for position, value in enumerate(values)]


def line_through(values: Sequence[float]) -> Line:
    """The least-squares line of at least two `values`."""
    middle, mean = (len(values) - 1) / 2, fmean(values)
    spread = sum((position - middle) ** 2 for position in range(len(values)))
    slope = sum((position - middle) * (value - mean) for position, value in enumerate(values)) / spread
    return Line(mean - slope * middle, slope)


def widening(points: int) -> float:
    """By how much limits around a line drawn from `points` values are wider one step beyond it than on it.

    The square root of the ratio of the variances of a prediction by a line and by a mean: the slope, too, is
    only estimated. Source: any text on simple regression, for example Draper and Smith, section 1.4.
    """
    middle = (points - 1) / 2
    spread = points * (points * points - 1) / 12
    by_mean = 1 + 1 / points
    return math.sqrt((by_mean + (points - middle) ** 2 / spread) / by_mean)


def leans(values: Sequence[float]) -> bool:
    """Whether these weeks follow from each other more than chance would let them; False for fewer than 12.

    Source: J. von Neumann, *Distribution of the ratio of the mean square successive difference to the
    variance* (1941): for independent normal values its mean is 2 and its variance 4 (n - 2) / (n² - 1).
    """
    points = len(values)
    if points < FEWEST_TO_TELL:
        return False
    mean = fmean(values)
    variation = sum((value - mean) ** 2 for value in values)
    if variation == 0:
        return False
    ratio = sum((later - earlier) ** 2 for earlier, later in pairwise(values)) / variation
    return ratio < 2 - MOST_LEANING * 2 * math.sqrt((points - 2) / (points * points - 1))


def chosen(around: Around, baseline: Sequence[float]) -> Around:
    """What to judge around, given the values that limits would be drawn from.

    `auto`: a level when weeks do not lean on each other, else a trend when a straight line takes that away,
    else the week before.
    """
    if around is not Around.AUTO:
        return around
    if not leans(baseline):
        return Around.LEVEL
    return Around.CHANGE if leans(line_through(baseline).residuals(baseline)) else Around.TREND
