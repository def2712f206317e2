"""What time does to requests: parked ones wake on their day, unanswered questions lapse, doubts are listed weekly."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.office_hours import OPENS, OfficeHours
from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.calendar.working_days import working_days_before
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.appeals import desks
from northstar_bot.domain.requests.moves import Act, move
from northstar_bot.domain.requests.reminders import SHOWN
from northstar_bot.domain.requests.requests import Note, Request, State
from northstar_bot.domain.requests.steps import Step
from northstar_bot.domain.requests.views import Desk
from northstar_bot.services.chores import Chore
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.requests.life import GRACE
from northstar_bot.services.requests.telling import also_followers

WOKEN, WOKEN_WEEK, LAPSED, DOUBTS = "woken", "woken-weekly", "lapsed", "doubts"
_MORNING = timedelta(hours=8)
_WEEKLY_GRACE = timedelta(hours=48)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
# More would make a long transaction; the rest comes with the next round.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class RequestCalendar:
    """Each chore may run at any moment, any number of times, on any replica."""

    unit_of_work: UnitOfWork
    configured_owners: frozenset[PersonId] = frozenset()

    def chores(self) -> tuple[Chore, ...]:
        """What is looked after."""
        return (
            Chore("wake requests", self.wake),
            Chore("lapse questions", self.lapse),
            Chore("list doubts", self.list_doubts),
        )

    async def wake(self, workspace: WorkspaceId, now: datetime) -> int:
        """Open parked requests on the morning of their day; tell the asker now and deciders once a week."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            due = await store.steps.due_to_wake(workspace, _morning_of(company, now), 1) if company else ()
        if company is None or not due:
            return 0
        async with self.unit_of_work.write() as store:
            due = await store.steps.due_to_wake(workspace, _morning_of(company, now), _AT_ONCE)
            woken = await _stepped(store, due, Act.WAKE, now)
            await self._tell(store, company, WOKEN, woken, now)
            await plan_weekly(store, company, woken, now, self.configured_owners)
        return len(woken)

    async def lapse(self, workspace: WorkspaceId, now: datetime) -> int:
        """Park requests whose asker has not answered for ten working days, and say how to bring them back."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            before = ten_days_before(company, now)
            late = await store.steps.unanswered(workspace, before, 1) if company else ()
        if not late:
            return 0
        async with self.unit_of_work.write() as store:
            late = await store.steps.unanswered(workspace, before, _AT_ONCE)
            lapsed = await _stepped(store, late, Act.LAPSE, now)
            if company:
                await self._tell(store, company, LAPSED, lapsed, now)
        return len(lapsed)

    async def _tell(
        self, store: Store, company: Company, kind: str, requests: Sequence[Request], now: datetime
    ) -> None:
        """Plan the news of each request for its asker and its followers."""
        for request in requests:
            notes = [_told(kind, request, reader, now) for reader in request.wanted_by]
            told = await also_followers(store, company, request, notes, self.configured_owners)
            await store.deliveries.plan(told)

    async def list_doubts(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the weekly list of promises in doubt for each steward; without stewards for each owner."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            _, total = await store.steps.in_doubt(workspace, ten_days_before(company, now), 1)
            if company is None or not total:
                return 0
            stewards = company.stewards or tuple(sorted({*company.owners, *self.configured_owners}))
            readers = await who_may_be_told(store, workspace, stewards, Switch.LEAD_NOTES)
            zones = await _zones(store, company, readers)
        mondays = {person: _monday(now, zones(person)) for person in readers}
        plans = [
            Plan(workspace, DOUBTS, person, week.label, due, _WEEKLY_GRACE)
            for person, (week, due) in mondays.items()
            if due <= now < due + _WEEKLY_GRACE
        ]
        if not plans:
            return 0
        async with self.unit_of_work.write() as store:
            return await store.deliveries.plan(plans)


async def plan_weekly(
    store: Store,
    company: Company,
    woken: Sequence[Request],
    now: datetime,
    owners: Collection[PersonId] = frozenset(),
) -> None:
    """Plan for everybody who decides one of `woken` the list of their next Monday; one row a person and week."""
    concerned = [
        desk.person for desk in desks(company, owners) if any(desk.decides(request) for request in woken)
    ]
    readers = await who_may_be_told(store, company.workspace, concerned, Switch.WAKE_UPS)
    zones = await _zones(store, company, readers)
    plans = []
    for person in readers:
        week, due = _monday(now, zones(person))
        if due < now:
            week, due = _monday(now + _WEEK, zones(person))
        plans.append(Plan(company.workspace, WOKEN_WEEK, person, week.label, due, _WEEKLY_GRACE))
    await store.deliveries.plan(plans)


async def came_back(store: Store, workspace: WorkspaceId, desk: Desk | None, due: datetime) -> list[Request]:
    """What came back in the week before `due` and this desk may weigh, by number."""
    if desk is None:
        return []
    barred = await store.steps.barred(workspace, desk.person)
    back = await store.steps.woken(workspace, due - _WEEK, due)
    return [each for each in back if desk.decides(each) and each.number not in barred]


async def listed_today(
    store: Store, workspace: WorkspaceId, desk: Desk, hours: OfficeHours, now: datetime
) -> frozenset[int]:
    """What the holder of a desk reads today in the weekly list of what came back."""
    week, _ = _monday(now, hours.zone)
    today = hours.day(now)
    rows = await store.deliveries.of_period(workspace, WOKEN_WEEK, desk.person, week.label)
    for row in rows:
        coming = row.settled_at is None and row.plan.due_at <= now <= row.plan.expires_at
        if coming or (row.settled_at and hours.day(row.settled_at) == today):
            found = await came_back(store, workspace, desk, row.plan.due_at)
            return frozenset(each.number for each in found[:SHOWN])
    return frozenset()


async def plan_woken(store: Store, before: Request, note: Note, owners: Collection[PersonId]) -> None:
    """Keep that `note` brought a parked request back, for the weekly list of its deciders."""
    company = await store.companies.of(before.workspace)
    if before.state is not State.PARKED or company is None:
        return
    await store.steps.add(before.workspace, Step(before.number, Act.REPLY, note.at, note.author))
    await plan_weekly(store, company, [before], note.at, owners)


async def _stepped(store: Store, requests: Sequence[Request], act: Act, now: datetime) -> list[Request]:
    """Those of `requests` that `act` moved; somebody may have been faster with the others."""
    moved = [await store.requests.move(each, move(each.state, act), now) for each in requests]
    stepped = [each for each in moved if each is not None]
    for each in stepped:
        await store.steps.add(each.workspace, Step(each.number, act, now))
    return stepped


def _told(kind: str, request: Request, reader: PersonId, now: datetime) -> Plan:
    return Plan(
        workspace=request.workspace,
        kind=kind,
        target=reader,
        period=f"request-{request.number}-{request.moves}",
        due_at=now,
        grace=GRACE,
        details={"number": str(request.number)},
    )


def _morning_of(company: Company, now: datetime) -> date:
    """The day whose morning has come in the company's zone."""
    return (now - _MORNING).astimezone(ZoneInfo(company.zone)).date()


def ten_days_before(company: Company | None, now: datetime) -> datetime:
    """What happened before this lies ten working days back."""
    zone = company.zone if company else "UTC"
    day = working_days_before((now - _MORNING).astimezone(ZoneInfo(zone)).date())
    return instant_of(day + _DAY, time(0), zone)


def _monday(now: datetime, zone: str) -> tuple[Week, datetime]:
    """The week it is there, and when office hours begin on its Monday."""
    week = Week.of(now.astimezone(ZoneInfo(zone)).date())
    return week, instant_of(week.start, OPENS, zone)


async def _zones(store: Store, company: Company, people: Sequence[PersonId]) -> Callable[[PersonId], str]:
    known = await store.people.known(company.workspace, people)
    return lambda person: OfficeHours.of(known[person].zone if person in known else "", company.zone).zone
