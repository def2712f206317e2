"""Messages of ours that said something of somebody who was erased, until each has been drawn anew or taken away."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import State
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.periods import Week
from northstar_bot.services.ports.privacy import FollowUp
from northstar_bot.storage.delivery_rows import delivery_of
from northstar_bot.storage.tables.annotations import annotation
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.tables.erasure import erasure_message
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import receiver, shoutout
from northstar_bot.storage.upsert import insert_into

ANEW, AWAY = "anew", "away"
_OF_THANKS = ("shoutout", "thanked")
_PERHAPS_POSTED = (State.SENT.value, State.SENDING.value, State.UNKNOWN.value)


class ErasureMessages:
    """Written down while a person is erased, worked off afterwards."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note_messages(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> None:
        """Write down what must follow, while the rows still say whom it is about."""
        here = delivery.c.workspace_id == workspace
        cards = and_(
            delivery.c.kind.in_(_OF_THANKS),
            delivery.c.period.in_(
                select(literal("shoutout-") + cast(shoutout.c.id, String)).where(
                    _thanks_of(workspace, person)
                )
            ),
        )
        theirs = select(cast(request.c.number, String)).where(
            request.c.workspace_id == workspace, request.c.asker == person
        )
        about_requests = delivery.c.details["number"].as_string().in_(theirs)
        for which in (cards, await self._roundups(workspace, person), await self._digests(workspace, person)):
            await self._note(and_(here, which), workspace, ANEW, now)
        await self._note(and_(here, or_(delivery.c.target == person, about_requests)), workspace, AWAY, now)

    async def _roundups(self, workspace: WorkspaceId, person: PersonId) -> ColumnElement[bool]:
        """Those of the weeks and days in which they gave or were thanked."""
        given = select(shoutout.c.week_start, shoutout.c.given_at).where(_thanks_of(workspace, person))
        weeks, days = set(), set()
        for row in await self._connection.execute(given):
            weeks.add(Week.of(row.week_start).label)
            # A daily roundup tells up to a week before the day it comes on, which is a local one.
            days |= {(row.given_at + timedelta(days=by)).date().isoformat() for by in range(9)}
        when = or_(
            func.substr(delivery.c.period, 1, 8).in_(weeks), func.substr(delivery.c.period, 1, 10).in_(days)
        )
        return and_(delivery.c.kind == "roundup", when)

    async def _digests(self, workspace: WorkspaceId, person: PersonId) -> ColumnElement[bool]:
        """Those of the weeks on which they wrote a note, while it is known for whom each was."""
        noted = select(annotation.c.week_start).where(
            annotation.c.workspace_id == workspace, annotation.c.author == person
        )
        weeks = {Week.of(day).label for day in await self._connection.scalars(noted)}
        return and_(
            delivery.c.kind == "digest",
            func.substr(delivery.c.period, 1, 8).in_(weeks),
            delivery.c.details.is_not(None),
        )

    async def _note(
        self, which: ColumnElement[bool], workspace: WorkspaceId, act: str, now: datetime
    ) -> None:
        posted = select(delivery.c.id).where(which, delivery.c.state.in_(_PERHAPS_POSTED))
        rows = [
            {"workspace_id": workspace, "delivery": each, "act": act, "since": now}
            for each in await self._connection.scalars(posted)
        ]
        if rows:
            fresh = insert_into(self._connection, erasure_message)
            again = fresh.on_conflict_do_update(
                index_elements=["workspace_id", "delivery"],
                set_={"act": fresh.excluded.act, "since": fresh.excluded.since, "done_at": None},
            )
            await self._connection.execute(again, rows)

    async def follow_ups(self, workspace: WorkspaceId, limit: int) -> Sequence[FollowUp]:
        """Messages that still have to follow, and are not on their way at this moment."""
        wanted = (
            select(delivery, erasure_message.c.act)
            .join(erasure_message, erasure_message.c.delivery == delivery.c.id)
            .where(*_waiting(workspace), delivery.c.state != State.SENDING.value)
            .order_by(delivery.c.id)
            .limit(limit)
        )
        rows = (await self._connection.execute(wanted)).mappings()
        return [FollowUp(delivery_of(row), row["act"] == ANEW) for row in rows]

    async def count_follow_ups(self, workspace: WorkspaceId) -> int:
        """How many still have to follow."""
        wanted = select(func.count()).select_from(erasure_message).where(*_waiting(workspace))
        return int(await self._connection.scalar(wanted) or 0)

    async def followed(self, workspace: WorkspaceId, delivery: int, now: datetime) -> None:
        """Tick one off."""
        await self._connection.execute(
            update(erasure_message)
            .where(erasure_message.c.workspace_id == workspace, erasure_message.c.delivery == delivery)
            .values(done_at=now)
        )


def _waiting(workspace: WorkspaceId) -> Iterable[ColumnElement[bool]]:
    return erasure_message.c.workspace_id == workspace, erasure_message.c.done_at.is_(None)


def _thanks_of(workspace: WorkspaceId, person: PersonId) -> ColumnElement[bool]:
    """Shout-outs that they gave or that thank them."""
    thanked = select(receiver.c.shoutout_id).where(
        receiver.c.workspace_id == workspace, receiver.c.person == person
    )
    return and_(
        shoutout.c.workspace_id == workspace, or_(shoutout.c.giver == person, shoutout.c.id.in_(thanked))
    )
