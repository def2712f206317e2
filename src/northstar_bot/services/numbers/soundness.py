"""What cannot be a reading is refused: what a source answered, and a unit that the readings kept do not have."""

import math
from collections.abc import Iterable
from datetime import date

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.zones import WEEKDAYS
from northstar_bot.domain.company.company import Company, Metric, Style
from northstar_bot.domain.declaration.declaration_problems import place_of
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Fetched, Point, Window
from northstar_bot.services.ports.store import Store

LARGEST = 1e15
_EARLIEST, _LATEST = date(1900, 1, 8), date(2998, 12, 31)
# Sums of floating point numbers miss a whole one by so much.
_ROUNDING = 1e-6
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
    if metric.style is Style.COUNT and abs(value - round(value)) > _ROUNDING:
        raise SourceFailed(
            f"{value:g} for {at} has a fraction, and {metric.name} is a count.",
            "Look for another unit at the source, or declare its style as decimal.",
        )


def begun_as_asked(answer: Fetched, window: Window) -> Fetched:
    """`answer`, or SourceFailed when it tells weeks that begin on another day: they were counted over other days."""
    weeks = (*(point.week for point in answer.points), *(point.week for point in answer.segments))
    other = {week.starts for week in weeks} - {window.first.starts}
    if other:
        told, here = (WEEKDAYS[day].capitalize() for day in (min(other), window.first.starts))
        raise SourceFailed(
            f"Its weeks begin on {told}, here they begin on {here}.",
            "Let it make each week with Week.of(day, window.first.starts).",
        )
    return answer


async def must_fit_what_is_known(store: Store, before: Company | None, wanted: Company) -> None:
    """BadInput when a metric becomes a share although its readings are none: 412 lessons are not 41,200 %."""
    was = {metric.key: metric.style for metric in before.metrics} if before else {}
    turned = {
        metric.key: metric
        for metric in wanted.metrics
        if metric.style is Style.SHARE and was.get(metric.key, Style.SHARE) is not Style.SHARE
    }
    if not turned:
        return
    first, last = wanted.week_of(_EARLIEST), wanted.week_of(_LATEST)
    for known in await store.readings.latest_of_each(wanted.workspace, turned, first, last):
        if not 0 <= known.value <= 1:
            metric = turned[known.metric]
            raise BadInput(
                f"{metric.name} has {known.value:g} for {known.week.label}, which is not a share.",
                "Give what is counted in another unit a key of its own; the history stays with the old one.",
                f"{place_of(metric)}.style",
            )
