"""Composes what a program outside is told, from what is true when it is sent."""

from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.webhooks import WEBHOOK, Event, Told, of_shoutout, of_verdict
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class WebhookPosts:
    """Nothing is said of what is private, or is no longer so; nothing at all when nobody listens any more."""

    unit_of_work: UnitOfWork
    wanted: bool

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {WEBHOOK: Composer(self.compose)}

    async def compose(self, plan: Plan, now: datetime) -> Told | None:
        """The event of this row."""
        del now
        if not self.wanted:
            return None
        event, number = Event(plan.details["event"]), int(plan.details["about"])
        async with self.unit_of_work.read() as store:
            read = _verdict if event is Event.VERDICT else _shoutout
            about = await read(store, plan, event, number)
        if about is None:
            return None
        return Told(f"{plan.workspace}/{plan.period}", event, plan.due_at, plan.workspace, about)


async def _shoutout(store: Store, plan: Plan, event: Event, number: int) -> dict[str, object] | None:
    given = await store.shoutouts.get(plan.workspace, number)
    if given is None or given.undone is (event is Event.GIVEN):
        return None
    silent = await store.preferences.off(plan.workspace, Switch.NAMED_IN_ROUNDUPS)
    about = of_shoutout(given, silent)
    return dict(about) if about else None


async def _verdict(store: Store, plan: Plan, event: Event, number: int) -> dict[str, object] | None:
    del event
    verdict = await store.requests.verdict(plan.workspace, number)
    request = await store.requests.find(plan.workspace, verdict.request) if verdict else None
    about = of_verdict(request, verdict) if request and verdict else None
    return dict(about) if about else None
