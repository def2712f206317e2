"""Telling askers and followers once, after days without news, with whom their requests wait; one list a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.calendar.working_days import working_days_before
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.reminders import NEWS_AFTER, SHOWN, Item, Reminder, written
from northstar_bot.domain.requests.requests import Request
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.requests.reminder_people import Roster, roster
from northstar_bot.services.requests.reminders import Told, not_yet_told, plan_told, plan_within

_AT_ONCE = 2000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StillWaitingService:
    """A chore; `owners` come from the environment."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    async def tell_askers(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the lists of readers at work now; those elsewhere are told when their day begins."""
        who = await roster(self.unit_of_work, self.directory, workspace, self.owners)
        if who is None or who.company.star is None:
            return 0
        async with self.unit_of_work.read() as store:
            stale = await store.reminders.without_news(workspace, _long_ago(who, now), _AT_ONCE)
            readers = sorted({reader for _, _, reader in stale})
            known = await store.people.known(workspace, readers) if readers else {}
            there = replace(who, known={**who.known, **known})
            kind, switch = Reminder.STILL_WAITING, Switch.STILL_WAITING
            here = await not_yet_told(store, there, kind, readers, switch, now) if readers else []
        told = [
            _list(
                there, person, [(request, since) for request, since, reader in stale if reader == person], now
            )
            for person in here
        ]
        return await plan_told(self.unit_of_work, workspace, told)


def _list(who: Roster, person: PersonId, waits: Sequence[tuple[Request, datetime]], now: datetime) -> Told:
    """All of it at once; what is not shown is counted as told too, so that the list does not come in parts."""
    hours = who.hours(person)
    day = hours.day(now)
    ordered = sorted(waits, key=lambda wait: wait[0].number)
    shown = ordered[:SHOWN]
    details = {
        "items": written(request for request, _ in shown),
        "since": ",".join(hours.day(since).isoformat() for _, since in shown),
        "more": str(len(ordered) - len(shown)),
    }
    note = Plan(
        who.company.workspace,
        Reminder.STILL_WAITING.value,
        person,
        day.isoformat(),
        now,
        details=details,
    )
    subjects = tuple(Item.of(request).subject for request, _ in ordered)
    return Told(plan_within(hours, now, note), Reminder.STILL_WAITING, person, day, subjects)


def _long_ago(who: Roster, now: datetime) -> datetime:
    """The moment before which news are too old, in whole days of the company's place."""
    hours = OfficeHours.of(who.company.zone, "UTC")
    day = working_days_before(hours.day(now), NEWS_AFTER)
    return instant_of(day + _DAY, time(0), hours.zone)
