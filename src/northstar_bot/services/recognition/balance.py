"""Who thanks whom, team by team, for every member to see."""

from dataclasses import dataclass, replace
from datetime import datetime

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.balance import Balance, Span, balance, sizes_of, span_of
from northstar_bot.domain.recognition.participation import turnout
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.recognition.retelling import instants
from northstar_bot.services.requests.reads import company_of


@dataclass(frozen=True, slots=True)
class BalanceService:
    """Reads only; nothing of it names a person."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def view(self, viewer: Viewer, asked: str = "") -> Balance:
        """The balance of `30d`, `90d` or the `quarter`, without those who are not to be named in roundups."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            span = span_of(asked, company.day_of(self.clock.now()))
            without = await store.preferences.off(viewer.workspace, Switch.NAMED_IN_ROUNDUPS)
            sizes = sizes_of(company, await store.team_thanks.sizes(viewer.workspace))
            now, before = [
                balance(
                    company,
                    each,
                    await store.team_thanks.flows(viewer.workspace, *_ends(each, company), without),
                    sizes,
                )
                for each in (span, span.before)
            ]
            people = await store.taking_part.between(viewer.workspace, *_ends(span, company))
        return replace(
            now, before={line.team: line for line in before.lines}, turnout=turnout(people, without)
        )


def _ends(span: Span, company: Company) -> tuple[datetime, datetime]:
    """When the first of these days begins and the last one ends, where the company is."""
    return instants(Period(span.first, span.last), company.zone)
