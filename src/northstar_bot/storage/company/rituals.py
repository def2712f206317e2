"""What was said on kick-off cards, and which input each squad picked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.declaration.rituals import Answer, Pick
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, WorkspaceId
from northstar_bot.storage.tables.rituals import kickoff_voice, squad_pick
from northstar_bot.storage.upsert import insert_into


class StoredRituals:
    """What was said on kick-off cards, and which input each squad picked."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def say(
        self, workspace: WorkspaceId, card: str, person: PersonId, answer: Answer, at: datetime
    ) -> None:
        """Keep a person's one voice on a card; a later one takes its place."""
        row = {"workspace_id": workspace, "card": card, "person": person, "answer": answer.value, "at": at}
        keep = insert_into(self._connection, kickoff_voice).values(row)
        changed = keep.on_conflict_do_update(
            index_elements=["workspace_id", "card", "person"],
            set_={"answer": answer.value, "at": keep.excluded.at},
        )
        await self._connection.execute(changed)

    async def voices(self, workspace: WorkspaceId, card: str) -> Mapping[Answer, int]:
        """How many gave each answer."""
        question = (
            select(kickoff_voice.c.answer, func.count())
            .where(kickoff_voice.c.workspace_id == workspace, kickoff_voice.c.card == card)
            .group_by(kickoff_voice.c.answer)
        )
        return {Answer(answer): count for answer, count in await self._connection.execute(question)}

    async def pick(self, workspace: WorkspaceId, pick: Pick) -> None:
        """Keep which input a squad picked."""
        row = {
            "workspace_id": workspace,
            "squad": pick.squad,
            "metric": pick.metric,
            "person": pick.person,
            "since": pick.since,
        }
        await self._connection.execute(insert(squad_pick).values(row))

    async def picks(self, workspace: WorkspaceId) -> Sequence[Pick]:
        """Every pick, in the order they were made."""
        question = select(squad_pick).where(squad_pick.c.workspace_id == workspace).order_by(squad_pick.c.id)
        return [
            Pick(SquadKey(row.squad), MetricKey(row.metric), PersonId(row.person), row.since)
            for row in await self._connection.execute(question)
        ]
