"""Who follows which request."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.storage.tables.similar import follower as table
from northstar_bot.storage.upsert import insert_into


class StoredFollowers:
    """Followers by request."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        workspace: WorkspaceId,
        number: int,
        people: Collection[PersonId],
        at: datetime,
        came_from: int | None = None,
    ) -> int:
        """Let `people` follow a request; returns how many did not do so before."""
        # In one order everywhere, so that two who bring the same people cannot lock each other out.
        rows = [
            {
                "workspace_id": workspace,
                "number": number,
                "person": person,
                "since": at,
                "came_from": came_from,
            }
            for person in sorted(set(people))
        ]
        if not rows:
            return 0
        statement = insert_into(self._connection, table).values(rows).on_conflict_do_nothing()
        return len((await self._connection.execute(statement.returning(table.c.person))).all())

    async def remove(self, workspace: WorkspaceId, number: int, people: Collection[PersonId]) -> int:
        """Let `people` follow a request no longer; returns how many did."""
        theirs = and_(_here(workspace, number), table.c.person.in_(sorted(people)))
        return (await self._connection.execute(delete(table).where(theirs))).rowcount

    async def of(self, workspace: WorkspaceId, number: int) -> Sequence[PersonId]:
        """Who follows a request, the longest first."""
        question = select(table.c.person).where(_here(workspace, number))
        rows = await self._connection.scalars(question.order_by(table.c.since, table.c.person))
        return [PersonId(person) for person in rows]

    async def counts(self, workspace: WorkspaceId, numbers: Collection[int]) -> Mapping[int, int]:
        """How many follow each of `numbers` that somebody follows."""
        question = select(table.c.number, func.count()).where(_among(workspace, numbers))
        rows = await self._connection.execute(question.group_by(table.c.number))
        return {row[0]: row[1] for row in rows}

    async def followed(
        self, workspace: WorkspaceId, person: PersonId, numbers: Collection[int]
    ) -> frozenset[int]:
        """Those of `numbers` that a person follows."""
        theirs = and_(_among(workspace, numbers), table.c.person == person)
        return frozenset(await self._connection.scalars(select(table.c.number).where(theirs)))


def _here(workspace: WorkspaceId, number: int) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == workspace, table.c.number == number)


def _among(workspace: WorkspaceId, numbers: Collection[int]) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == workspace, table.c.number.in_(numbers))
