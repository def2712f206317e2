"""The ledger of posts: planning, claiming and settling; its other rooms stand beside it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, or_, select, update

from northstar_bot.domain.deliveries import Delivery, Plan, Receipt, State
from northstar_bot.domain.privacy import is_gone
from northstar_bot.storage.posts.delivery_gates import Gates
from northstar_bot.storage.posts.delivery_lists import DeliveryLists
from northstar_bot.storage.posts.delivery_pauses import Pauses
from northstar_bot.storage.posts.delivery_rows import delivery_of, is_held_by, is_installed, is_open, row_of
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.upsert import insert_into


class StoredDeliveries(Gates, DeliveryLists, Pauses):
    """The ledger of posts.

    Leases are reckoned with the `now` that is passed in, on Postgres too: what keeps a post single is the
    epoch, the unique key and the look into the channel, so a wrong clock costs a wait, not a twin.
    """

    async def plan(self, plans: Sequence[Plan]) -> int:
        """Write rows that do not exist yet; returns how many are new."""
        return await self._add(plans, State.DUE, None)

    async def skip(self, plans: Sequence[Plan], now: datetime) -> int:
        """Write rows for posts whose time passed while nobody was running."""
        return await self._add(plans, State.SKIPPED_LATE, now)

    async def _add(self, plans: Sequence[Plan], state: State, settled_at: datetime | None) -> int:
        # Nobody reads what is sent to somebody who was erased.
        plans = [plan for plan in plans if not is_gone(plan.target)]
        if not plans:
            return 0
        # In one order everywhere, so that two replicas planning the same rows cannot lock each other out.
        ordered = sorted(plans, key=lambda plan: (plan.workspace, plan.kind, plan.target, plan.period))
        rows = [row_of(plan, state, settled_at) for plan in ordered]
        statement = insert_into(self._connection, delivery).values(rows).on_conflict_do_nothing()
        added = await self._connection.execute(statement.returning(delivery.c.id))
        return len(added.all())

    async def claim(
        self, now: datetime, limit: int, lease: timedelta, *, only: str = "", but: str = ""
    ) -> Sequence[Delivery]:
        """Take up to `limit` due rows, at most one per channel; a row comes in the state it was found in."""
        kinds = [delivery.c.kind == only] if only else [delivery.c.kind != but] if but else []
        free = _free(now, limit, kinds)
        found = await self._connection.execute(
            update(delivery)
            .where(delivery.c.id.in_(select(free.c.id)))
            .values(
                epoch=delivery.c.epoch + 1,
                next_at=now + lease,
                held=True,
                # Found in `sending`: its last worker never said how the call ended.
                doubted=case((delivery.c.state == State.SENDING.value, 1), else_=delivery.c.doubted),
            )
            .returning(*delivery.c)
        )
        return sorted((delivery_of(row) for row in found.mappings()), key=lambda row: row.plan.due_at)

    async def is_ours(self, claimed: Delivery) -> bool:
        """Whether nobody has claimed the row since."""
        return await self._connection.scalar(select(delivery.c.id).where(is_held_by(claimed))) is not None

    async def mark_sending(self, claimed: Delivery, now: datetime, lease: timedelta) -> Delivery | None:
        """Write down that the call to Slack comes next; None when the row is no longer ours."""
        found = await self._connection.execute(
            update(delivery)
            .where(is_held_by(claimed))
            .values(
                state=State.SENDING.value,
                tried_at=now,
                first_tried_at=func.coalesce(delivery.c.first_tried_at, now),
                next_at=now + lease,
            )
            .returning(*delivery.c)
        )
        row = found.mappings().one_or_none()
        return delivery_of(row) if row else None

    async def settle_sent(
        self, claimed: Delivery, receipt: Receipt, now: datetime, *, follow_up: bool = False
    ) -> bool:
        """Write down where the message stands; `follow_up`: somebody still has to be told."""
        return await self._write(
            claimed,
            state=State.SENT.value,
            settled_at=now,
            held=False,
            channel=receipt.channel,
            ts=receipt.ts,
            **_with_replies(claimed, receipt),
            follow_up=int(follow_up),
            error=None,
        )

    async def settle(self, claimed: Delivery, state: State, now: datetime, error: str = "") -> bool:
        """End a row in `state`, any but `sent`."""
        return await self._write(claimed, state=state.value, settled_at=now, held=False, error=error or None)

    async def retry(self, claimed: Delivery, now: datetime, at: datetime, error: str) -> bool:
        """Surely not posted: try again at `at`."""
        return await self._again(claimed, State.DUE, now, at, error)

    async def doubt(self, claimed: Delivery, now: datetime, at: datetime, error: str) -> bool:
        """Perhaps posted: leave it in `sending` and look for the message at `at`."""
        return await self._again(claimed, State.SENDING, now, at, error)

    async def _again(self, claimed: Delivery, state: State, now: datetime, at: datetime, error: str) -> bool:
        return await self._write(
            claimed,
            state=state.value,
            next_at=at,
            held=False,
            attempts=delivery.c.attempts + 1,
            first_tried_at=func.coalesce(delivery.c.first_tried_at, now),
            error=error,
        )

    async def put_off(self, claimed: Delivery, at: datetime) -> bool:
        """Give the row back untouched until `at`; no attempt is counted."""
        return await self._write(claimed, next_at=at, held=False)


def _with_replies(claimed: Delivery, receipt: Receipt) -> dict[str, Any]:
    """Where the replies stand, so that they can be drawn anew with their message."""
    if not receipt.replies:
        return {}
    return {"details": {**claimed.plan.details, "replies": ",".join(receipt.replies)}}


def _free(now: datetime, limit: int, kinds: Sequence[ColumnElement[bool]]) -> CTE:
    """Rows that may be claimed: due, and the first of their channel while none of it is in flight.

    A named query, because a locking sub-select inside IN may be run again and then passes its limit.
    """
    # On Postgres `held` and the row locks make two replicas skip each other's rows; SQLite has one writer.
    return (
        select(delivery.c.id)
        .where(is_open(), delivery.c.next_at <= now, ~_channel_is_busy(now), is_installed(), *kinds)
        .order_by(delivery.c.next_at, delivery.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=delivery)
        .cte("free")
    )


def _channel_is_busy(now: datetime) -> ColumnElement[bool]:
    other = delivery.alias("other")
    earlier = or_(
        other.c.next_at < delivery.c.next_at,
        and_(other.c.next_at == delivery.c.next_at, other.c.id < delivery.c.id),
    )
    return exists().where(
        other.c.workspace_id == delivery.c.workspace_id,
        other.c.target == delivery.c.target,
        other.c.id != delivery.c.id,
        other.c.state.in_([State.DUE.value, State.SENDING.value]),
        or_(and_(other.c.held, other.c.next_at > now), and_(other.c.next_at <= now, earlier)),
    )
