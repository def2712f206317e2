"""Telling an asker once, after days without news, with whom their request waits; and of squads without an input."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.months import Month
from northstar_bot.domain.office_hours import OfficeHours
from northstar_bot.domain.periods import instant_of
from northstar_bot.domain.preferences import Switch
from northstar_bot.domain.reminders import (
    MONTH_BEGINS,
    NEWS_AFTER,
    Item,
    Reminder,
    squads_without_input,
)
from northstar_bot.domain.requests import Request
from northstar_bot.domain.working_days import working_days_before
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.reminder_people import Roster, roster
from northstar_bot.services.reminders import Told, not_yet_told, plan_told, plan_within, stewards_of
from northstar_bot.services.telling import also_followers

_AT_ONCE = 2000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StillWaitingService:
    """Two chores; `owners` come from the environment."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    async def tell_askers(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the notes to askers at work now; those elsewhere are told when their day begins."""
        who = await roster(self.unit_of_work, self.directory, workspace, self.owners)
        if who is None or who.company.star is None:
            return 0
        async with self.unit_of_work.read() as store:
            stale = await store.reminders.without_news(workspace, _long_ago(who, now), _AT_ONCE)
            askers = {request.asker for request, _ in stale}
            wanting = await who_may_be_told(store, workspace, sorted(askers), Switch.STILL_WAITING)
            known = await store.people.known(workspace, wanting) if wanting else {}
        there = replace(who, known={**who.known, **known})
        here = set(there.at_work(wanting, now))
        new = 0
        for request, since in stale:
            if request.asker in here:
                async with self.unit_of_work.write() as store:
                    new += await self._tell(store, there, request, since, now)
        return new

    async def tell_of_squads(self, workspace: WorkspaceId, now: datetime) -> int:
        """In the first days of a month, tell those who look after it which squads own no input."""
        who = await roster(self.unit_of_work, self.directory, workspace, self.owners)
        if who is None or not squads_without_input(who.company):
            return 0
        stewards = stewards_of(who, self.owners)
        async with self.unit_of_work.read() as store:
            people = await not_yet_told(store, who, Reminder.SQUADS, stewards, Switch.LEAD_NOTES, now)
            first = Month.of(who.hours(people[0]).day(now)).start if people else now.date()
            told = await store.reminders.told(workspace, Reminder.SQUADS, people, first)
        before = {person for person, _ in told}
        beginning = [each for each in people if who.hours(each).day(now).day <= MONTH_BEGINS]
        due = [_of_squads(who, each, now) for each in beginning if each not in before]
        return await plan_told(self.unit_of_work, workspace, due)

    async def _tell(self, store: Store, who: Roster, request: Request, since: datetime, now: datetime) -> int:
        """Plan the note to the asker and, each inside their own hours, to those who follow the request."""
        hours, subject = who.hours(request.asker), Item.of(request).subject
        details = {"items": subject, "since": hours.day(since).isoformat()}
        note = Plan(
            workspace=request.workspace,
            kind=Reminder.STILL_WAITING.value,
            target=request.asker,
            period=f"request-{subject}",
            due_at=now,
            details=details,
        )
        plans = await also_followers(store, who.company, request, [note], self.owners)
        people = [PersonId(plan.target) for plan in plans]
        wanting = await who_may_be_told(store, request.workspace, people, Switch.STILL_WAITING)
        there = replace(who, known={**who.known, **await store.people.known(request.workspace, wanting)})
        kind, day = Reminder.STILL_WAITING, hours.day(now)
        await store.reminders.keep(request.workspace, kind, [subject], request.asker, day)
        return await store.deliveries.plan(
            [
                plan_within(there.hours(PersonId(plan.target)), now, plan)
                for plan in plans
                if plan.target in wanting
            ]
        )


def _long_ago(who: Roster, now: datetime) -> datetime:
    """The moment before which news are too old, in whole days of the company's place."""
    hours = OfficeHours.of(who.company.zone, "UTC")
    day = working_days_before(hours.day(now), NEWS_AFTER)
    return instant_of(day + _DAY, time(0), hours.zone)


def _of_squads(who: Roster, person: PersonId, now: datetime) -> Told:
    hours = who.hours(person)
    day = hours.day(now)
    label = Month.of(day).label
    plan = Plan(who.company.workspace, Reminder.SQUADS.value, person, label, now)
    return Told(plan_within(hours, now, plan), Reminder.SQUADS, person, day, (label,))
