"""Events as they came, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.tables.company import workspace as workspaces
from northstar_bot.storage.tables.deliveries import inbox
from northstar_bot.storage.upsert import insert_into


class StoredInbox:
    """Events as they came, each once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(
        self, workspace: WorkspaceId, event_id: str, kind: str, payload: Mapping[str, Any], now: datetime
    ) -> bool:
        """Store an event; False when it was stored before, or when nothing is kept of the workspace any more."""
        row = {
            "workspace_id": workspace,
            "event_id": event_id,
            "kind": kind,
            "payload": dict(payload),
            "received_at": now,
        }
        given = select(*(literal(value, inbox.c[name].type) for name, value in row.items()))
        there = given.where(workspaces.c.id == workspace)
        new = insert_into(self._connection, inbox).from_select(list(row), there).on_conflict_do_nothing()
        return await self._connection.scalar(new.returning(inbox.c.event_id)) is not None

    async def done(self, workspace: WorkspaceId, event_id: str, now: datetime) -> None:
        """The event was acted on."""
        this = (inbox.c.workspace_id == workspace) & (inbox.c.event_id == event_id)
        await self._connection.execute(update(inbox).where(this).values(done_at=now))

    async def unfinished(
        self, workspace: WorkspaceId, before: datetime, limit: int = 100
    ) -> Sequence[Mapping[str, Any]]:
        """Payloads received before `before` that nobody finished, oldest first."""
        found = await self._connection.scalars(
            select(inbox.c.payload)
            .where(inbox.c.workspace_id == workspace, inbox.c.done_at.is_(None), inbox.c.received_at < before)
            .order_by(inbox.c.received_at, inbox.c.event_id)
            .limit(limit)
        )
        return found.all()

    async def forget(self, before: datetime) -> int:
        """Drop events received before `before`; returns how many."""
        result = await self._connection.execute(delete(inbox).where(inbox.c.received_at < before))
        return result.rowcount
