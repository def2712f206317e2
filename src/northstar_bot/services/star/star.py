"""The star for people who ask: the card, the table of inputs, and a person's own part."""

from dataclasses import dataclass

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.digest.star_card import StarCard, card_of, inputs_of
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.services.numbers.week_view import numbers_of
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class StarService:
    """The star as it stands."""

    unit_of_work: UnitOfWork
    clock: Clock

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

    async def _found(self, viewer: Viewer) -> tuple[Company, StarCard] | None:
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(viewer.workspace)
            if company is None or company.star is None:
                return None
            week = company.closed_week(now)
            digest = await numbers_of(store, company, company.star, week, Occasion(now))
        return company, card_of(company, company.star, digest)
