"""The second weighing: who is asked and told, and what stewards read about how alike people decide."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.domain.requests.agreement import Agreement
from northstar_bot.domain.requests.decision_pace import Pace, quarters
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.second_weighing import (
    Asked,
    Clash,
    Consistency,
    Double,
    ListedClash,
    SecondWeighing,
    Stage,
    agreements,
    standing,
)
from northstar_bot.domain.requests.views import names_then
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.second_turn import ASKED, CLASH, planned

LISTED = 10


@dataclass(frozen=True, slots=True)
class SecondWeighingService:
    """`configured_owners` come from the environment."""

    unit_of_work: UnitOfWork
    clock: Clock
    configured_owners: frozenset[PersonId] = frozenset()

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {ASKED: Composer(self.compose_asked), CLASH: Composer(self.compose_clash)}

    async def ask(self, viewer: Viewer, number: int) -> SecondWeighing:
        """An owner asks for a second weighing; it goes to somebody else."""
        must_hold(viewer, Role.OWNER)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            request = await found(store, viewer, number)
            verdicts = await store.requests.verdicts(viewer.workspace, number)
            verdict = standing(request, verdicts, company.star.version if company.star else None)
            if verdict is None:
                raise BadInput(f"#{number} has no verdict to compare with.", _WHEN)
            if await store.second_weighings.of_verdict(viewer.workspace, verdict.id):
                raise AlreadyDone(f"#{number} is weighed a second time already.", _WHERE)
            second = await planned(
                store,
                company,
                request,
                verdict,
                self.clock.now(),
                self._owners(company),
                asked_by=viewer.person.id,
            )
        if second is None:
            raise BadInput(
                f"Nobody else may decide #{number}.", "Name another decider in /northstar settings first."
            )
        return second

    async def consistency(self, viewer: Viewer) -> Consistency:
        """Whether decisions stay the same, whoever takes them."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            doubles = await store.second_weighings.doubles(viewer.workspace)
            everybody, across = agreements(doubles)
            clashes = [double for double in doubles if double.is_clash]
            listed = await _listed(store, viewer.workspace, clashes[:LISTED])
            last, this = await self._quarters(store, company)
        return Consistency(company.second_weighing_every, everybody, across, listed, len(clashes), this, last)

    async def summary(self, viewer: Viewer) -> Agreement[Answer] | None:
        """One line for a steward's Home; None for everybody else, and while nothing was weighed twice."""
        if not viewer.holds(Role.STEWARD):
            return None
        async with self.unit_of_work.read() as store:
            doubles = await store.second_weighings.doubles(viewer.workspace)
        return agreements(doubles)[0] if doubles else None

    async def decided_without_owner(self, workspace: WorkspaceId, since: datetime, until: datetime) -> Pace:
        """Of the requests that got their first yes, no or park from `since` to before `until`, how many from no owner.

        Owners are those of today.
        """
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            owners = self._owners(company) if company else self.configured_owners
            return await store.second_weighings.pace(workspace, since, until, owners)

    async def lapse(self, workspace: WorkspaceId, now: datetime) -> int:
        """End quietly what nobody answered in time."""
        async with self.unit_of_work.write() as store:
            return await store.second_weighings.lapse(workspace, now)

    async def compose_asked(self, plan: Plan, now: datetime) -> Asked | None:
        """The question to the second person; nothing when it is answered or has lapsed."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            second = await store.second_weighings.get(plan.workspace, int(plan.details["second"]))
            request = await store.requests.find(plan.workspace, second.number) if second else None
        if company is None or company.star is None or second is None or request is None:
            return None
        if second.stage is not Stage.WAITING or not second.stands(request, company.star.version, now):
            return None
        until = (second.until - timedelta(seconds=1)).astimezone(ZoneInfo(company.zone)).date()
        return Asked(request, until, by_owner=second.asked_by is not None)

    async def compose_clash(self, plan: Plan, now: datetime) -> Clash | None:
        """Both verdicts, for both."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            second = await store.second_weighings.get(plan.workspace, int(plan.details["second"]))
            if company is None or second is None:
                return None
            request = await store.requests.find(plan.workspace, second.number)
            first = await store.requests.verdict(plan.workspace, second.verdict)
            other = await store.second_weighings.verdict(plan.workspace, second.id)
        if request is None or first is None or other is None:
            return None
        return Clash(request, first, other, names_then(company))

    async def _quarters(self, store: Store, company: Company) -> tuple[Pace, Pace]:
        now, owners = self.clock.now(), self._owners(company)
        last, this = quarters(now.astimezone(ZoneInfo(company.zone)).date())
        begins = [instant_of(day, time(0), company.zone) for day in (last, this)]
        pace = store.second_weighings.pace
        return (
            await pace(company.workspace, begins[0], begins[1], owners),
            await pace(company.workspace, begins[1], now + timedelta(microseconds=1), owners),
        )

    def _owners(self, company: Company) -> frozenset[PersonId]:
        return self.configured_owners.union(company.owners)


_WHEN = "Ask when it is accepted, declined or parked under the star of today, and no obligation decided it."
_WHERE = "See /northstar requests consistency for what came of it."


async def _listed(
    store: Store, workspace: WorkspaceId, clashes: Collection[Double]
) -> tuple[ListedClash, ...]:
    requests = [(await store.requests.find(workspace, each.number), each) for each in clashes]
    return tuple(ListedClash(request, double) for request, double in requests if request)
