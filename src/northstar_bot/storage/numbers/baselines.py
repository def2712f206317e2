"""Where the past of metrics begins anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, extract, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.numbers.baselines import Baseline, Reason
from northstar_bot.storage.tables.baselines import STANDING, baseline, definition
from northstar_bot.storage.tables.readings import reading
from northstar_bot.storage.upsert import insert_into


class StoredBaselines:
    """Rows are marked when they are taken back, never removed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def standing(self, workspace: WorkspaceId) -> Mapping[MetricKey, Sequence[Baseline]]:
        """Those that were not taken back, of every metric, oldest week first."""
        question = (
            select(baseline)
            .where(baseline.c.workspace_id == workspace, baseline.c.taken_back_at.is_(None))
            .order_by(baseline.c.metric, baseline.c.since, baseline.c.id)
        )
        found: dict[MetricKey, list[Baseline]] = {}
        for row in (await self._connection.execute(question)).mappings():
            one = _baseline(row)
            found.setdefault(one.metric, []).append(one)
        return found

    async def add(self, workspace: WorkspaceId, new: Baseline) -> bool:
        """Keep it; False when this metric has one of this reason at this week already."""
        row = {
            "workspace_id": workspace,
            "metric": new.metric,
            "since": new.since.start,
            "reason": new.reason.value,
            "told_by": new.told_by,
            "told_at": new.told_at,
        }
        kept = insert_into(self._connection, baseline).values(**row)
        once = kept.on_conflict_do_nothing(
            index_elements=["workspace_id", "metric", "since", "reason"], index_where=STANDING
        )
        return await self._changed(once)

    async def take_back(
        self, workspace: WorkspaceId, number: int, person: PersonId | None, at: datetime
    ) -> bool:
        """It counts no more; False when it was taken back before."""
        return await self._changed(
            update(baseline)
            .where(
                baseline.c.workspace_id == workspace,
                baseline.c.id == number,
                baseline.c.taken_back_at.is_(None),
            )
            .values(taken_back_by=person, taken_back_at=at)
        )

    async def definition(self, workspace: WorkspaceId, metric: MetricKey) -> str:
        """What the source was asked when it last answered; "" when that is not known."""
        question = select(definition.c.definition).where(
            definition.c.workspace_id == workspace, definition.c.metric == metric
        )
        return (await self._connection.execute(question)).scalar_one_or_none() or ""

    async def note_definition(self, workspace: WorkspaceId, metric: MetricKey, asked: str) -> None:
        """Remember what the source was asked."""
        new = insert_into(self._connection, definition).values(
            workspace_id=workspace, metric=metric, definition=asked
        )
        await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=["workspace_id", "metric"], set_={"definition": new.excluded.definition}
            )
        )

    async def first_reading(self, workspace: WorkspaceId, metric: MetricKey, starts: int) -> Week | None:
        """The first week this metric has a reading of, of weeks that begin on the weekday `starts`."""
        alike = extract("dow", reading.c.week_start) == (starts + 1) % 7
        return await self._reading(func.min(reading.c.week_start), workspace, metric, alike)

    async def last_reading(self, workspace: WorkspaceId, metric: MetricKey) -> Week | None:
        """The last week this metric has a reading of, on whatever day it begins."""
        return await self._reading(func.max(reading.c.week_start), workspace, metric)

    async def _reading(
        self, which: Any, workspace: WorkspaceId, metric: MetricKey, *alike: ColumnElement[bool]
    ) -> Week | None:
        mine = select(which).where(reading.c.workspace_id == workspace, reading.c.metric == metric, *alike)
        found = (await self._connection.execute(mine)).scalar_one()
        return Week(found) if found else None

    async def _changed(self, statement: Any) -> bool:
        result: CursorResult[Any] = await self._connection.execute(statement)
        return result.rowcount > 0


def _baseline(row: Mapping[Any, Any]) -> Baseline:
    return Baseline(
        MetricKey(row["metric"]),
        Week(row["since"]),
        Reason(row["reason"]),
        row["told_at"],
        PersonId(row["told_by"]) if row["told_by"] else None,
        row["id"],
    )
