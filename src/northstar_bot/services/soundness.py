"""What a source answered is looked at before it is kept, whoever wrote the source."""

import math
from collections.abc import Iterable

from northstar_bot.domain.company import Metric, Style
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.domain.periods import Week
from northstar_bot.plugins import Fetched, Point

LARGEST = 1e15
_NEVER_NEGATIVE = {Style.COUNT, Style.SHARE}


def sound(metric: Metric, answer: Fetched) -> Fetched:
    """`answer`, or SourceFailed for what cannot be a reading: one wrong week makes every week doubtful."""
    points = list(answer.points)
    _must_be_apart(point.week for point in points)
    for point in points:
        _must_be_a_reading(metric, point)
    return answer


def _must_be_apart(weeks: Iterable[Week]) -> None:
    seen: set[Week] = set()
    for week in weeks:
        if week in seen:
            raise SourceFailed(f"It has two values for {week.label}.", "Let it give one for each week.")
        seen.add(week)


def _must_be_a_reading(metric: Metric, point: Point) -> None:
    at, value = point.week.label, point.value
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise SourceFailed(
            f"The value for {at} is not a finite number.", "Look for a division by zero, or a missing value."
        )
    if metric.style is Style.SHARE and not 0 <= value <= 1:
        raise SourceFailed(
            f"{value:g} for {at} is not a share.", "A share lies between 0 and 1: divide percent by 100."
        )
    if metric.style in _NEVER_NEGATIVE and value < 0:
        raise SourceFailed(
            f"{value:g} for {at} is below zero, and {metric.name} is a count.",
            "Declare its style as decimal if it may fall below zero.",
        )
