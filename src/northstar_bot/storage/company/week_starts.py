"""What becomes of what is kept by weeks when a workspace lets them begin on another weekday."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.tables.baselines import baseline
from northstar_bot.storage.tables.readings import collection
from northstar_bot.storage.tables.shoutouts import shoutout

# Fewer than any database allows as parameters of one statement.
_AT_ONCE = 500


class StoredWeekStarts:
    """Rows that say a week, laid anew."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def move(self, workspace: WorkspaceId, starts: int, zone: str) -> None:
        """From now on weeks begin on `starts`.

        New normals stay with the label of their week, thanks are counted in the week they were given in. Readings stay
        as they are: they were counted over other days. Sources count as never read, so that they tell their past anew.
        Notes are never changed; they are found by the label of their week.
        """
        await self._relabel(workspace, starts)
        await self._recount_thanks(workspace, starts, zone)
        await self._connection.execute(delete(collection).where(collection.c.workspace_id == workspace))

    async def _relabel(self, workspace: WorkspaceId, starts: int) -> None:
        here = baseline.c.workspace_id == workspace
        # All move by the same few days; one week never lands on another that has not moved yet.
        for told in (await self._connection.scalars(select(baseline.c.since).where(here).distinct())).all():
            moved = Week(told).beginning(starts).start
            await self._connection.execute(
                update(baseline).where(here, baseline.c.since == told).values(since=moved)
            )

    async def _recount_thanks(self, workspace: WorkspaceId, starts: int, zone: str) -> None:
        place = ZoneInfo(zone)
        given = select(shoutout.c.id, shoutout.c.given_at).where(shoutout.c.workspace_id == workspace)
        by_week: dict[Week, list[int]] = defaultdict(list)
        for number, at in (await self._connection.execute(given)).all():
            by_week[Week.of(at.astimezone(place).date(), starts)].append(number)
        for week, numbers in by_week.items():
            for first in range(0, len(numbers), _AT_ONCE):
                some = shoutout.c.id.in_(numbers[first : first + _AT_ONCE])
                moved = update(shoutout).where(shoutout.c.workspace_id == workspace, some)
                await self._connection.execute(moved.values(week_start=week.start))
