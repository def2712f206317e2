"""What is said after a pivot: once to the company, once to each asker, and to whom a no is opened again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, SquadKey, WorkspaceId, is_in_slack
from northstar_bot.domain.pivots.pivot import Fate, Pivot, opens_at
from northstar_bot.domain.pivots.views import (
    PivotAnnouncement,
    PivotNews,
    PivotProposed,
    PromiseKept,
    Promises,
    Reopened,
    names_of,
)
from northstar_bot.domain.requests.appeals import desks
from northstar_bot.domain.requests.moves import Act
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.shipped import squad_for
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.requests.second_turn import blind_for
from northstar_bot.services.requests.telling import desk_for, readers_among

ANNOUNCED, NEWS, REOPENED, PROPOSED = "pivot", "pivot news", "reopened", "pivot proposed"
PROMISES, KEPT = "pivot promises", "promise kept"
GRACE = timedelta(days=30)
# Within so many working days a squad says whether a promise still stands.
WORKING_DAYS = 10
SHOWN = 10


@dataclass(frozen=True, slots=True)
class PivotPosts:
    """Composes them; None when there is nothing to say any more."""

    unit_of_work: UnitOfWork
    configured_owners: frozenset[PersonId] = frozenset()

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            PROPOSED: Composer(self.proposed),
            ANNOUNCED: Composer(self.announcement),
            NEWS: Composer(self.news),
            PROMISES: Composer(self.promises),
            REOPENED: Composer(self.reopened),
            KEPT: Composer(self.kept),
        }

    async def proposed(self, plan: Plan, now: datetime) -> PivotProposed | None:
        """What waits for this owner's approval; nothing once it was approved or cancelled."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            proposal = await store.pivots.open(plan.workspace)
        if company is None or company.star is None or proposal is None:
            return None
        if str(proposal.id) != plan.details["pivot"]:
            return None
        return PivotProposed(company.star, proposal, own=plan.target == proposal.proposer)

    async def announcement(self, plan: Plan, now: datetime) -> PivotAnnouncement | None:
        """What the company is told."""
        del now
        version = int(plan.details["version"])
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            stars = {star.version: star for star in await store.companies.stars(plan.workspace)}
            pivot = await store.pivots.led_to(plan.workspace, version)
        if company is None or pivot is None or not {version, version - 1} <= set(stars):
            return None
        return PivotAnnouncement(stars[version - 1], stars[version], pivot, names_of(company, pivot.draft))

    async def news(self, plan: Plan, now: datetime) -> PivotNews | None:
        """What one person is told of all requests that they asked for or follow."""
        del now
        version = int(plan.details["version"])
        async with self.unit_of_work.read() as store:
            stars = {star.version: star for star in await store.companies.stars(plan.workspace)}
            pivot = await store.pivots.led_to(plan.workspace, version)
            items = await store.pivots.of_asker(plan.workspace, version, PersonId(plan.target))
            followed = await self._followed(store, plan, version)
            zone = await _zone(store, plan)
        if pivot is None or not (items or followed) or not {version, version - 1} <= set(stars):
            return None
        day = plan.due_at.astimezone(ZoneInfo(zone)).date()
        return PivotNews(
            stars[version - 1],
            stars[version],
            pivot.draft.reason,
            (*items, *followed),
            after_working_days(day),
            frozenset(request.number for request, _ in followed),
        )

    async def promises(self, plan: Plan, now: datetime) -> Promises | None:
        """What a squad or the owner of an input promised and now keeps, parks or drops; None when all is settled."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or company.star is None:
                return None
            person = PersonId(plan.target)
            blind = await blind_for(store, company, person)
            desk = replace(desk_for(person, company, self.configured_owners), blind=blind)
            requests, total = await store.shipments.to_ship(
                plan.workspace, desk.crew, desk, SHOWN, flagged=True
            )
        day = plan.due_at.astimezone(ZoneInfo(company.zone)).date()
        return Promises(tuple(requests), total, company.star, after_working_days(day)) if total else None

    async def _followed(self, store: Store, plan: Plan, version: int) -> Sequence[tuple[Request, Fate]]:
        company, reader = await store.companies.of(plan.workspace), PersonId(plan.target)
        if company is None:
            return ()
        return [
            (request, fate)
            for request, fate in await store.pivots.of_follower(plan.workspace, version, reader)
            if readers_among([reader], company, request, self.configured_owners)
        ]

    async def reopened(self, plan: Plan, now: datetime) -> Reopened | None:
        """What asker and followers of a declined request are told."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            request = await store.requests.find(plan.workspace, int(plan.details["number"]))
        if company is None or company.star is None or request is None:
            return None
        return Reopened(request, company.star, is_asker=request.is_own(PersonId(plan.target)))

    async def kept(self, plan: Plan, now: datetime) -> PromiseKept | None:
        """Somebody looked again at a promise, and it stands."""
        del now
        number = int(plan.details["number"])
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            request = await store.requests.find(plan.workspace, number)
            steps = await store.steps.of(plan.workspace, number)
        step = next((each for each in reversed(steps) if each.act is Act.KEEP), None)
        if company is None or company.star is None or request is None or step is None or step.by is None:
            return None
        if request.state is not State.ACCEPTED:
            return None
        return PromiseKept(request, company.star, step.by, is_asker=request.is_own(PersonId(plan.target)))


def asked_to_approve(made: Pivot, workspace: WorkspaceId, owners: frozenset[PersonId]) -> list[Plan]:
    """The message to each owner who may approve, from when they may: a single owner hears after the night."""
    moments = {owner: opens_at(made, owner, owners) for owner in sorted(owners) if is_in_slack(owner)}
    details = {"pivot": str(made.id)}
    return [
        Plan(workspace, PROPOSED, owner, f"pivot-{made.id}", moment, GRACE, details)
        for owner, moment in moments.items()
        if moment is not None
    ]


def deciding(company: Company, owners: frozenset[PersonId], besides: PersonId) -> tuple[PersonId, ...]:
    """Everybody who decides something and can be written to: told in private where no channel reads the digest."""
    people = (desk.person for desk in desks(company, owners))
    return tuple(person for person in people if person != besides and is_in_slack(person))


def promisers(
    company: Company, doubted: Iterable[tuple[SquadKey | None, MetricKey | None]]
) -> tuple[PersonId, ...]:
    """The people of the squads that promised it and the owners of the inputs; `company` as it was before the pivot."""
    people: list[PersonId] = []
    for squad, moved in doubted:
        named = squad_for(company, squad, moved)
        crew = company.squad(named) if named else None
        metric = company.metric(moved) if moved else None
        people += [*(crew.people if crew else ()), *([metric.owner] if metric and metric.owner else [])]
    return tuple(person for person in dict.fromkeys(people) if is_in_slack(person))


def announced_in(company: Company) -> tuple[ChannelId, ...]:
    """The channels where the weekly digest is read."""
    where = (each.channel for each in company.schedules if each.kind is PostKind.DIGEST)
    return tuple(dict.fromkeys(where))


def after_working_days(day: date, amount: int = WORKING_DAYS) -> date:
    """The day on which so many working days, Monday to Friday, have passed."""
    while amount:
        day += timedelta(days=1)
        amount -= day.weekday() < 5  # noqa: PLR2004  (Monday is 0)
    return day


async def _zone(store: Store, plan: Plan) -> str:
    company = await store.companies.of(plan.workspace)
    return company.zone if company else "UTC"
