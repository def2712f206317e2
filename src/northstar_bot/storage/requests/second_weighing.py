"""Second weighings and what came of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, RowMapping, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Answer, State, Verdict
from northstar_bot.domain.requests.second_weighing import Double, SecondWeighing, Stage
from northstar_bot.storage.requests.decision_pace import pace_of
from northstar_bot.storage.requests.rows import row_of_verdict, verdict_of
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as first_table
from northstar_bot.storage.tables.second_weighing import second as table
from northstar_bot.storage.tables.second_weighing import since_last
from northstar_bot.storage.tables.second_weighing import verdict as verdict_table
from northstar_bot.storage.upsert import insert_into


class StoredSecondWeighings:
    """Second weighings by request and by person."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count_weighed(self, workspace: WorkspaceId) -> int:
        """Count one more; the row stays locked until the transaction ends, so that nobody counts the same twice."""
        one = insert_into(self._connection, since_last).values(workspace_id=workspace, weighed=1)
        more = one.on_conflict_do_update(
            index_elements=[since_last.c.workspace_id], set_={"weighed": since_last.c.weighed + 1}
        )
        weighed: int = (await self._connection.execute(more.returning(since_last.c.weighed))).scalar_one()
        return weighed

    async def start_over(self, workspace: WorkspaceId) -> None:
        """Count from nothing again."""
        here = since_last.c.workspace_id == workspace
        await self._connection.execute(update(since_last).where(here).values(weighed=0))

    async def assigned(self, workspace: WorkspaceId) -> Mapping[PersonId, int]:
        """How often each person was asked."""
        counted = select(table.c.person, func.count()).where(table.c.workspace_id == workspace)
        rows = await self._connection.execute(counted.group_by(table.c.person))
        return {PersonId(row[0]): row[1] for row in rows}

    async def plan(self, second: SecondWeighing) -> SecondWeighing | None:
        """Keep it; the database lets a verdict have one."""
        statement = insert_into(self._connection, table).values(_row_of(second)).on_conflict_do_nothing()
        kept = (await self._connection.execute(statement.returning(table.c.id))).scalar_one_or_none()
        return replace(second, id=kept) if kept is not None else None

    async def get(self, workspace: WorkspaceId, second: int) -> SecondWeighing | None:
        """The one with this id."""
        found = select(table).where(table.c.workspace_id == workspace, table.c.id == second)
        row = (await self._connection.execute(found)).mappings().one_or_none()
        return _second_of(row) if row else None

    async def of_verdict(self, workspace: WorkspaceId, verdict: int) -> SecondWeighing | None:
        """The one of this first verdict."""
        found = select(table).where(table.c.workspace_id == workspace, table.c.verdict == verdict)
        row = (await self._connection.execute(found)).mappings().one_or_none()
        return _second_of(row) if row else None

    async def waiting_for(
        self, workspace: WorkspaceId, person: PersonId, star_version: int
    ) -> Sequence[SecondWeighing]:
        """What this person is asked to weigh and what still stands as it was, oldest first."""
        asked = and_(
            table.c.workspace_id == workspace,
            table.c.stage == Stage.WAITING.value,
            table.c.person == person,
            table.c.star_version == star_version,
        )
        found = select(table).join(request_table, _same_request()).where(asked, _as_it_was())
        rows = await self._connection.execute(found.order_by(table.c.id))
        return [_second_of(row) for row in rows.mappings()]

    async def answer(self, second: SecondWeighing, verdict: Verdict) -> bool:
        """Keep what the second person said; False when it waits for nobody any more."""
        waits = and_(
            table.c.workspace_id == second.workspace,
            table.c.id == second.id,
            table.c.stage == Stage.WAITING.value,
        )
        moved = await self._connection.execute(update(table).where(waits).values(stage=Stage.ANSWERED.value))
        if moved.rowcount != 1:
            return False
        row = row_of_verdict(second.workspace, verdict) | {"second": second.id}
        kept = {column.name: row[column.name] for column in verdict_table.columns}
        await self._connection.execute(insert(verdict_table).values(kept))
        return True

    async def verdict(self, workspace: WorkspaceId, second: int) -> Verdict | None:
        """What the second person said."""
        found = select(verdict_table).where(
            verdict_table.c.workspace_id == workspace, verdict_table.c.second == second
        )
        row = (await self._connection.execute(found)).mappings().one_or_none()
        return verdict_of(_like_a_first(row)) if row else None

    async def lapse(self, workspace: WorkspaceId, now: datetime) -> int:
        """End what nobody answered in time; returns how many."""
        late = and_(
            table.c.workspace_id == workspace,
            table.c.stage == Stage.WAITING.value,
            table.c.until_at <= now,
        )
        ended = await self._connection.execute(update(table).where(late).values(stage=Stage.LAPSED.value))
        return ended.rowcount

    async def doubles(self, workspace: WorkspaceId) -> Sequence[Double]:
        """Every request with two verdicts, newest first."""
        found = (
            select(
                table.c.id,
                table.c.number,
                table.c.across,
                first_table.c.answer.label("said_first"),
                verdict_table.c.answer.label("said_second"),
            )
            .join(verdict_table, verdict_table.c.second == table.c.id)
            .join(first_table, first_table.c.id == table.c.verdict)
            .where(table.c.workspace_id == workspace, verdict_table.c.workspace_id == workspace)
            .order_by(table.c.id.desc())
        )
        rows = (await self._connection.execute(found)).mappings()
        return [
            Double(
                row["number"],
                Answer(row["said_first"]),
                Answer(row["said_second"]),
                bool(row["across"]),
                row["id"],
            )
            for row in rows
        ]

    async def pace(
        self, workspace: WorkspaceId, since: datetime, until: datetime, owners: Collection[PersonId]
    ) -> Pace:
        """How many requests got their first yes, no or park, how many from nobody in `owners`, and how fast."""
        return await pace_of(self._connection, workspace, since, until, owners)


