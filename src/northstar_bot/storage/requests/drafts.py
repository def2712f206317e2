"""What was typed into the ask form, while its asker looks at similar requests."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.joining import Kept
from northstar_bot.storage.tables.similar import draft as table
from northstar_bot.storage.upsert import insert_into


class StoredDrafts:
    """Drafts by the form they come from."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, kept: Kept) -> None:
        """Keep a draft; the same form sent again replaces it."""
        said = {"fields": dict(kept.fields), "origin": kept.origin, "made_at": kept.made_at}
        statement = insert_into(self._connection, table).values(
            workspace_id=kept.workspace, source_key=kept.source_key, person=kept.person, **said
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[table.c.workspace_id, table.c.source_key],
                set_=said,
                where=table.c.person == kept.person,
            )
        )

    async def find(self, workspace: WorkspaceId, source_key: str) -> Kept | None:
        """The draft of this form."""
        rows = await self._connection.execute(select(table).where(_here(workspace, source_key)))
        row = rows.mappings().one_or_none()
        if row is None:
            return None
        person = PersonId(row["person"])
        return Kept(workspace, source_key, person, row["fields"], row["origin"], row["made_at"])

    async def drop(self, workspace: WorkspaceId, source_key: str) -> None:
        """Forget a draft."""
        await self._connection.execute(delete(table).where(_here(workspace, source_key)))

    async def sweep(self, workspace: WorkspaceId, before: datetime) -> int:
        """Forget the drafts of before then; returns how many."""
        old = and_(table.c.workspace_id == workspace, table.c.made_at < before)
        return (await self._connection.execute(delete(table).where(old))).rowcount


def _here(workspace: WorkspaceId, source_key: str) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == workspace, table.c.source_key == source_key)
