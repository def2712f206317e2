"""Everything that is kept about one person, read from every table that says it holds people."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, or_, select

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.storage.privacy.erasure_messages import ErasureMessages
from northstar_bot.storage.privacy.personal_columns import PERSONAL
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.erasure import left_alone
from northstar_bot.storage.tables.people import person as person_table
from northstar_bot.storage.tables.requests import note, request, verdict
from northstar_bot.storage.tables.shoutouts import receiver, shoutout

Rows = Sequence[Mapping[str, Any]]


class ReadPersonalData(ErasureMessages):
    """The export, and who is left alone."""

    async def of(self, workspace: WorkspaceId, person: PersonId) -> Mapping[str, Rows]:
        """Every row that holds the person's id, by what the rows are; what others wrote to them with it."""
        found = {}
        for name, kept in PERSONAL.items():
            table = metadata.tables[name]
            here = [table.c[column] == person for column in kept.people]
            found[kept.says] = await self._rows(table, workspace, or_(*here))
        said_to = shoutout.c.id.in_(
            select(receiver.c.shoutout_id).where(
                receiver.c.workspace_id == workspace, receiver.c.person == person
            )
        )
        found["what they were thanked for"] = await self._rows(shoutout, workspace, said_to)
        for table, says in ((verdict, "verdicts on their requests"), (note, "notes on their requests")):
            theirs = exists().where(
                request.c.workspace_id == table.c.workspace_id,
                request.c.number == table.c.number,
                request.c.asker == person,
            )
            found[says] = await self._rows(table, workspace, theirs)
        return {says: rows for says, rows in found.items() if rows}

    async def _rows(self, table: Table, workspace: WorkspaceId, which: ColumnElement[bool]) -> Rows:
        columns = [column for column in table.columns if column.name != "workspace_id"]
        wanted = select(*columns).where(table.c.workspace_id == workspace, which)
        rows = await self._connection.execute(wanted.order_by(*table.primary_key.columns))
        return [{name: said(value) for name, value in row.items()} for row in rows.mappings()]

    async def names(self, workspace: WorkspaceId, person: PersonId) -> Sequence[str]:
        """What the person was called, as far as it was kept."""
        found = await self._connection.scalars(
            select(person_table.c.name).where(
                person_table.c.workspace_id == workspace, person_table.c.id == person
            )
        )
        return list(found)

    async def left_alone(self, workspace: WorkspaceId, people: Sequence[PersonId]) -> frozenset[PersonId]:
        """Those of `people` who were erased and have not been met since."""
        kept = set(
            await self._connection.scalars(
                select(left_alone.c.mark).where(left_alone.c.workspace_id == workspace)
            )
        )
        if not kept:
            return frozenset()
        met = set(
            await self._connection.scalars(
                select(person_table.c.id).where(person_table.c.workspace_id == workspace)
            )
        )
        return frozenset(one for one in people if one not in met and mark_of(workspace, one) in kept)


def mark_of(workspace: WorkspaceId, person: PersonId) -> str:
    """What stands for somebody who wants to be left out: it names nobody, but knows them again."""
    return hashlib.blake2b(person.encode(), key=workspace.encode()[:64], digest_size=16).hexdigest()


def said(value: object) -> object:
    """As JSON says it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