def _same_request() -> ColumnElement[bool]:
    return and_(
        request_table.c.workspace_id == table.c.workspace_id, request_table.c.number == table.c.number
    )


def _as_it_was() -> ColumnElement[bool]:
    """As `SecondWeighing.stands` says it, but for time and star."""
    shipped = and_(request_table.c.state == State.SHIPPED.value, request_table.c.moves == table.c.moves + 1)
    return and_(request_table.c.re_weigh == 0, or_(request_table.c.moves == table.c.moves, shipped))


def _row_of(second: SecondWeighing) -> dict[str, object]:
    return {
        "workspace_id": second.workspace,
        "number": second.number,
        "verdict": second.verdict,
        "first": second.first,
        "person": second.person,
        "planned_at": second.planned_at,
        "until_at": second.until,
        "moves": second.moves,
        "star_version": second.star_version,
        "across": int(second.across),
        "asked_by": second.asked_by,
        "stage": second.stage.value,
    }


def _second_of(row: RowMapping) -> SecondWeighing:
    return SecondWeighing(
        workspace=WorkspaceId(row["workspace_id"]),
        number=row["number"],
        verdict=row["verdict"],
        first=PersonId(row["first"]),
        person=PersonId(row["person"]),
        planned_at=row["planned_at"],
        until=row["until_at"],
        moves=row["moves"],
        star_version=row["star_version"],
        across=bool(row["across"]),
        asked_by=PersonId(row["asked_by"]) if row["asked_by"] else None,
        stage=Stage(row["stage"]),
        id=row["id"],
    )


def _like_a_first(row: RowMapping) -> RowMapping:
    """A second verdict is read as a first one; what only a first one has is empty."""
    empty = dict.fromkeys((column.name for column in first_table.columns), None)
    return cast("RowMapping", empty | dict(row) | {"id": row["second"]})
