"""Marking accepted work shipped, once, by the people who do it; and what is to be seen of that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests.moves import Act, can, move
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Answer, Request, State, Verdict
from northstar_bot.domain.requests.shipped import ShipForm, crew_of, shipment_of, squad_for, whose_work
from northstar_bot.domain.requests.shipped_views import Marked, Record, ShippedNews, ShippedPage, ShipQuestion
from northstar_bot.domain.requests.views import Glimpse, Shelf, desk_of
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.appeal_gate import desk_at
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.second_turn import must_not_be_blind
from northstar_bot.services.requests.telling import also_followers
from northstar_bot.services.requests.time_asked import plan_ended

SHIPPED = "shipped"
_GRACE = timedelta(days=30)
_YEAR = timedelta(days=365)
_LATEST = 5


@dataclass(frozen=True, slots=True)
class ShippingService:
    """`configured_owners` come from the environment."""

    unit_of_work: UnitOfWork
    clock: Clock
    configured_owners: frozenset[PersonId] = frozenset()

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {SHIPPED: Composer(self.compose)}

    async def question(self, viewer: Viewer, number: int) -> ShipQuestion:
        """What the form shows, to somebody who may submit it."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            request, verdict = await self._to_ship(store, viewer, company, number)
        title = request.title if desk_of(company, viewer).reads(request) else ""
        squad = squad_name(company, verdict.squad if verdict else None)
        moved = input_name(company, verdict.input if verdict else None)
        return ShipQuestion(number, title, squad, moved, today_in(company, self.clock.now()))

    async def ship(self, viewer: Viewer, number: int, form: ShipForm) -> Marked:
        """Mark it shipped, move the request and plan the news: all or nothing, and only once."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            request, verdict = await self._to_ship(store, viewer, company, number)
            made = shipment_of(
                request,
                verdict,
                form,
                company=company,
                by=viewer.person.id,
                at=now,
                today=today_in(company, now),
            )
            moved = await store.requests.move(request, move(request.state, Act.SHIP), now)
            if moved is None:
                raise await _late(store, request)
            await store.shipments.add(viewer.workspace, made)
            plans = [_news(request, reader, now) for reader in request.wanted_by]
            told = await also_followers(store, company, request, plans, self.configured_owners)
            await store.deliveries.plan([*told, *plan_ended(moved, now)])
        return Marked(made, input_name(company, made.input))

    async def record(self, viewer: Viewer, number: int) -> Record | None:
        """Who does a request, whether it is shipped and what was said since; None when it is not theirs to read."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            request = await found(store, viewer, number)
            if request.state not in (State.ACCEPTED, State.SHIPPED):
                return None
            desk = await desk_at(store, company, viewer)
            if number in desk.blind or not desk.reads(request):
                return None
            verdict = await accepted_by(store, company, request)
            story = await store.shipments.of(viewer.workspace, number)
        ships = crew_of(company, viewer).ships(verdict)
        return Record(
            number,
            squad_name(company, verdict.squad if verdict else None),
            input_name(company, verdict.input if verdict else None),
            verdict.look_by if verdict else None,
            story,
            may_ship=ships and can(request.state, Act.SHIP),
            may_answer=ships and story is not None,
            marked_by=whose_work(company, verdict.squad, verdict.input) if verdict else (),
        )

    async def to_ship(self, viewer: Viewer, limit: int) -> Shelf:
        """The accepted work of the viewer's own squads and inputs, oldest first."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            return await _to_ship_by(store, company, viewer, limit)

    async def flagged(self, viewer: Viewer, limit: int) -> Shelf:
        """The accepted work of the viewer's own squads and inputs that was promised under an older star."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            return await _to_ship_by(store, company, viewer, limit, flagged=True)

    async def page(self, viewer: Viewer) -> ShippedPage:
        """What waits, what was shipped lately, and what was seen of the shipments of a year."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            today = today_in(company, self.clock.now())
            shelf = await _to_ship_by(store, company, viewer, _LATEST)
            latest = await store.shipments.public_between(viewer.workspace, today - _YEAR, today, _LATEST)
            tally = await store.shipments.tally(viewer.workspace, today - _YEAR)
        return ShippedPage(shelf, tuple(latest), tally, names_of(company))

    async def compose(self, plan: Plan, now: datetime) -> ShippedNews | None:
        """The news for one reader."""
        del now
        number = int(plan.details["number"])
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            request = await store.requests.find(plan.workspace, number)
            story = await store.shipments.of(plan.workspace, number)
        if company is None or request is None or story is None:
            return None
        made = story.shipment
        return ShippedNews(
            request,
            made,
            squad_name(company, made.squad),
            input_name(company, made.input),
            is_asker=request.is_own(PersonId(plan.target)),
        )

    async def _to_ship(
        self, store: Store, viewer: Viewer, company: Company, number: int
    ) -> tuple[Request, Verdict | None]:
        request = await found(store, viewer, number)
        await must_not_be_blind(store, company, viewer, number)
        verdict = await accepted_by(store, company, request)
        must_be_of_crew(company, viewer, verdict, number)
        if not can(request.state, Act.SHIP):
            raise await _late(store, request)
        return request, verdict


def must_be_of_crew(company: Company, viewer: Viewer, verdict: Verdict | None, number: int) -> None:
    """Raise NotAllowed unless the work is the viewer's squad's or input's, or they are a steward."""
    if not crew_of(company, viewer).ships(verdict):
        raise NotAllowed(
            f"#{number} is marked by the people of its squad, the owner of its input or a steward.",
            f"Ask one of them; /northstar why {number} says who they are.",
        )


