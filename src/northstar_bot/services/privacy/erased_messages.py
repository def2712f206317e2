"""After somebody was erased: our messages about them are drawn anew, or taken away, until none is left."""

from dataclasses import dataclass, replace
from datetime import datetime

from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.composers import Composers
from northstar_bot.services.ports.privacy import FollowUp
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Ambiguous, Publisher, Rejected

# Slack lets a bot change about fifty messages a minute.
AT_ONCE = 40
# An announcement whose day is over and a card that was taken back are not posted; what stands is drawn all the same.
_AS_IT_STANDS = {"learn": "learn counts", "shoutout": "shoutout-now"}


@dataclass(frozen=True, slots=True)
class ErasedMessages:
    """May be called again at any moment: changing a message twice does no harm, and each is ticked off."""

    unit_of_work: UnitOfWork
    publisher: Publisher
    composers: Composers

    async def follow(self, workspace: WorkspaceId, now: datetime) -> int:
        """Work off what waits; returns how many were ticked off. What Slack puts off waits for the next time."""
        async with self.unit_of_work.read() as store:
            waiting = await store.personal.follow_ups(workspace, AT_ONCE)
        done = 0
        for each in waiting:
            if not await self._changed(each, now):
                break
            async with self.unit_of_work.write() as store:
                await store.personal.followed(workspace, each.delivery.id, now)
            done += 1
        return done

    async def _changed(self, follow_up: FollowUp, now: datetime) -> bool:
        """Whether this message is as it should be, or is out of reach for good."""
        plan, sent = follow_up.delivery.plan, follow_up.delivery
        receipt = Receipt(sent.channel, sent.ts, plan.replies) if sent.channel and sent.ts else plan.edits
        if receipt is None:
            return True
        try:
            # As it was when it was posted, without the person.
            await self._change(plan, receipt, follow_up, sent.settled_at or now)
        except Rejected as refused:
            return refused.retry_after is None
        except Ambiguous:
            return False
        return True

    async def _change(self, plan: Plan, receipt: Receipt, follow_up: FollowUp, now: datetime) -> None:
        post = await self._drawn(plan, now) if follow_up.anew else None
        if post is not None:
            await self.publisher.amend(plan.workspace, receipt, post)
        elif plan.edits is None or not follow_up.anew:
            for each in (*filter(None, receipt.replies), receipt.ts):
                await self.publisher.retract(plan.workspace, Receipt(receipt.channel, each))

    async def _drawn(self, plan: Plan, at: datetime) -> object | None:
        kind = _AS_IT_STANDS.get(plan.kind, plan.kind)
        return await self.composers.of(kind).compose(_with_number(plan), at)


def _with_number(plan: Plan) -> Plan:
    """Details are forgotten after a while; of thanks the period says the same."""
    kind, _, number = plan.period.partition("-")
    if kind == "shoutout" and "shoutout" not in plan.details:
        return replace(plan, details=plan.details | {"shoutout": number})
    return plan
