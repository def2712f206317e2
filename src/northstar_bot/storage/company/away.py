"""Times away of owners, and the verdicts that were given meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.away import Absence
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.requests.rows import request_of, verdict_of
from northstar_bot.storage.tables.away import absence as table
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as verdict_table
from northstar_bot.storage.upsert import insert_into


class StoredAbsences:
    """Times away."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, workspace: WorkspaceId) -> Sequence[Absence]:
        """Everybody who is away, longest first."""
        here = select(table).where(table.c.workspace_id == workspace, table.c.ended_at.is_(None))
        rows = await self._connection.execute(here.order_by(table.c.id))
        return [_absence(row) for row in rows.mappings()]

    async def find(self, workspace: WorkspaceId, absence: int) -> Absence | None:
        """One time away, open or over."""
        wanted = select(table).where(table.c.workspace_id == workspace, table.c.id == absence)
        row = (await self._connection.execute(wanted)).mappings().one_or_none()
        return _absence(row) if row else None

    async def begin(self, absence: Absence) -> Absence | None:
        """Keep a new time away; None when its person is away already."""
        values = {
            "workspace_id": absence.workspace,
            "person": absence.person,
            "since": absence.since,
            "until": absence.until,
            "back_at": absence.back_at,
            "cover": absence.cover,
        }
        kept = insert_into(self._connection, table).values(values).on_conflict_do_nothing()
        number = await self._connection.scalar(kept.returning(table.c.id))
        return replace(absence, id=number) if number else None

    async def change(self, absence: Absence) -> bool:
        """Keep another day of return and cover of an open one; False when it is over."""
        changed = await self._connection.execute(
            update(table)
            .where(_open(absence))
            .values(until=absence.until, back_at=absence.back_at, cover=absence.cover)
        )
        return changed.rowcount == 1

    async def end(self, absence: Absence, at: datetime) -> bool:
        """Close it; False when somebody did before."""
        ended = await self._connection.execute(update(table).where(_open(absence)).values(ended_at=at))
        return ended.rowcount == 1

    async def verdicts_during(
        self, absence: Absence, desk: Desk, limit: int
    ) -> tuple[Sequence[tuple[Request, Verdict]], Sequence[tuple[Answer, int]]]:
        """The first verdicts of others meanwhile that `desk` may read, oldest first, and how many of each answer."""
        same = and_(
            request_table.c.workspace_id == verdict_table.c.workspace_id,
            request_table.c.number == verdict_table.c.number,
        )
        meanwhile = and_(
            verdict_table.c.workspace_id == absence.workspace,
            verdict_table.c.decided_at >= absence.since,
            verdict_table.c.decided_at < absence.ended_at if absence.ended_at else true(),
            verdict_table.c.decider != absence.person,
            readable_by(desk),
        )
        both = verdict_table.join(request_table, same)
        shown = select(verdict_table).select_from(both).where(meanwhile).order_by(verdict_table.c.id)
        verdicts = [
            verdict_of(row) for row in (await self._connection.execute(shown.limit(limit))).mappings()
        ]
        counted = select(verdict_table.c.answer, func.count()).select_from(both).where(meanwhile)
        rows = await self._connection.execute(counted.group_by(verdict_table.c.answer))
        amounts = {row[0]: row[1] for row in rows}
        counts = [(answer, amounts[answer.value]) for answer in Answer if answer.value in amounts]
        return await self._beside(absence.workspace, verdicts), counts

    async def _beside(
        self, workspace: WorkspaceId, verdicts: Sequence[Verdict]
    ) -> Sequence[tuple[Request, Verdict]]:
        wanted = select(request_table).where(
            request_table.c.workspace_id == workspace,
            request_table.c.number.in_({verdict.request for verdict in verdicts}),
        )
        rows = (await self._connection.execute(wanted)).mappings()
        requests = {row["number"]: request_of(row) for row in rows}
        return [(requests[verdict.request], verdict) for verdict in verdicts]


def _open(absence: Absence) -> ColumnElement[bool]:
    return and_(
        table.c.workspace_id == absence.workspace, table.c.id == absence.id, table.c.ended_at.is_(None)
    )


def _absence(row: RowMapping) -> Absence:
    return Absence(
        workspace=WorkspaceId(row["workspace_id"]),
        person=PersonId(row["person"]),
        since=row["since"],
        until=row["until"],
        back_at=row["back_at"],
        cover=PersonId(row["cover"]) if row["cover"] else None,
        ended_at=row["ended_at"],
        id=row["id"],
    )
