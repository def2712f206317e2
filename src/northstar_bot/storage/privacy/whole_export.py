"""Everything that is kept of a workspace, read table by table, a few rows at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.privacy.personal_data import said
from northstar_bot.storage.tables import metadata

# The bot's own workings: what came of an event stands in the other tables, and the rest says nothing of a company.
WORKINGS = frozenset({"erasing", "gate", "inbox", "left_alone", "request_title_key"})


class StoredWholeExport:
    """Every table that holds something of a company."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def tables(self) -> Mapping[str, Sequence[str]]:
        """The names of the tables, each with its columns."""
        return {
            table.name: [column.name for column in table.columns]
            for table in metadata.sorted_tables
            if table.name not in WORKINGS
        }

    async def rows(self, workspace: WorkspaceId, table: str) -> AsyncIterator[Sequence[Any]]:
        """The rows of one table in the order of its keys, values as they are said in JSON."""
        this = metadata.tables[table]
        own = this.c.id if table == "workspace" else this.c.workspace_id
        wanted = select(this).where(own == workspace).order_by(*this.primary_key.columns)
        async with self._connection.stream(wanted) as found:
            async for row in found:
                yield [said(value) for value in row]
