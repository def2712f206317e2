"""The way of one post: claim, look when in doubt, compose, commit `sending`, post once, commit `sent`."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from northstar_bot.domain.deliveries import SETTLE_WAIT, Delivery, Receipt, State, next_try
from northstar_bot.domain.ids import PersonId
from northstar_bot.services.composers import Composers
from northstar_bot.services.isolation import Broken, isolated
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Ambiguous, Clock, Publisher, Rejected, Unreachable
from northstar_bot.services.posts.notices import PAUSED, UNDELIVERED, plan_notice

log = logging.getLogger(__name__)

SLOTS = 10
LEASE = timedelta(seconds=60)
FENCE = timedelta(seconds=15)
POST_EVERY = timedelta(seconds=1)
LOOK_EVERY = timedelta(seconds=1.5)
# How far the clocks of replicas, and Slack's, may lie apart.
SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Pump:
    """Carries due rows to Slack. `chance` gives numbers in [0, 1) for the jitter of retries.

    `only` and `but` name a kind that it carries alone, or leaves to another.

    The lease is twice the settle wait, so a row found in `sending` is never looked for too early.
    """

    unit_of_work: UnitOfWork
    publisher: Publisher
    clock: Clock
    composers: Composers
    chance: Callable[[], float]
    only: str = ""
    but: str = ""
    configured_owners: frozenset[PersonId] = frozenset()

    async def pump(self, now: datetime) -> int:
        """Carry what is due, a few rows side by side; returns how many were taken."""
        async with self.unit_of_work.write() as store:
            claimed = await store.deliveries.claim(now, SLOTS, LEASE, only=self.only, but=self.but)
        await asyncio.gather(*(isolated(_reference(each), self._carry(each)) for each in claimed))
        return len(claimed)

    async def _carry(self, delivery: Delivery) -> None:
        if delivery.state is State.SENDING and not await self._may_be_repeated(delivery):
            return None
        now = self.clock.now()
        if now > delivery.plan.expires_at:
            return await self._expire(delivery, now)
        post = await isolated(_reference(delivery), self._compose(delivery, now))
        if isinstance(post, Broken):
            return await self._retry(delivery, str(post))
        if post is None:
            return await self._end(delivery, State.NOTHING_TO_SAY)
        if sending := await self._announce(delivery):
            await self._post(sending, post)
        return None

    async def _compose(self, delivery: Delivery, now: datetime) -> object | None:
        return await self.composers.of(delivery.plan.kind).compose(delivery.plan, now)

    async def _announce(self, delivery: Delivery) -> Delivery | None:
        """Pass the gates and commit `sending`; None when the row must wait or belongs to somebody else."""
        now = self.clock.now()
        workspace, target = delivery.plan.workspace, delivery.plan.target
        async with self.unit_of_work.write() as store:
            opens = await store.deliveries.opens_at(workspace, now)
            opens = opens or await store.deliveries.take_turn(f"{workspace}:{target}", now, POST_EVERY)
            if opens:
                await store.deliveries.put_off(delivery, opens)
                return None
            sending = await store.deliveries.mark_sending(delivery, now, LEASE)
        return sending if sending and await self._may_call(sending) else None

    async def _may_call(self, sending: Delivery) -> bool:
        """The fence, directly before the call: still ours, and far enough from the end of the lease."""
        async with self.unit_of_work.read() as store:
            ours = await store.deliveries.is_ours(sending)
        now = self.clock.now()
        if ours and now >= sending.lease_until - FENCE:
            async with self.unit_of_work.write() as store:
                await store.deliveries.retry(sending, now, now, "too slow")
            return False
        return ours

    async def _post(self, sending: Delivery, post: object) -> None:
        outcome = await isolated(_reference(sending), self._publish(sending, post))
        match outcome:
            case Receipt():
                await self._sent(sending, outcome)
            case Unreachable():
                await self._unreachable(sending, outcome.reason)
            case Rejected():
                await self._rejected(sending, outcome)
            case _:  # nobody knows how far it came
                await self._doubt(sending, str(outcome) or "no answer")

    async def _publish(self, sending: Delivery, post: object) -> Receipt | Rejected | Ambiguous:
        plan = sending.plan
        try:
            if plan.edits:
                return await self.publisher.amend(plan.workspace, plan.edits, post)
            return await self.publisher.publish(
                plan.workspace, plan.target, post, key=sending.key, under=plan.under
            )
        except (Rejected, Ambiguous) as outcome:
            return outcome

    async def _sent(self, delivery: Delivery, receipt: Receipt) -> None:
        tell = self.composers.told_of(delivery.plan.kind)
        async with self.unit_of_work.write() as store:
            ours = await store.deliveries.settle_sent(
                delivery, receipt, self.clock.now(), follow_up=tell is not None
            )
            if not ours:
                # Somebody took over while we were posting: let the audit see whether there are two.
                await store.deliveries.raise_doubt(delivery)
                log.warning("delivery.lost_fence id=%s epoch=%s", delivery.id, delivery.epoch)
        if ours and tell is not None:
            await tell(delivery.plan, receipt)
            async with self.unit_of_work.write() as store:
                await store.deliveries.followed_up(delivery)

    async def _may_be_repeated(self, delivery: Delivery) -> bool:
        """An edit always may; a post only when the earlier try left no message."""
        return delivery.plan.edits is not None or await self._is_absent(delivery)

    async def _is_absent(self, delivery: Delivery) -> bool:
        """Look for the message of an earlier try. False: found, not to be told, or to be asked later."""
        now, plan = self.clock.now(), delivery.plan
        async with self.unit_of_work.write() as store:
            opens = await store.deliveries.take_turn(f"{plan.workspace}:history", now, LOOK_EVERY)
            if opens:
                await store.deliveries.put_off(delivery, opens)
                return False
        since = (delivery.first_tried_at or plan.due_at) - SKEW
        try:
            seen = await self.publisher.look_for(
                plan.workspace, plan.target, key=delivery.key, since=since, under=plan.under
            )
        except (Rejected, Ambiguous) as outcome:
            await self._doubt(delivery, str(outcome))
            return False
        if seen.receipt is not None:
            await self._sent(delivery, seen.receipt)
        elif not seen.readable:
            await self._end(delivery, State.UNKNOWN, "no answer, and the channel's history cannot be read")
        return seen.readable and seen.receipt is None

    async def _rejected(self, delivery: Delivery, outcome: Rejected) -> None:
        if outcome.retry_after is None:
            return await self._end(delivery, State.FAILED, outcome.reason)
        floor = timedelta(seconds=outcome.retry_after)
        if floor:
            async with self.unit_of_work.write() as store:
                await store.deliveries.close_gate(delivery.plan.workspace, self.clock.now() + floor)
        return await self._retry(delivery, outcome.reason, floor)

    async def _retry(self, delivery: Delivery, error: str, floor: timedelta = timedelta(0)) -> None:
        now = self.clock.now()
        at = next_try(delivery, now, self.chance(), floor)
        if at is None:
            return await self._end(delivery, State.FAILED, error)
        async with self.unit_of_work.write() as store:
            await store.deliveries.retry(delivery, now, at, error)
        return None

    async def _doubt(self, delivery: Delivery, error: str) -> None:
        now = self.clock.now()
        at = next_try(delivery, now, self.chance(), SETTLE_WAIT)
        if at is None:
            return await self._end(delivery, State.UNKNOWN, error)
        async with self.unit_of_work.write() as store:
            await store.deliveries.doubt(delivery, now, at, error)
        return None

    async def _unreachable(self, delivery: Delivery, reason: str) -> None:
        """Rest the schedule and tell its owner; a post that belongs to no schedule fails."""
        schedule, now = delivery.plan.schedule, self.clock.now()
        if schedule is None:
            return await self._end(delivery, State.FAILED, reason)
        async with self.unit_of_work.write() as store:
            if await store.deliveries.settle(delivery, State.PAUSED, now, reason):
                await store.deliveries.pause(delivery.plan.workspace, schedule, reason, now)
                await plan_notice(store, PAUSED, delivery, now, self.configured_owners)
        return None

    async def _expire(self, delivery: Delivery, now: datetime) -> None:
        """Too late to post: skipped when nobody came to it, failed when it was tried in vain."""
        if delivery.attempts == 0:
            async with self.unit_of_work.write() as store:
                await store.deliveries.settle(delivery, State.SKIPPED_LATE, now)
            return
        await self._end(delivery, State.FAILED, delivery.error)

    async def _end(self, delivery: Delivery, state: State, error: str = "") -> None:
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            ours = await store.deliveries.settle(delivery, state, now, error)
            if ours and state in {State.FAILED, State.UNKNOWN}:
                ended = replace(delivery, state=state)
                await plan_notice(store, UNDELIVERED, ended, now, self.configured_owners)


def _reference(delivery: Delivery) -> str:
    return f"{delivery.id}-{delivery.epoch}"
