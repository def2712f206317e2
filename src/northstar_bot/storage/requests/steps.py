"""What moves requests besides verdicts: steps kept for ever, and the questions the calendar asks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, Select, Table, and_, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.pivots.pivot import Fate, Stage
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.moves import Act
from northstar_bot.domain.requests.requests import Answer, Request, State, WakeOn
from northstar_bot.domain.requests.steps import Step
from northstar_bot.storage.requests.rows import request_of
from northstar_bot.storage.tables.pivots import item as item_table
from northstar_bot.storage.tables.pivots import pivot as pivot_table
from northstar_bot.storage.tables.request_steps import step as table
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as verdict_table

_DECIDED = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]
_UNDECIDED = [State.OPEN.value, State.NEEDS_INFO.value, State.PARKED.value]
_BACK = [Act.WAKE.value, Act.REPLY.value]


class StoredRequestSteps:
    """Append-only steps beside the verdicts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: WorkspaceId, step: Step) -> None:
        """Keep a step for ever; the database refuses a second appeal on one request."""
        await self._connection.execute(
            insert(table).values(
                workspace_id=workspace,
                number=step.request,
                act=step.act.value,
                by=step.by,
                text=step.text,
                at=step.at,
                not_by=step.not_by,
            )
        )

    async def of(self, workspace: WorkspaceId, number: int) -> Sequence[Step]:
        """Every step of a request, oldest first."""
        return await self.of_each(workspace, [number])

    async def of_each(self, workspace: WorkspaceId, numbers: Collection[int]) -> Sequence[Step]:
        """Every step of these requests, oldest first."""
        here = and_(table.c.workspace_id == workspace, table.c.number.in_(numbers))
        rows = await self._connection.execute(select(table).where(here).order_by(table.c.id))
        return [_step_of(row) for row in rows.mappings()]

    async def appealed(self, workspace: WorkspaceId, numbers: Collection[int]) -> frozenset[int]:
        """Those of `numbers` that were appealed."""
        if not numbers:
            return frozenset()
        appeals = and_(table.c.workspace_id == workspace, table.c.act == Act.APPEAL.value)
        found = await self._connection.scalars(
            select(table.c.number).where(appeals, table.c.number.in_(numbers))
        )
        return frozenset(found)

    async def barred(self, workspace: WorkspaceId, person: PersonId) -> frozenset[int]:
        """The undecided requests whose appeal is about this person's own no; none that another star opened since."""
        later = table.alias()
        opened_since = exists().where(
            later.c.workspace_id == table.c.workspace_id,
            later.c.number == table.c.number,
            later.c.id > table.c.id,
            later.c.act == Act.REOPEN.value,
        )
        theirs = and_(table.c.workspace_id == workspace, table.c.not_by == person, ~opened_since)
        # Two plain questions: joined, SQLite would begin with every request that is open.
        numbers = (await self._connection.scalars(select(table.c.number).where(theirs))).all()
        if not numbers:
            return frozenset()
        open_still = and_(request_table.c.number.in_(numbers), request_table.c.state.in_(_UNDECIDED))
        here = request_table.c.workspace_id == workspace
        return frozenset(
            await self._connection.scalars(select(request_table.c.number).where(here, open_still))
        )

    async def due_to_wake(self, workspace: WorkspaceId, day: date, limit: int) -> Sequence[Request]:
        """Parked requests whose day is `day` or earlier, as their latest verdict says."""
        later = verdict_table.alias("later")
        overtaken = exists().where(
            later.c.workspace_id == verdict_table.c.workspace_id,
            later.c.number == verdict_table.c.number,
            later.c.id > verdict_table.c.id,
        )
        due = and_(
            request_table.c.state == State.PARKED.value,
            verdict_table.c.wake_on == WakeOn.DATE.value,
            verdict_table.c.wake_at <= day,
            ~overtaken,
        )
        return await self._requests(
            select(request_table).join(verdict_table, _same(verdict_table)).where(due), workspace, limit
        )

    async def unanswered(self, workspace: WorkspaceId, before: datetime, limit: int) -> Sequence[Request]:
        """Requests whose asker was asked something before `before` and has not answered."""
        waits = and_(request_table.c.state == State.NEEDS_INFO.value, request_table.c.changed_at < before)
        return await self._requests(select(request_table).where(waits), workspace, limit)

    async def woken(self, workspace: WorkspaceId, since: datetime, until: datetime) -> Sequence[Request]:
        """Open requests that came back from being parked from `since` to before `until`, by number."""
        back = select(table.c.number).where(
            table.c.workspace_id == workspace,
            table.c.act.in_(_BACK),
            table.c.at >= since,
            table.c.at < until,
        )
        open_again = and_(request_table.c.state == State.OPEN.value, request_table.c.number.in_(back))
        return await self._requests(select(request_table).where(open_again), workspace, None)

    async def in_doubt(
        self, workspace: WorkspaceId, before: datetime, limit: int
    ) -> tuple[Sequence[Request], int]:
        """Accepted requests that a pivot before `before` put in doubt and nobody has looked at; and how many."""
        doubted = (
            select(item_table.c.number)
            .join(
                pivot_table,
                and_(
                    pivot_table.c.workspace_id == item_table.c.workspace_id,
                    pivot_table.c.from_version == item_table.c.version - 1,
                ),
            )
            .where(
                item_table.c.workspace_id == workspace,
                item_table.c.fate == Fate.IN_DOUBT.value,
                pivot_table.c.state == Stage.APPROVED.value,
                pivot_table.c.decided_at < before,
            )
        )
        waits = and_(
            request_table.c.workspace_id == workspace,
            request_table.c.state == State.ACCEPTED.value,
            request_table.c.re_weigh == 1,
            request_table.c.number.in_(doubted),
        )
        found = await self._requests(select(request_table).where(waits), workspace, limit)
        total = await self._connection.scalar(select(func.count()).select_from(request_table).where(waits))
        return found, total or 0

    async def exempt_share(self, workspace: WorkspaceId, since: datetime, until: datetime) -> ExemptShare:
        """What was decided from `since` to before `until`."""
        within = and_(verdict_table.c.decided_at >= since, verdict_table.c.decided_at < until)
        return await self._share(select(verdict_table.c.exempt).where(_decisions(workspace), within))

    async def exempt_lately(self, workspace: WorkspaceId, amount: int) -> ExemptShare:
        """The latest `amount` decisions."""
        latest = select(verdict_table.c.exempt).where(_decisions(workspace))
        return await self._share(latest.order_by(verdict_table.c.decided_at.desc()).limit(amount))

    async def _share(self, decided: Select[tuple[int]]) -> ExemptShare:
        counted = decided.subquery()
        row = (await self._connection.execute(select(func.count(), func.sum(counted.c.exempt)))).one()
        return ExemptShare(exempt=int(row[1] or 0), decided=row[0])

    async def _requests(
        self, found: Select[tuple[object, ...]], workspace: WorkspaceId, limit: int | None
    ) -> Sequence[Request]:
        here = found.where(request_table.c.workspace_id == workspace).order_by(request_table.c.number)
        rows = await self._connection.execute(here.limit(limit) if limit else here)
        return [request_of(row) for row in rows.mappings()]


def _step_of(row: RowMapping) -> Step:
    return Step(
        request=row["number"],
        act=Act(row["act"]),
        at=row["at"],
        by=PersonId(row["by"]) if row["by"] else None,
        text=row["text"],
        not_by=PersonId(row["not_by"]) if row["not_by"] else None,
    )


def _decisions(workspace: WorkspaceId) -> ColumnElement[bool]:
    return and_(verdict_table.c.workspace_id == workspace, verdict_table.c.answer.in_(_DECIDED))


def _same(other: Table) -> ColumnElement[bool]:
    columns = other.c
    return and_(
        columns.workspace_id == request_table.c.workspace_id, columns.number == request_table.c.number
    )
