"""Schedules: how far each has been planned, and which of them rest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from northstar_bot.domain.deliveries import State
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.deliveries import Mark, Pause
from northstar_bot.storage.posts.delivery_rows import Ledger
from northstar_bot.storage.tables.deliveries import delivery, paused_schedule, schedule_mark
from northstar_bot.storage.upsert import insert_into


class Pauses(Ledger):
    """Pausing moves the due rows aside, so that claiming needs no second table."""

    async def pause(self, workspace: WorkspaceId, schedule: str, reason: str, now: datetime) -> bool:
        """Rest a schedule and its due rows; False when it rested already."""
        row = {"workspace_id": workspace, "schedule": schedule, "reason": reason, "paused_at": now}
        resting = insert_into(self._connection, paused_schedule).values(**row).on_conflict_do_nothing()
        added = await self._connection.scalar(resting.returning(paused_schedule.c.schedule))
        await self._move(workspace, schedule, State.DUE, State.PAUSED, now)
        return added is not None

    async def resume(self, workspace: WorkspaceId, schedule: str, now: datetime) -> bool:
        """Wake a schedule: its waiting row is due, or skipped when too late; False when it was awake."""
        woken = await self._connection.scalar(
            delete(paused_schedule)
            .where(paused_schedule.c.workspace_id == workspace, paused_schedule.c.schedule == schedule)
            .returning(paused_schedule.c.schedule)
        )
        too_late = delivery.c.expires_at < now
        await self._move(workspace, schedule, State.PAUSED, State.SKIPPED_LATE, now, too_late)
        await self._move(workspace, schedule, State.PAUSED, State.DUE, now)
        return woken is not None

    async def _move(
        self,
        workspace: WorkspaceId,
        schedule: str,
        old: State,
        new: State,
        now: datetime,
        *also: ColumnElement[bool],
    ) -> None:
        values: dict[str, Any] = {"state": new.value, "held": False, "next_at": now}
        values |= {"settled_at": None, "first_tried_at": None} if new is State.DUE else {"settled_at": now}
        await self._connection.execute(
            update(delivery)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.schedule == schedule,
                delivery.c.state == old.value,
                *also,
            )
            .values(**values)
        )

    async def paused(self, workspace: WorkspaceId) -> Sequence[Pause]:
        """The schedules that rest."""
        found = await self._connection.execute(
            select(paused_schedule)
            .where(paused_schedule.c.workspace_id == workspace)
            .order_by(paused_schedule.c.schedule)
        )
        return [Pause(row.schedule, row.reason, row.paused_at) for row in found]

    async def marks(self, workspace: WorkspaceId) -> Mapping[str, Mark]:
        """How far each schedule has been planned."""
        found = await self._connection.execute(
            select(schedule_mark).where(schedule_mark.c.workspace_id == workspace)
        )
        return {row.schedule: Mark(row.shape, row.planned_through) for row in found}

    async def set_mark(self, workspace: WorkspaceId, schedule: str, mark: Mark) -> None:
        """Remember how far a schedule has been planned."""
        values = {"shape": mark.shape, "planned_through": mark.planned_through}
        wanted = insert_into(self._connection, schedule_mark)
        await self._connection.execute(
            wanted.values(workspace_id=workspace, schedule=schedule, **values).on_conflict_do_update(
                index_elements=["workspace_id", "schedule"], set_=values
            )
        )
