"""Where the app was removed from Slack, and deleting everything of a workspace, rows that never change included."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.posts.delivery_rows import is_open
from northstar_bot.storage.tables.company import workspace as table
from northstar_bot.storage.tables.consents import story_consent
from northstar_bot.storage.tables.deliveries import delivery, gate, inbox
from northstar_bot.storage.tables.erasure import erasure_message
from northstar_bot.storage.tables.readings import reading
from northstar_bot.storage.tables.shoutouts import boost, reaction, receiver, shoutout, thanked_team

# What grows without end goes in pieces, what hangs on a row before the row: one statement for all of it would
# take longer than a statement may.
_MANY = (
    boost,
    story_consent,
    receiver,
    thanked_team,
    shoutout,
    reaction,
    erasure_message,
    delivery,
    inbox,
    reading,
)
PIECE = 5_000


class StoredInstallations:
    """Where the app stands, where it was removed, and how everything goes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remove(self, workspace: WorkspaceId, now: datetime) -> datetime | None:
        """Note that the app was removed, and stop what is on its way; returns since when. None: no such workspace."""
        noted = await self._connection.execute(
            update(table)
            .where(table.c.id == workspace)
            .values(uninstalled_at=func.coalesce(table.c.uninstalled_at, now))
            .returning(table.c.uninstalled_at)
        )
        # Nobody keeps a hold on an open post: what was composed before fails its fence.
        await self._connection.execute(
            update(delivery)
            .where(delivery.c.workspace_id == workspace, is_open())
            .values(epoch=delivery.c.epoch + 1)
        )
        since: datetime | None = noted.scalar_one_or_none()
        return since

    async def restore(self, workspace: WorkspaceId) -> bool:
        """Note that the app is back; whether it was away."""
        away = and_(table.c.id == workspace, table.c.uninstalled_at.is_not(None))
        return await self._run(update(table).where(away).values(uninstalled_at=None)) > 0

    async def removed(self) -> Mapping[WorkspaceId, datetime]:
        """Every workspace whose app was removed, and since when."""
        found = await self._connection.execute(
            select(table.c.id, table.c.uninstalled_at).where(table.c.uninstalled_at.is_not(None))
        )
        return {WorkspaceId(row.id): row.uninstalled_at for row in found}

    async def stands(self, workspace: WorkspaceId) -> bool:
        """Whether there is such a workspace and its app was not removed."""
        there = select(table.c.id).where(table.c.id == workspace, table.c.uninstalled_at.is_(None))
        return await self._connection.scalar(there) is not None

    async def wipe(self, workspace: WorkspaceId) -> bool:
        """Delete every row of every table; whether there was anything.

        The tables hang on the workspace's own row, and rows that never change give way when that row goes.
        """
        if self._connection.dialect.name == "sqlite":
            await self._connection.exec_driver_sql("PRAGMA secure_delete=ON")
        own = or_(gate.c.key == workspace, gate.c.key.startswith(f"{workspace}:", autoescape=True))
        await self._run(delete(gate).where(own))
        for many in _MANY:
            while await self._piece(many, workspace):
                pass
        return await self._run(delete(table).where(table.c.id == workspace)) > 0

    async def _piece(self, many: Table, workspace: WorkspaceId) -> int:
        key = tuple_(*many.primary_key.columns)
        some = select(*many.primary_key.columns).where(many.c.workspace_id == workspace).limit(PIECE)
        return await self._run(delete(many).where(many.c.workspace_id == workspace, key.in_(some)))

    async def _run(self, statement: Any) -> int:
        return int((await self._connection.execute(statement)).rowcount)
