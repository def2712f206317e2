"""What people look up about pivots: where things stand, the form, and the noes that might be a yes now."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company, Star
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.domain.pivots import pivot as rules
from northstar_bot.domain.pivots.pivot import Fate, Pivot
from northstar_bot.domain.pivots.views import NONE, PivotForm, PivotPage, YesNow, names_of
from northstar_bot.domain.pivots.wording import NOTHING_DIVIDING, dividing
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.reads import company_of

SHOWN = 10


@dataclass(frozen=True, slots=True)
class PivotReads:
    """Reads change nothing. `configured_owners` come from the environment."""

    unit_of_work: UnitOfWork
    clock: Clock
    configured_owners: frozenset[PersonId] = frozenset()

    async def page(self, viewer: Viewer) -> PivotPage:
        """Where things stand."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            star = star_of(company)
            proposal = await store.pivots.open(viewer.workspace)
            held = await store.pivots.held(viewer.workspace) if proposal else {}
            flagged = await store.pivots.flagged(viewer.workspace)
            noes = [
                await store.pivots.yes_now(viewer.workspace, star.version, fate, 1)
                for fate in (Fate.YES_NOW, Fate.PERHAPS)
            ]
        today = self._today(company)
        opens = rules.opens_at(proposal, viewer.person.id, self.owners_of(company)) if proposal else None
        is_owner = viewer.holds(Role.OWNER)
        return PivotPage(
            star=star,
            days=(today - star.since).days if star.since else None,
            too_soon=rules.too_soon(star, today),
            proposal=proposal,
            tally=rules.tally(held, proposal.draft) if proposal else None,
            input_names=names_of(company, proposal.draft) if proposal else {},
            opens_at=opens if is_owner else None,
            may_approve=is_owner and opens is not None and opens <= self.clock.now(),
            may_cancel=proposal is not None and (is_owner or proposal.proposer == viewer.person.id),
            is_owner=is_owner,
            re_weigh=flagged,
            yes_now=sum(each.total for each in noes),
            zone=viewer.person.zone,
            dividing=dividing(proposal.draft, company) if proposal else NOTHING_DIVIDING,
        )

    async def form(self, viewer: Viewer) -> PivotForm:
        """What the form of a proposal offers."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
        star = star_of(company)
        return PivotForm(company, star, rules.too_soon(star, self._today(company)))

    async def proposed(self, viewer: Viewer) -> Pivot | None:
        """The proposal that waits for approval."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            return await store.pivots.open(viewer.workspace)

    async def yes_now(self, viewer: Viewer, only: Fate | None = None, after: int = 0) -> YesNow:
        """Declined requests that might be a yes under the star of today; `only` one sort, beyond a number."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            star = star_of(company)
            same, none = [
                await store.pivots.yes_now(viewer.workspace, star.version, fate, SHOWN, after)
                if only in (None, fate)
                else NONE
                for fate in (Fate.YES_NOW, Fate.PERHAPS)
            ]
            pivot = await store.pivots.led_to(viewer.workspace, star.version)
        fresh = pivot.draft.fresh if pivot else frozenset()
        named = tuple(each.name for each in company.metrics if each.key in fresh)
        return YesNow(star, same, none, named)

    def owners_of(self, company: Company) -> frozenset[PersonId]:
        """Everybody who could approve."""
        return self.configured_owners.union(company.owners)

    def _today(self, company: Company) -> date:
        return self.clock.now().astimezone(ZoneInfo(company.zone)).date()


def star_of(company: Company) -> Star:
    """The active star; without one there is nothing to replace."""
    if company.star is None:
        raise BadInput("There is no North Star to replace yet.", "Set the first one in /northstar settings.")
    return company.star
