"""Messages of ours that said something of somebody who was erased, until each has been drawn anew or taken away."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import State
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.privacy import Forgotten
from northstar_bot.services.ports.privacy import FollowUp
from northstar_bot.storage.posts.delivery_rows import delivery_of
from northstar_bot.storage.privacy.erasure_search import ErasureSearch
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.tables.erasure import erasure_message
from northstar_bot.storage.upsert import insert_into

ANEW, AWAY = "anew", "away"
_PERHAPS_POSTED = (State.SENT.value, State.SENDING.value, State.UNKNOWN.value)


class ErasureMessages:
    """Written down while a person is erased, worked off afterwards."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note_messages(self, workspace: WorkspaceId, leaving: Forgotten, now: datetime) -> None:
        """Write down what must follow, while the rows still say whom it is about."""
        search = ErasureSearch(self._connection, workspace, leaving.person, leaving.names)
        here = delivery.c.workspace_id == workspace
        for act, which in ((ANEW, await search.anew()), (AWAY, await search.away())):
            for each in which:
                await self._note(and_(here, each), workspace, act, now)

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
