"""Who thanks whom, team by team, for every member to see."""

from dataclasses import dataclass
from datetime import UTC

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.balance import Balance, balance, sizes_of, span_of
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.reads import company_of


@dataclass(frozen=True, slots=True)
class BalanceService:
    """Reads only; nothing of it names a person."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def view(self, viewer: Viewer, asked: str = "") -> Balance:
        """The balance of `30d`, `90d` or the `quarter`, without those who are not to be named in roundups."""
        must_be_member(viewer)
        span = span_of(asked, self.clock.now().astimezone(UTC).date())
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            without = await store.preferences.off(viewer.workspace, Switch.NAMED_IN_ROUNDUPS)
            flows = await store.team_thanks.flows(viewer.workspace, span.first, span.last, without)
            sizes = await store.team_thanks.sizes(viewer.workspace)
        return balance(company, span, flows, sizes_of(company, sizes))
