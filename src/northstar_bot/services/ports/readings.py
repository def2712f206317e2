"""Questions about readings and how their collection goes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.readings import Reach, Reading


class Readings(Protocol):
    """Append-only: a restated value is a new row, the old one is kept."""

    async def add(self, workspace: WorkspaceId, readings: Iterable[Reading]) -> int:
        """Keep those whose value or provisional mark differs from the latest kept; returns how many were new."""
        ...

    async def latest_of_each(
        self, workspace: WorkspaceId, metrics: Iterable[MetricKey], first: Week, last: Week
    ) -> Sequence[Reading]:
        """The latest reading of each metric and week between `first` and `last`, with what it was restated from."""
        ...

    async def first_of_each(
        self, workspace: WorkspaceId, metrics: Iterable[MetricKey], weeks: int, before: Week
    ) -> Sequence[Reading]:
        """The latest readings of the first `weeks` weeks that each metric has, of those before `before`."""
        ...

    async def history(self, workspace: WorkspaceId, metric: MetricKey, week: Week) -> Sequence[Reading]:
        """Every value this week has had, oldest first."""
        ...

    async def note_collection(self, workspace: WorkspaceId, reach: Reach) -> None:
        """Remember how the last collection of a metric went."""
        ...

    async def reaches(self, workspace: WorkspaceId) -> Mapping[MetricKey, Reach]:
        """How far each collected metric's data goes."""
        ...
