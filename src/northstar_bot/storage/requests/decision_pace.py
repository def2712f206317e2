"""How fast and by whom requests are decided, counted by the database."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as verdict_table

_ON_THE_MERITS = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]


async def pace_of(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    since: datetime,
    until: datetime,
    owners: Collection[PersonId],
) -> Pace:
    """Counted over the first decision on each request; the median is looked up, not computed over all rows here."""
    firsts = _first_decisions(workspace, since, until)
    away = case((firsts.c.decider.in_(sorted(owners)), 0), else_=1)
    counted = select(func.count(), func.coalesce(func.sum(away), 0)).select_from(firsts)
    decided, without = (await connection.execute(counted)).one()
    if not decided:
        return Pace()
    middle = await connection.execute(_middle(connection, firsts, decided))
    took = [row.decided_at - row.asked_at for row in middle]
    return Pace(decided, without, _mean(took))


def _first_decisions(workspace: WorkspaceId, since: datetime, until: datetime) -> Subquery:
    earlier = verdict_table.alias("earlier")
    decided_before = (
        select(earlier.c.id)
        .where(
            earlier.c.workspace_id == verdict_table.c.workspace_id,
            earlier.c.number == verdict_table.c.number,
            earlier.c.id < verdict_table.c.id,
            earlier.c.answer.in_(_ON_THE_MERITS),
        )
        .exists()
    )
    same = and_(
        request_table.c.workspace_id == verdict_table.c.workspace_id,
        request_table.c.number == verdict_table.c.number,
    )
    return (
        select(
            verdict_table.c.id, verdict_table.c.decider, verdict_table.c.decided_at, request_table.c.asked_at
        )
        .join(request_table, same)
        .where(
            verdict_table.c.workspace_id == workspace,
            verdict_table.c.decided_at >= since,
            verdict_table.c.decided_at < until,
            verdict_table.c.answer.in_(_ON_THE_MERITS),
            ~decided_before,
        )
        .subquery()
    )


def _middle(connection: AsyncConnection, firsts: Subquery, decided: int) -> Select[Any]:
    """The middle row, or the two in the middle, by how long it took."""
    skipped = (decided - 1) // 2
    question = select(firsts.c.asked_at, firsts.c.decided_at).order_by(_took(connection, firsts), firsts.c.id)
    return question.offset(skipped).limit(decided - 2 * skipped)


def _took(connection: AsyncConnection, firsts: Subquery) -> ColumnElement[Any]:
    if connection.dialect.name == "postgresql":
        return firsts.c.decided_at - firsts.c.asked_at
    return func.julianday(firsts.c.decided_at) - func.julianday(firsts.c.asked_at)


def _mean(took: list[timedelta]) -> timedelta:
    return sum(took, timedelta(0)) / len(took)
