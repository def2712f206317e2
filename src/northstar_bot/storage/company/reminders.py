"""What waits, and of what people were reminded."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.reminders import Reminder
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import waiting_for
from northstar_bot.storage.requests.rows import request_of
from northstar_bot.storage.tables.preferences import reminder as table
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.similar import follower
from northstar_bot.storage.upsert import insert_into

_SUBJECT = cast(request_table.c.number, String).concat(".").concat(cast(request_table.c.moves, String))


class StoredReminders:
    """What waits, and of what people were reminded."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(
        self, workspace: WorkspaceId, kind: Reminder, subjects: Iterable[str], person: PersonId, day: date
    ) -> None:
        """Count that this person was reminded of `subjects` on their `day`."""
        rows = [
            {"workspace_id": workspace, "kind": kind.value, "subject": each, "person": person, "day": day}
            for each in subjects
        ]
        if rows:
            await self._connection.execute(
                insert_into(self._connection, table).on_conflict_do_nothing(), rows
            )

    async def told(
        self, workspace: WorkspaceId, kind: Reminder, people: Collection[PersonId], since: date
    ) -> frozenset[tuple[PersonId, date]]:
        """Who of `people` was reminded on which day, from `since` on."""
        here = and_(table.c.workspace_id == workspace, table.c.kind == kind.value)
        theirs = and_(table.c.person.in_(sorted(people)), table.c.day >= since)
        rows = await self._connection.execute(
            select(table.c.person, table.c.day).where(here, theirs).distinct()
        )
        return frozenset((PersonId(row.person), row.day) for row in rows)

    async def waiting(
        self, workspace: WorkspaceId, desk: Desk, before: datetime, at_most: int, limit: int
    ) -> Sequence[Request]:
        """Open requests of this desk that nothing happened to since `before`, longest waiting first."""
        times = (
            select(func.count())
            .select_from(table)
            .where(_said(workspace, Reminder.WAITING), table.c.person == desk.person)
            .correlate(request_table)
            .scalar_subquery()
        )
        question = (
            select(request_table)
            .where(waiting_for(workspace, desk), request_table.c.changed_at < before, times < at_most)
            .order_by(request_table.c.number)
            .limit(limit)
        )
        return [request for request, _ in await self._found(question)]

    async def worn_out(
        self, workspace: WorkspaceId, steward: PersonId, day: date, at_most: int, limit: int
    ) -> Sequence[Request]:
        """Open requests of which somebody was reminded `at_most` times before `day`, and this steward not told."""
        tired = (
            select(table.c.person)
            .where(_said(workspace, Reminder.WAITING))
            .group_by(table.c.person)
            .having(and_(func.count() >= at_most, func.max(table.c.day) < day))
            .correlate(request_table)
            .exists()
        )
        question = _open(workspace).where(tired, ~_told(workspace, Reminder.UNANSWERED, steward)).limit(limit)
        return [request for request, _ in await self._found(question)]

    async def without_news(
        self, workspace: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[tuple[Request, datetime, PersonId]]:
        """Open requests that nothing happened to since `before`, with that moment, for each reader not told yet."""
        stale = _open(workspace).where(request_table.c.changed_at < before).limit(limit)
        asked = stale.where(~_told(workspace, Reminder.STILL_WAITING, request_table.c.asker))
        followed = (
            stale.join(follower, _followed())
            .add_columns(follower.c.person)
            .where(~_told(workspace, Reminder.STILL_WAITING, follower.c.person))
        )
        rows = (await self._connection.execute(followed)).mappings()
        follows = [(request_of(row), row["changed_at"], PersonId(row["person"])) for row in rows]
        return [(each, since, each.asker) for each, since in await self._found(asked)] + follows

    async def _found(self, question: Select[Any]) -> list[tuple[Request, datetime]]:
        rows = (await self._connection.execute(question)).mappings()
        return [(request_of(row), row["changed_at"]) for row in rows]


def _followed() -> ColumnElement[bool]:
    return and_(
        follower.c.workspace_id == request_table.c.workspace_id,
        follower.c.number == request_table.c.number,
    )


def _open(workspace: WorkspaceId) -> Select[Any]:
    here = and_(request_table.c.workspace_id == workspace, request_table.c.state == State.OPEN.value)
    return select(request_table).where(here).order_by(request_table.c.number)


def _said(workspace: WorkspaceId, kind: Reminder) -> ColumnElement[bool]:
    """Rows about the request of the question around, as it stands."""
    here = and_(table.c.workspace_id == workspace, table.c.kind == kind.value)
    return and_(here, table.c.subject == _SUBJECT)


def _told(
    workspace: WorkspaceId, kind: Reminder, person: PersonId | ColumnElement[str]
) -> ColumnElement[bool]:
    said = exists().where(_said(workspace, kind), table.c.person == person)
    return said.correlate(request_table, follower)
