"""When the star is not compared: the week is not over, data is missing, or something it is made of is."""

from collections.abc import Mapping

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.digest.digest import Cause, Withheld
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.readings import Series


def why_withheld(
    star: MetricLine,
    factors: tuple[MetricLine, ...],
    series: Mapping[MetricKey, Series],
    week: Week,
    *,
    over: bool,
) -> Withheld | None:
    """The first reason not to compare the star in `week`, or None."""
    if not over:
        return Withheld(Cause.WEEK_NOT_OVER, star.metric, week.end)
    rows = (star, *factors)
    missing = next((row for row in rows if not row.complete and not row.undefined), None)
    return _reason(missing, series.get(missing.metric.key), week) if missing else None


def held_back(line: MetricLine) -> MetricLine:
    """The star's row with the number so far and nothing beside it."""
    return MetricLine(
        metric=line.metric,
        week=line.week,
        value=line.value,
        provisional=line.provisional,
        unfinished=line.unfinished,
        restated_from=line.restated_from,
        failed=line.failed,
        known_through=line.known_through,
        history=line.history,
        former_unit=line.former_unit,
        typed_on=line.typed_on,
    )


def _reason(row: MetricLine, read: Series | None, week: Week) -> Withheld:
    if row.former_unit:
        return Withheld(Cause.FORMER_UNIT, row.metric)
    if row.typed_on:
        return Withheld(Cause.TYPED_EARLY, row.metric, row.typed_on)
    reach = read.reach if read else None
    if reach and reach.error:
        return Withheld(Cause.SOURCE_FAILED, row.metric, row.known_through)
    if reach and reach.through and reach.through < week.end:
        return Withheld(Cause.PART_WEEK, row.metric, reach.through)
    if reach and reach.first and reach.first > week.start:
        return Withheld(Cause.BEGINS_INSIDE, row.metric, reach.first)
    if row.value is not None and reach and reach.succeeded_at:
        return Withheld(Cause.READ_TOO_EARLY, row.metric, reach.succeeded_at.date())
    return Withheld(Cause.NO_READING, row.metric, row.known_through)
