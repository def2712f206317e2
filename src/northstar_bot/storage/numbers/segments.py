"""Readings of segments."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.segments import SegmentReading
from northstar_bot.storage.tables.segments import segment_reading


class StoredSegments:
    """The latest word on each metric, week and segment."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def replace(
        self,
        workspace: WorkspaceId,
        metric: MetricKey,
        weeks: Collection[Week],
        readings: Sequence[SegmentReading],
    ) -> None:
        """Keep `readings` in the place of all that was known of these weeks."""
        if not weeks:
            return
        await self._connection.execute(
            delete(segment_reading).where(
                segment_reading.c.workspace_id == workspace,
                segment_reading.c.metric == metric,
                segment_reading.c.week_start.in_([week.start for week in weeks]),
            )
        )
        rows = [
            {
                "workspace_id": workspace,
                "metric": metric,
                "week_start": one.week.start,
                "segment": one.segment,
                "value": one.value,
            }
            for one in readings
        ]
        if rows:
            await self._connection.execute(insert(segment_reading), rows)

    async def of_weeks(
        self, workspace: WorkspaceId, metrics: Collection[MetricKey], weeks: Collection[Week]
    ) -> Sequence[SegmentReading]:
        """What is known of these metrics in these weeks."""
        question = select(
            segment_reading.c.metric,
            segment_reading.c.week_start,
            segment_reading.c.segment,
            segment_reading.c.value,
        ).where(
            segment_reading.c.workspace_id == workspace,
            segment_reading.c.metric.in_(sorted(metrics)),
            segment_reading.c.week_start.in_([week.start for week in weeks]),
        )
        return [
            SegmentReading(MetricKey(metric), Week(start), segment, value)
            for metric, start, segment, value in await self._connection.execute(question)
        ]
