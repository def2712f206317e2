"""Lunch-and-learns, moved only from the state that was seen; one answer per person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.domain.recognition.learning import LENGTHS, Answers, Learning, Stage
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.storage.recognition.shoutout_rows import read, standing
from northstar_bot.storage.tables.learning import learning, learning_answer
from northstar_bot.storage.tables.shoutouts import shoutout
from northstar_bot.storage.upsert import insert_into

MOST_COMING = 8
_LONGEST = timedelta(minutes=max(LENGTHS))
_OPEN = (Stage.ASKED.value, Stage.PLANNED.value)


class StoredLearnings:
    """Lunch-and-learns and their answers."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, one: Learning, source_key: str, at: datetime) -> Learning:
        """Keep one under the act that proposed it; the same act again is answered with what was kept."""
        row = {
            "workspace_id": one.workspace,
            "source_key": source_key,
            "topic": one.topic,
            "host": one.host,
            "proposer": one.proposer,
            "starts_at": one.starts_at,
            "minutes": one.minutes,
            "place": one.place,
            "channel": one.channel,
            "state": one.stage.value,
            "learned": one.learned,
            "proposed_at": at,
        }
        keep = insert_into(self._connection, learning).values(row)
        await self._connection.execute(
            keep.on_conflict_do_nothing(index_elements=[learning.c.workspace_id, learning.c.source_key])
        )
        wanted = select(learning).where(
            learning.c.workspace_id == one.workspace, learning.c.source_key == source_key
        )
        return _learning((await self._connection.execute(wanted)).one())

    async def get(self, workspace: WorkspaceId, number: int) -> Learning | None:
        """One of them."""
        found = (await self._connection.execute(select(learning).where(_is(workspace, number)))).one_or_none()
        return _learning(found) if found else None

    async def move(self, seen: Learning, stage: Stage) -> bool:
        """Bring it to another stage; False when it is no longer at the one that was seen."""
        same = and_(_is(seen.workspace, seen.id), learning.c.state == seen.stage.value)
        return await self._change(same, state=stage.value)

    async def postpone(self, seen: Learning, starts_at: datetime) -> bool:
        """Give one that is planned another date; False when it is no longer as it was seen."""
        same = and_(
            _is(seen.workspace, seen.id),
            learning.c.state == Stage.PLANNED.value,
            learning.c.sequence == seen.sequence,
        )
        return await self._change(same, starts_at=starts_at, sequence=seen.sequence + 1)

    async def remember_card(self, workspace: WorkspaceId, number: int, card: Receipt) -> None:
        """Keep where the announcement stands."""
        await self._change(_is(workspace, number), card_channel=card.channel, card_ts=card.ts)

    async def learn(self, workspace: WorkspaceId, number: int, text: str) -> bool:
        """Keep what was learned; False when something was kept before."""
        return await self._change(and_(_is(workspace, number), learning.c.learned == ""), learned=text)

    async def coming(self, workspace: WorkspaceId, now: datetime) -> Sequence[Learning]:
        """Those asked for or planned that are not over, the soonest first, at most 8."""
        wanted = select(learning).where(
            learning.c.workspace_id == workspace,
            learning.c.starts_at > now - _LONGEST,
            learning.c.state.in_(_OPEN),
        )
        found = await self._connection.execute(
            wanted.order_by(learning.c.starts_at, learning.c.id).limit(MOST_COMING)
        )
        return [one for row in found if (one := _learning(row)).ends_at > now]

    async def hosted(self, workspace: WorkspaceId) -> Mapping[PersonId, datetime]:
        """When each host hosts or hosted last."""
        question = (
            select(learning.c.host, func.max(learning.c.starts_at).label("last"))
            .where(learning.c.workspace_id == workspace, learning.c.state == Stage.PLANNED.value)
            .group_by(learning.c.host)
        )
        return {PersonId(row.host): row.last for row in await self._connection.execute(question)}

    async def answer(
        self, workspace: WorkspaceId, number: int, person: PersonId, at: datetime, *, coming: bool
    ) -> None:
        """Keep a person's one answer; a later one takes its place."""
        row = {
            "workspace_id": workspace,
            "learning_id": number,
            "person": person,
            "coming": coming,
            "at": at,
        }
        keep = insert_into(self._connection, learning_answer).values(row)
        await self._connection.execute(
            keep.on_conflict_do_update(
                index_elements=["workspace_id", "learning_id", "person"], set_={"coming": coming, "at": at}
            )
        )

    async def answers(self, workspace: WorkspaceId, numbers: Sequence[int]) -> Mapping[int, Answers]:
        """Who comes and who cannot."""
        if not numbers:
            return {}
        question = (
            select(learning_answer)
            .where(learning_answer.c.workspace_id == workspace, learning_answer.c.learning_id.in_(numbers))
            .order_by(learning_answer.c.at, learning_answer.c.person)
        )
        said: dict[int, dict[bool, list[PersonId]]] = defaultdict(lambda: {True: [], False: []})
        for row in await self._connection.execute(question):
            said[row.learning_id][row.coming].append(PersonId(row.person))
        return {number: Answers(tuple(each[True]), tuple(each[False])) for number, each in said.items()}

    async def across_teams(self, workspace: WorkspaceId, since: datetime, limit: int) -> Sequence[Shoutout]:
        """The newest thanks across teams that have words."""
        wanted = select(shoutout).where(
            standing(workspace), shoutout.c.given_at >= since, shoutout.c.cross_team, shoutout.c.text != ""
        )
        return await read(
            self._connection, workspace, wanted.order_by(shoutout.c.given_at.desc()).limit(limit)
        )

    async def _change(self, which: ColumnElement[bool], **values: Any) -> bool:
        changed = update(learning).where(which).values(**values).returning(learning.c.id)
        return await self._connection.scalar(changed) is not None


def _is(workspace: WorkspaceId, number: int) -> ColumnElement[bool]:
    return and_(learning.c.workspace_id == workspace, learning.c.id == number)


def _learning(row: Row[Any]) -> Learning:
    return Learning(
        id=row.id,
        workspace=WorkspaceId(row.workspace_id),
        topic=row.topic,
        host=PersonId(row.host),
        proposer=PersonId(row.proposer),
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=row.place,
        channel=ChannelId(row.channel),
        stage=Stage(row.state),
        card=Receipt(row.card_channel, row.card_ts) if row.card_ts else None,
        learned=row.learned,
        sequence=row.sequence,
    )
