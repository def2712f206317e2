"""From a metric's readings to its row of the week: compared with complete weeks, judged by its own past."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import Week, closes_at, last_closed_week
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.process_behaviour import Basis, Judgement, judge
from northstar_bot.domain.numbers.readings import Reading, Series
from northstar_bot.domain.numbers.trends import mean_of_last, year_ago_mean

HISTORY = 20
# Beyond this a reading is a fault of its source; it is treated as missing, so that no sum of weeks overflows.
LARGEST = 1e15
_MONTH = 4

Known = Mapping[MetricKey, Mapping[Week, float]]
"""The known weeks of each metric, oldest first."""


def line_of(
    series: Series, past: Mapping[Week, float], week: Week, now: datetime, zone: str, basis: Basis
) -> MetricLine:
    """The row of `series` in `week`, as known at `now` where the clocks of `zone` count.

    `past` are its known weeks. `basis` is the company's way of drawing limits; what it draws them around is the
    metric's own.
    """
    found = series.readings.get(week)
    line = MetricLine(
        metric=series.metric,
        week=week,
        failed=series.reach is not None and series.reach.error is not None,
        known_through=_known_through(series, week),
    )
    over = closes_at(week, zone)
    if series.in_former_unit(week):
        return replace(line, former_unit=True)
    if found is None or not _usable(found.value):
        return replace(line, history=_history(past, week))
    line = replace(
        line,
        value=found.value,
        restated_from=series.replaced(week),
        unfinished=found.provisional,
        typed_on=_typed_on(found, zone) if now >= over else None,
        provisional=found.provisional or now < over + timedelta(days=series.metric.lag_days),
    )
    if week not in past or now < over:
        return replace(line, history=_history(past, week, known_now=False))
    own = replace(basis, around=series.metric.around)
    return _compared(replace(line, history=_history(past, week), anew=series.normal_since(week)), past, own)


def known_weeks(series: Series, week: Week, zone: str) -> dict[Week, float]:
    """Complete weeks up to `week` that are counted as it is.

    Of a source that does not say how far it goes, those over when it was last read; what a person typed for a whole
    week counts beside them.
    """
    reach, newest = series.reach, week
    if reach is not None and reach.through is None and reach.succeeded_at is not None:
        newest = min(week, last_closed_week(reach.succeeded_at, zone, week.starts))
    broken = series.counted_since(week)
    past = series.values_through(week, newest)
    if broken is not None:
        past = past[_place(past, broken.since) :]
    return {at: value for at, value in past if -LARGEST <= value <= LARGEST}


def judged_weeks(
    series: Series, past: Mapping[Week, float], week: Week, weeks: int, basis: Basis
) -> dict[Week, Judgement]:
    """The word on each of the last `weeks` weeks of its known `past` up to `week`, as its own digest would say it."""
    own, known = replace(basis, around=series.metric.around), list(past.items())
    found = {}
    for place in range(_place(known, week.plus(1 - weeks)), len(known)):
        at = known[place][0]
        anew = series.normal_since(at)
        first = _place(known, anew.since) if anew else 0
        values = [value for _, value in known[first : place + 1]]
        found[at] = _judged(values, own, series.metric.style)
    return found


def _place(past: Sequence[tuple[Week, float]], week: Week) -> int:
    """Where `week` is, or would be, among weeks in order."""
    return bisect_left(past, week.start, key=lambda point: point[0].start)


def _compared(line: MetricLine, past: Mapping[Week, float], basis: Basis) -> MetricLine:
    """The row beside its past: only for a week that is complete."""
    anew = line.anew
    judged = {at: value for at, value in past.items() if at.start >= anew.since.start} if anew else past
    recent = [past.get(line.week.plus(-back)) for back in reversed(range(2 * _MONTH))]
    judgement = _judged(list(judged.values()), basis, line.metric.style)
    return replace(
        line,
        complete=True,
        previous=past.get(line.week.previous),
        mean4=mean_of_last(recent, _MONTH),
        mean4_before=mean_of_last(recent[:_MONTH], _MONTH),
        mean4_year_ago=year_ago_mean(past, line.week, _MONTH),
        judgement=judgement,
        run_since=list(judged)[-judgement.run_length] if "R2" in judgement.rules else None,
        earlier=len(judged) - 1,
    )


def _judged(values: Sequence[float], basis: Basis, style: Style) -> Judgement:
    """The word on the last value; what was never below zero (a share: above one) is not said to go there."""
    floor = 0.0 if min(values) >= 0 else None
    cap = 1.0 if style is Style.SHARE and max(values) <= 1 else None
    return judge(values, basis=basis, floor=floor, cap=cap)


def _history(
    past: Mapping[Week, float], week: Week, *, known_now: bool = True
) -> tuple[tuple[Week, float | None], ...]:
    """The last weeks; without `known_now` the last of all is not counted, whatever was read of it."""
    before = tuple((at, past.get(at)) for at in (week.plus(-back) for back in range(HISTORY - 1, 0, -1)))
    return (*before, (week, past.get(week) if known_now else None))


def _usable(value: float) -> bool:
    return abs(value) <= LARGEST


def _typed_on(found: Reading, zone: str) -> date | None:
    """The day a number so far was typed."""
    moment = found.recorded_at if found.so_far else None
    return moment.astimezone(ZoneInfo(zone)).date() if moment else None


def _known_through(series: Series, week: Week) -> date | None:
    """The last day of the week or before it that the data covers: as its source says, else by its last reading."""
    found = series.readings.get(week)
    if series.reach is not None and series.reach.through is not None and not (found and found.typed):
        return min(series.reach.through, week.end)
    known = (at for at in series.readings if at <= week and _usable(series.readings[at].value))
    newest = (
        week if week in series.readings and _usable(series.readings[week].value) else max(known, default=None)
    )
    return newest.end if newest else None
