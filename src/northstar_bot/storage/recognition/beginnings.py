"""The days on which people began here."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.recognition.anniversaries import Began
from northstar_bot.storage.tables.beginnings import beginning as table
from northstar_bot.storage.tables.people import person as person_table
from northstar_bot.storage.upsert import insert_into


class StoredBeginnings:
    """One day for each who typed it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, workspace: WorkspaceId, person: PersonId) -> date | None:
        """The day somebody typed."""
        question = select(table.c.day).where(table.c.workspace_id == workspace, table.c.person == person)
        found: date | None = await self._connection.scalar(question)
        return found

    async def keep(self, workspace: WorkspaceId, person: PersonId, day: date | None) -> None:
        """Keep it, or None to forget it."""
        if day is None:
            theirs = (table.c.workspace_id == workspace, table.c.person == person)
            await self._connection.execute(delete(table).where(*theirs))
            return
        row = insert_into(self._connection, table).values(workspace_id=workspace, person=person, day=day)
        await self._connection.execute(
            row.on_conflict_do_update(index_elements=["workspace_id", "person"], set_={"day": day})
        )

    async def all_here(self, workspace: WorkspaceId) -> Sequence[Began]:
        """Those of everybody who is a full member."""
        known = and_(person_table.c.workspace_id == table.c.workspace_id, person_table.c.id == table.c.person)
        question = (
            select(table.c.person, table.c.day)
            .join(person_table, known)
            .where(table.c.workspace_id == workspace, person_table.c.standing == Standing.MEMBER.value)
        )
        return [Began(PersonId(row.person), row.day) for row in await self._connection.execute(question)]
