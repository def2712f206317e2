"""The star for people who ask: the card, for oneself or under a message, its history, and a person's own part."""

from dataclasses import dataclass, replace
from datetime import datetime

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan, Receipt, State
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.digest.star_card import ShownStar, StarCard, card_of, inputs_of
from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.star.history import StarHistory, history_of
from northstar_bot.services.composers import Composer
from northstar_bot.services.numbers.week_view import numbers_of
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.posts.notices import ASKED_BY

SHOWN = "star card"
_STANDS = "It stands there for everybody."


@dataclass(frozen=True, slots=True)
class StarService:
    """The star as it stands, and as it stood."""

    unit_of_work: UnitOfWork
    clock: Clock

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {SHOWN: Composer(self.compose)}

    async def card(self, viewer: Viewer) -> StarCard | None:
        """The star in the last closed week; None while there is no star."""
        found = await self._found(viewer)
        return found[1] if found else None

    async def mine(self, viewer: Viewer) -> tuple[StarCard, tuple[MetricLine, ...]] | None:
        """The star, and the inputs this person or their squad owns; None while there is no star."""
        found = await self._found(viewer)
        if found is None:
            return None
        company, card = found
        return card, inputs_of(company, card, viewer.person.id)

    async def history(self, viewer: Viewer) -> StarHistory | None:
        """Every version so far, with how much was decided under it; None while there is no star."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            stars = await store.companies.stars(viewer.workspace)
            return history_of(stars, await store.requests.verdicts_by_star(viewer.workspace))

    async def show_under(self, viewer: Viewer, message: Receipt) -> bool:
        """Have the card posted in a message's thread, once a day; False while there is no star."""
        must_be_member(viewer)
        now = self.clock.now()
        details = {"under": message.place, ASKED_BY: viewer.person.id}
        period = f"{message.ts} {now.date()}"
        plan = Plan(viewer.workspace, SHOWN, message.channel, period, now, details=details)
        return await self._plan(plan, AlreadyDone("The star was shown in this thread today.", _STANDS))

    async def show_in(self, viewer: Viewer, channel: ChannelId) -> bool:
        """Have the card posted in a channel, once a day; False while there is no star."""
        must_be_member(viewer)
        now = self.clock.now()
        plan = Plan(
            viewer.workspace, SHOWN, channel, f"{now.date()}", now, details={ASKED_BY: viewer.person.id}
        )
        return await self._plan(plan, AlreadyDone("The star was shown in this channel today.", _STANDS))

    async def compose(self, plan: Plan, now: datetime) -> ShownStar | None:
        """The card under a message; None when the star is gone."""
        async with self.unit_of_work.read() as store:
            found = await _card_in(store, plan.workspace, now)
        by = plan.details.get(ASKED_BY)
        return ShownStar(found[1], PersonId(by) if by else None) if found else None

    async def _plan(self, plan: Plan, done: AlreadyDone) -> bool:
        async with self.unit_of_work.write() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or company.star is None:
                return False
            if not await _planned(store, plan):
                raise done
        return True

    async def _found(self, viewer: Viewer) -> tuple[Company, StarCard] | None:
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return await _card_in(store, viewer.workspace, self.clock.now())


async def _card_in(store: Store, workspace: WorkspaceId, now: datetime) -> tuple[Company, StarCard] | None:
    company = await store.companies.of(workspace)
    if company is None or company.star is None:
        return None
    digest = await numbers_of(store, company, company.star, company.closed_week(now), Occasion(now))
    return company, card_of(company, company.star, digest)


async def _planned(store: Store, plan: Plan) -> bool:
    """Whether it was not planned before, or anew because what was is known to have failed."""
    if await store.deliveries.plan([plan]):
        return True
    earlier = await store.deliveries.of_period(plan.workspace, plan.kind, plan.target, plan.period)
    if not earlier or earlier[0].state not in {State.FAILED, State.SKIPPED_LATE}:
        return False
    again = replace(plan, period=f"{plan.period} again {len(earlier)}")
    return await store.deliveries.plan([again]) > 0
