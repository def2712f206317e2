"""Reminding deciders once a day of what waits for them, and a steward once of what nobody answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId, is_in_slack
from northstar_bot.domain.requests.reminders import AT_MOST, SHOWN, Item, Reminder, written
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import Desk
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.requests.calendar import listed_today
from northstar_bot.services.requests.reminder_people import Roster, roster

# Beyond this nobody counts; a desk with more has another problem than being forgotten.
_COUNTED = 200
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is about to be reminded of, on which day of theirs; `subjects` are what is counted.

    Without a plan it is only counted: they read it elsewhere that day.
    """

    plan: Plan | None
    kind: Reminder
    person: PersonId
    day: date
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReminderService:
    """A chore: may be called at any moment, any number of times. `owners` come from the environment."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    async def remind(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan what is due to whoever is at work now; returns how many messages are new."""
        who = await roster(self.unit_of_work, self.directory, workspace, self.owners)
        if who is None:
            return 0
        async with self.unit_of_work.read() as store:
            if who.company.star is None:
                told = await _unweighable(store, who, now)
                return await plan_told(self.unit_of_work, workspace, told)
            told = [*await _waiting(store, who, now), *await _unanswered(store, who, self.owners, now)]
        return await plan_told(self.unit_of_work, workspace, told)


async def plan_told(unit_of_work: UnitOfWork, workspace: WorkspaceId, told: Sequence[Told]) -> int:
    """Plan each and count it in the same transaction; the ledger says who was first."""
    if not told:
        return 0
    new = 0
    async with unit_of_work.write() as store:
        for each in told:
            planned = await store.deliveries.plan([each.plan]) if each.plan else 0
            if planned or each.plan is None:
                new += planned
                await store.reminders.keep(workspace, each.kind, each.subjects, each.person, each.day)
    return new


async def not_yet_told(
    store: Store, who: Roster, kind: Reminder, people: Sequence[PersonId], switch: Switch, now: datetime
) -> list[PersonId]:
    """Those of `people` who are at work, want it, and heard nothing of this kind today."""
    workspace = who.company.workspace
    here = who.at_work(people, now)
    wanting = await who_may_be_told(store, workspace, here, switch) if here else ()
    if not wanting:
        return []
    days = {person: who.hours(person).day(now) for person in wanting}
    told = await store.reminders.told(workspace, kind, wanting, min(days.values()))
    return [person for person, day in days.items() if (person, day) not in told]


def told_now(
    who: Roster, kind: Reminder, person: PersonId, requests: Sequence[Request], now: datetime
) -> Told:
    """One message of the day to one person: due at once, worthless once their hours are over."""
    hours, shown = who.hours(person), requests[:SHOWN]
    day = hours.day(now)
    details = {"items": written(shown), "more": str(len(requests) - len(shown))}
    plan = plan_within(
        hours, now, Plan(who.company.workspace, kind.value, person, day.isoformat(), now, details=details)
    )
    return Told(plan, kind, person, day, tuple(Item.of(request).subject for request in shown))


def plan_within(hours: OfficeHours, now: datetime, plan: Plan) -> Plan:
    """The same post at the next moment inside these hours, worthless once they are over."""
    moment = hours.next_moment(now)
    return replace(plan, due_at=moment, grace=hours.left(moment) - _INSTANT)


def stewards_of(who: Roster, owners: frozenset[PersonId]) -> tuple[PersonId, ...]:
    """Who looks after what nobody does: stewards, else owners; those still here."""
    here = set(who.deciders.people)
    for people in (who.company.stewards, who.company.owners, tuple(sorted(owners))):
        if found := tuple(each for each in dict.fromkeys(people) if each in here and is_in_slack(each)):
            return found
    return ()


async def _waiting(store: Store, who: Roster, now: datetime) -> list[Told]:
    """What waited when a person's day began, if it is theirs to decide before others."""
    people = who.deciders.people
    found = []
    for person in await not_yet_told(store, who, Reminder.WAITING, people, Switch.WAITING, now):
        desk, opened = who.deciders.desk(person), who.hours(person).opened(now)
        if desk is None:
            continue
        waiting = await store.reminders.waiting(who.company.workspace, desk, opened, AT_MOST, _COUNTED)
        theirs = [request for request in waiting if person in who.deciders.awaited(request)]
        if theirs:
            found.append(await _once_a_day(store, who, desk, theirs, now))
    return found


async def _unweighable(store: Store, who: Roster, now: datetime) -> list[Told]:
    """What waits while no star is set, on Mondays; it is not counted, since nobody can answer it yet."""
    waiting = await _waiting(store, who, now)
    return [replace(told, subjects=()) for told in waiting if told.day.weekday() == 0]


async def _once_a_day(
    store: Store, who: Roster, desk: Desk, theirs: Sequence[Request], now: datetime
) -> Told:
    """The reminder without what this person reads today in the weekly list; that is counted all the same."""
    there = await listed_today(store, who.company.workspace, desk, who.hours(desk.person), now)
    listed = [request for request in theirs if request.number in there]
    rest = [request for request in theirs if request.number not in there]
    counted = tuple(Item.of(request).subject for request in listed)
    if not rest:
        return Told(None, Reminder.WAITING, desk.person, who.hours(desk.person).day(now), counted)
    told = told_now(who, Reminder.WAITING, desk.person, rest, now)
    return replace(told, subjects=(*told.subjects, *counted))


async def _unanswered(store: Store, who: Roster, owners: frozenset[PersonId], now: datetime) -> list[Told]:
    stewards = stewards_of(who, owners)
    found = []
    for person in await not_yet_told(store, who, Reminder.UNANSWERED, stewards, Switch.LEAD_NOTES, now):
        day = who.hours(person).day(now)
        worn = await store.reminders.worn_out(who.company.workspace, person, day, AT_MOST, SHOWN)
        if worn:
            found.append(told_now(who, Reminder.UNANSWERED, person, worn, now))
    return found
