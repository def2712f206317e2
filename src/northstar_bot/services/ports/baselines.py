"""Questions about where the past of metrics begins anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.numbers.baselines import Baseline


class Baselines(Protocol):
    """What was confirmed or noticed, and taken back; rows are never removed."""

    async def standing(self, workspace: WorkspaceId) -> Mapping[MetricKey, Sequence[Baseline]]:
        """Those that were not taken back, of every metric, oldest week first."""
        ...

    async def add(self, workspace: WorkspaceId, baseline: Baseline) -> bool:
        """Keep it; False when this metric has one of this reason at this week already."""
        ...

    async def take_back(
        self, workspace: WorkspaceId, baseline: int, person: PersonId | None, at: datetime
    ) -> bool:
        """It counts no more; False when it was taken back before."""
        ...

    async def definition(self, workspace: WorkspaceId, metric: MetricKey) -> str:
        """What the source was asked when it last answered; "" when that is not known."""
        ...

    async def note_definition(self, workspace: WorkspaceId, metric: MetricKey, definition: str) -> None:
        """Remember what the source was asked."""
        ...

    async def first_reading(self, workspace: WorkspaceId, metric: MetricKey, starts: int) -> Week | None:
        """The first week this metric has a reading of, of weeks that begin on the weekday `starts`."""
        ...

    async def last_reading(self, workspace: WorkspaceId, metric: MetricKey) -> Week | None:
        """The last week this metric has a reading of."""
        ...
