"""Questions about readings of segments."""

from collections.abc import Collection, Sequence
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.segments import SegmentReading


class Segments(Protocol):
    """The latest word on each metric, week and segment."""

    async def replace(
        self,
        workspace: WorkspaceId,
        metric: MetricKey,
        weeks: Collection[Week],
        readings: Sequence[SegmentReading],
    ) -> None:
        """Keep `readings` in the place of all that was known of these weeks."""
        ...

    async def of_weeks(
        self, workspace: WorkspaceId, metrics: Collection[MetricKey], weeks: Collection[Week]
    ) -> Sequence[SegmentReading]:
        """What is known of these metrics in these weeks."""
        ...
