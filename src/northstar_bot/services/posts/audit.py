"""Looking back: take away the late twin of a doubted message, finish what a crash left, forget the old."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.deliveries import Delivery, Receipt, twins
from northstar_bot.domain.webhooks import WEBHOOK
from northstar_bot.services.composers import Composers
from northstar_bot.services.isolation import Broken, isolated
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Publisher
from northstar_bot.services.posts.pump import LOOK_EVERY, SKEW

log = logging.getLogger(__name__)

SETTLED_FOR = timedelta(minutes=10)
UNTOLD_FOR = timedelta(minutes=1)
TELL_FOR = timedelta(days=1)
KEEP_DETAILS = timedelta(days=90)
KEEP_EVENTS = timedelta(days=7)
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Audit:
    """Goes over rows that are settled."""

    unit_of_work: UnitOfWork
    publisher: Publisher
    composers: Composers

    async def audit(self, now: datetime) -> int:
        """Look at rows that once were in doubt; returns how many twins were taken back."""
        async with self.unit_of_work.read() as store:
            doubted = await store.deliveries.doubted(now - SETTLED_FOR, _AT_ONCE)
        taken_back = 0
        for delivery in doubted:
            found = await isolated(f"audit {delivery.id}", self._look(delivery, now))
            taken_back += 0 if isinstance(found, Broken) else found
        return taken_back

    async def _look(self, delivery: Delivery, now: datetime) -> int:
        plan = delivery.plan
        if plan.edits is not None or plan.kind == WEBHOOK:
            return await self._looked_at(delivery, ())
        async with self.unit_of_work.write() as store:
            if await store.deliveries.take_turn(f"{plan.workspace}:history", now, LOOK_EVERY):
                return 0
        since = (delivery.first_tried_at or plan.due_at) - SKEW
        seen = await self.publisher.look_for(
            plan.workspace, plan.target, key=delivery.key, since=since, under=plan.under
        )
        return await self._looked_at(
            delivery, twins(delivery.ts, [each for each in (seen.receipt, *seen.twins) if each])
        )

    async def _looked_at(self, delivery: Delivery, extra: Sequence[Receipt]) -> int:
        for receipt in extra:
            await self.publisher.retract(delivery.plan.workspace, receipt)
            log.warning("delivery.twin_taken_back id=%s", delivery.id)
        async with self.unit_of_work.write() as store:
            await store.deliveries.clear_doubt(delivery)
        return len(extra)

    async def follow_up(self, now: datetime) -> int:
        """Tell the nouns where their messages stand, when a crash came between; returns how many."""
        async with self.unit_of_work.read() as store:
            waiting = await store.deliveries.awaiting_follow_up(now - UNTOLD_FOR, _AT_ONCE)
        told = 0
        for delivery in waiting:
            broken = await isolated(f"follow-up {delivery.id}", self._tell(delivery, now))
            told += broken is None
        return told

    async def _tell(self, delivery: Delivery, now: datetime) -> None:
        on_sent = self.composers.told_of(delivery.plan.kind)
        fresh = delivery.settled_at is not None and now - delivery.settled_at < TELL_FOR
        if on_sent and fresh and delivery.channel and delivery.ts:
            await on_sent(delivery.plan, Receipt(delivery.channel, delivery.ts))
        async with self.unit_of_work.write() as store:
            await store.deliveries.followed_up(delivery)

    async def keep_house(self, now: datetime) -> None:
        """Forget details after 90 days and events after 7; the rows of the ledger stay."""
        async with self.unit_of_work.write() as store:
            await store.deliveries.forget_details(now - KEEP_DETAILS)
            await store.inbox.forget(now - KEEP_EVENTS)
