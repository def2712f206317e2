"""How the requests of each team were answered lately, and how many of them wait."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.domain.requests.requests import Answer, State
from northstar_bot.services.ports.fairness import Answers
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table


class StoredFairness:
    """Answers by asking team."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def answers(self, workspace: WorkspaceId, since: datetime) -> Sequence[Answers]:
        """Each request whose first verdict came at `since` or later; what an obligation decided is left out."""
        earlier = verdict_table.alias("earlier")
        answered_before = exists().where(
            earlier.c.workspace_id == verdict_table.c.workspace_id,
            earlier.c.number == verdict_table.c.number,
            earlier.c.decided_at < since,
        )
        same = and_(
            table.c.workspace_id == verdict_table.c.workspace_id, table.c.number == verdict_table.c.number
        )
        wanted = (
            select(
                table.c.number,
                table.c.asker_team,
                table.c.asked_at,
                verdict_table.c.answer,
                verdict_table.c.decided_at,
            )
            .select_from(verdict_table.join(table, same))
            .where(
                verdict_table.c.workspace_id == workspace,
                verdict_table.c.decided_at >= since,
                verdict_table.c.exempt == 0,
                ~answered_before,
            )
            .order_by(verdict_table.c.id)
        )
        found: dict[int, Answers] = {}
        for row in await self._connection.execute(wanted):
            first = found[row.number].first_at if row.number in found else row.decided_at
            team = TeamKey(row.asker_team) if row.asker_team else None
            found[row.number] = Answers(team, row.asked_at, first, Answer(row.answer))
        return list(found.values())

    async def waiting(self, workspace: WorkspaceId) -> Mapping[TeamKey | None, int]:
        """How many requests of each team are open."""
        counted = (
            select(table.c.asker_team, func.count())
            .where(table.c.workspace_id == workspace, table.c.state == State.OPEN.value)
            .group_by(table.c.asker_team)
        )
        rows = await self._connection.execute(counted)
        return {TeamKey(row[0]) if row[0] else None: row[1] for row in rows}