async def accepted_by(store: Store, company: Company, request: Request) -> Verdict | None:
    """The verdict that accepted `request`, with the squad that does it; None when there was none."""
    verdicts = await store.requests.verdicts(request.workspace, request.number)
    latest = next((each for each in reversed(verdicts) if each.answer is Answer.YES), None)
    return with_squad(latest, company) if latest else None


def with_squad(verdict: Verdict, company: Company) -> Verdict:
    """The verdict naming a squad: its own, else that of its input as declared today."""
    return replace(verdict, squad=squad_for(company, verdict.squad, verdict.input))


def today_in(company: Company, now: datetime) -> date:
    """The day it is where the company is."""
    return now.astimezone(ZoneInfo(company.zone)).date()


def squad_name(company: Company, key: SquadKey | None) -> str:
    """What people call a squad; one that is gone keeps its key."""
    squad = company.squad(key) if key else None
    return squad.name if squad else key or ""


def names_of(company: Company) -> Mapping[str, str]:
    """What people call the metrics."""
    return {metric.key: metric.name for metric in company.metrics}


def input_name(company: Company, key: MetricKey | None) -> str:
    """What people call the input that was named; empty when it was none."""
    if key in (None, NO_INPUT):
        return ""
    if key == STAR_ONLY:
        return company.star.name if company.star else ""
    return names_of(company).get(key or "", key or "")


async def _to_ship_by(
    store: Store, company: Company, viewer: Viewer, limit: int, *, flagged: bool = False
) -> Shelf:
    crew, desk = crew_of(company, viewer), await desk_at(store, company, viewer)
    requests, total = await store.shipments.to_ship(viewer.workspace, crew, desk, limit, flagged=flagged)
    theirs = replace(desk, promised=frozenset(each.number for each in requests))
    shown = (
        Glimpse(each.number, each.state, each, may_weigh=flagged and theirs.decides(each))
        for each in requests
    )
    return Shelf(tuple(shown), total)


async def _late(store: Store, request: Request) -> AlreadyDone:
    """What to say when it is shipped already, or was never accepted."""
    hint = f"See /northstar why {request.number}."
    story = await store.shipments.of(request.workspace, request.number)
    if story is None:
        now = await store.requests.find(request.workspace, request.number) or request
        return AlreadyDone(f"#{request.number} is {now.state}, so it cannot be marked shipped.", hint)
    who = story.shipment.shipped_by
    known = await store.people.known(request.workspace, [who])
    name = known[who].name if who in known else who
    return AlreadyDone(f"#{request.number} was already marked shipped by @{name}.", hint)


def _news(request: Request, reader: PersonId, now: datetime) -> Plan:
    return Plan(
        workspace=request.workspace,
        kind=SHIPPED,
        target=reader,
        period=f"request-{request.number}",
        due_at=now,
        grace=_GRACE,
        details={"number": str(request.number)},
    )
