"""Who may not give thanks."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.sender_locks import SenderLock
from northstar_bot.storage.tables.shoutouts import sender_lock as table
from northstar_bot.storage.upsert import insert_into


class StoredSenderLocks:
    """Locks on giving, one row each."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, workspace: WorkspaceId, person: PersonId) -> SenderLock | None:
        """The lock on this person, or None."""
        return next(iter(await self._locks(workspace, table.c.person == person)), None)

    async def all(self, workspace: WorkspaceId) -> Sequence[SenderLock]:
        """Every lock, the oldest first."""
        return await self._locks(workspace)

    async def keep(self, workspace: WorkspaceId, lock: SenderLock) -> None:
        """Lock a person, or give the lock another reason."""
        new = insert_into(self._connection, table).values(
            workspace_id=workspace, person=lock.person, reason=lock.reason, by=lock.by, at=lock.at
        )
        changed = {name: new.excluded[name] for name in ("reason", "by", "at")}
        await self._connection.execute(
            new.on_conflict_do_update(index_elements=["workspace_id", "person"], set_=changed)
        )

    async def lift(self, workspace: WorkspaceId, person: PersonId) -> bool:
        """Unlock a person; False when they were not locked."""
        lifted = await self._connection.execute(
            delete(table).where(table.c.workspace_id == workspace, table.c.person == person)
        )
        return bool(lifted.rowcount)

    async def _locks(self, workspace: WorkspaceId, *which: ColumnElement[bool]) -> list[SenderLock]:
        question = select(table).where(table.c.workspace_id == workspace, *which)
        found = await self._connection.execute(question.order_by(table.c.at, table.c.person))
        return [SenderLock(PersonId(row.person), row.reason, PersonId(row.by), row.at) for row in found]
