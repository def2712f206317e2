"""Readings: one metric, one week, one value, and how far a source's data reaches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.baselines import BREAKS, Baseline, Reason, latest

MANUAL = "manual"
"""The source of what people type."""

_CHANGED = 2
_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest word on one metric and week.

    `course`: the values it has had, each with the moment it came, this one last; empty when there was never another.
    """

    metric: MetricKey
    week: Week
    value: float
    provisional: bool = False
    recorded_at: datetime | None = None
    recorded_by: PersonId | None = None
    source: str = MANUAL
    course: tuple[tuple[datetime, float], ...] = ()

    @property
    def typed(self) -> bool:
        """A person's word, which holds whatever a source covers."""
        return self.source == MANUAL

    @property
    def so_far(self) -> bool:
        """Typed while its week went on, and by nobody's word the whole of it: it is compared with no whole week."""
        return self.provisional and self.typed


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a metric's data goes and how its last collection went.

    `first`, `through`: the days the data covers, None when the source does not say. `error` is the last
    failure's sentence, None after a success. `asked_anew_at`: when its source was last asked another question.
    """

    metric: MetricKey
    first: date | None = None
    through: date | None = None
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    error: str | None = None
    asked_anew_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A metric with its readings by week, the reach of its data, and where its past begins anew."""

    metric: Metric
    readings: Mapping[Week, Reading] = field(default_factory=dict)
    reach: Reach | None = None
    baselines: Sequence[Baseline] = ()

    def counted_since(self, week: Week) -> Baseline | None:
        """Since when it is counted as in `week`; what lies before cannot be compared."""
        return latest(self.baselines, week, *BREAKS)

    def in_former_unit(self, week: Week) -> bool:
        """Whether the number of `week` was kept in a unit that the metric no longer has."""
        return any(one.reason is Reason.UNIT and week < one.since for one in self.baselines)

    def normal_since(self, week: Week) -> Baseline | None:
        """Where what is normal in `week` begins: a new normal, or another way to count."""
        return latest(self.baselines, week)

    def replaced(self, week: Week, since: datetime | None = None) -> float | None:
        """What `week` was before, or at the moment `since`; None when it has not changed, or is counted otherwise."""
        found = self.readings.get(week)
        course = found.course if found else ()
        if len(course) < _CHANGED or (since and course[-1][0] <= since):
            return None
        before = [(at, value) for at, value in course[:-1] if since is None or at <= since]
        if not before or before[-1][1] == course[-1][1]:
            return None
        came, was = before[-1]
        return None if any(came < moment for moment in self._counted_anew(week)) else was

    def _counted_anew(self, week: Week) -> Iterator[datetime]:
        """The moments from which on values of `week` are counted in another way."""
        if self.reach is not None and self.reach.asked_anew_at is not None:
            yield self.reach.asked_anew_at
        for one in self.baselines:
            if one.reason is Reason.UNIT or (one.reason in BREAKS and one.since <= week):
                yield one.told_at

    def covers(self, week: Week) -> bool:
        """Whether the data reaches over the whole of `week`; a part week is never compared."""
        found = self.readings.get(week)
        if found is not None and found.typed:
            return not found.so_far
        if self.reach is None:
            return True
        begins = self.reach.first is None or self.reach.first <= week.start
        return begins and (self.reach.through is None or self.reach.through >= week.end)

    def complete(self, week: Week) -> Reading | None:
        """The reading of `week` when there is one and the data covers it."""
        return self.readings.get(week) if self.covers(week) else None

    def values_through(self, week: Week, collected: Week | None = None) -> list[tuple[Week, float]]:
        """Complete readings up to and with `week`, oldest first; of those a source told, up to and with `collected`."""
        first, last = date.min, min(week, collected or week).start
        if self.reach and self.reach.first:
            first = self.reach.first
        if self.reach and self.reach.through:
            last = min(last, self.reach.through - _TO_SUNDAY)
        past = [
            (at, found.value)
            for at, found in self.readings.items()
            if (at <= week and not found.so_far if found.typed else first <= at.start <= last)
        ]
        return sorted(past, key=_monday)


def series_of(
    company: Company,
    metrics: Iterable[Metric],
    readings: Iterable[Reading],
    reaches: Mapping[MetricKey, Reach],
    baselines: Mapping[MetricKey, Sequence[Baseline]],
) -> dict[MetricKey, Series]:
    """What is known of each of `metrics`, as the company declares them now."""
    wanted = {metric.key: metric for metric in metrics}
    weeks: dict[MetricKey, dict[Week, Reading]] = {key: {} for key in wanted}
    for one in readings:
        weeks[one.metric][one.week] = one
    told = (
        Series(metric, weeks[key], reaches.get(key), baselines.get(key, ())) for key, metric in wanted.items()
    )
    return {read.metric.key: _as_declared(company, read) for read in told}


def _as_declared(company: Company, read: Series) -> Series:
    """Where a source was taken away: what it covered stays, and how far it went holds for nothing that people type."""
    spec = company.source(read.metric.key)
    if read.reach is None or (spec is not None and spec.kind != MANUAL):
        return read
    covered = {week: one for week, one in read.readings.items() if read.covers(week)}
    return replace(read, readings=covered, reach=None)


def _monday(point: tuple[Week, float]) -> date:
    return point[0].start
