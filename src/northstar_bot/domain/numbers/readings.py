"""Readings: one metric, one week, one value, and how far a source's data reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.baselines import BREAKS, Baseline, Reason, latest

MANUAL = "manual"
"""The source of what people type."""

_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest word on one metric and week; `restated_from` is the value it replaced, when that differed."""

    metric: MetricKey
    week: Week
    value: float
    provisional: bool = False
    recorded_at: datetime | None = None
    recorded_by: PersonId | None = None
    source: str = MANUAL
    restated_from: float | None = None

    @property
    def so_far(self) -> bool:
        """Typed while its week went on, and by nobody's word the whole of it: it is compared with no whole week."""
        return self.provisional and self.source == MANUAL


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a metric's data goes and how its last collection went.

    `first`, `through`: the days the data covers, None when the source does not say. `error` is the last
    failure's sentence, None after a success.
    """

    metric: MetricKey
    first: date | None = None
    through: date | None = None
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    error: str | None = None


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

    def covers(self, week: Week) -> bool:
        """Whether the data reaches over the whole of `week`; a part week is never compared."""
        found = self.readings.get(week)
        if found is not None and found.so_far:
            return False
        if self.reach is None:
            return True
        begins = self.reach.first is None or self.reach.first <= week.start
        return begins and (self.reach.through is None or self.reach.through >= week.end)

    def complete(self, week: Week) -> Reading | None:
        """The reading of `week` when there is one and the data covers it."""
        return self.readings.get(week) if self.covers(week) else None

    def values_through(self, week: Week) -> list[tuple[Week, float]]:
        """Complete readings up to and with `week`, oldest first."""
        first, last = date.min, week.start
        if self.reach and self.reach.first:
            first = self.reach.first
        if self.reach and self.reach.through:
            last = min(last, self.reach.through - _TO_SUNDAY)
        past = [
            (at, found.value)
            for at, found in self.readings.items()
            if first <= at.start <= last and not found.so_far
        ]
        return sorted(past, key=_monday)


def _monday(point: tuple[Week, float]) -> date:
    return point[0].start
