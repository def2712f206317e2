"""As a sprint begins: squads that move no input are told to pick one, and whoever looks after it hears of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.company.company import Squad
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.declaration.rituals import held_picks
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId, is_in_slack
from northstar_bot.domain.requests.reminders import Reminder
from northstar_bot.domain.star.sprints import begun, squads_without_input
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.requests.reminder_people import Roster, roster
from northstar_bot.services.requests.reminders import Told, not_yet_told, plan_told, plan_within, stewards_of


@dataclass(frozen=True, slots=True)
class SprintStarts:
    """A chore; `owners` come from the environment."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)
    calendar: Calendar = NO_HOLIDAYS

    async def tell(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan one message for each person concerned, inside their hours, once a sprint."""
        who = await roster(self.unit_of_work, self.directory, workspace, self.owners)
        if who is None or not squads_without_input(who.company):
            return 0
        async with self.unit_of_work.read() as store:
            picks = held_picks(who.company, await store.rituals.picks(workspace))
        squads = squads_without_input(who.company, picks)
        stewards = stewards_of(who, self.owners)
        own = sorted({person for person in _people(squads) if person not in stewards})
        there = await self._with(who, own)
        off = self.calendar.off(who.company, now)
        async with self.unit_of_work.read() as store:
            told = await _due(store, there, Reminder.SQUADS, stewards if squads else (), off, now)
            told += await _due(store, there, Reminder.SQUAD_PICK, own, off, now)
        return await plan_told(self.unit_of_work, workspace, told)

    async def _with(self, who: Roster, people: Sequence[PersonId]) -> Roster:
        """The same with what is known of the people of squads, who need not decide anything."""
        workspace = who.company.workspace
        async with self.unit_of_work.read() as store:
            known = {**who.known, **await store.people.known(workspace, people)} if people else who.known
        strangers = [person for person in people if person not in known]
        found = await self.directory.people(workspace, strangers) if strangers else {}
        return replace(who, known={**known, **found})


async def _due(
    store: Store, who: Roster, kind: Reminder, people: Sequence[PersonId], off: DaysOff, now: datetime
) -> list[Told]:
    """One message for each of `people` who has not heard of this beginning."""
    switch = Switch.LEAD_NOTES if kind is Reminder.SQUADS else Switch.CHECK_INS
    found = []
    for person in await not_yet_told(store, who, kind, people, switch, now):
        day = who.hours(person).day(now)
        began = begun(who.company, now, day, off)
        if began is None or await store.reminders.told(who.company.workspace, kind, [person], began.since):
            continue
        plan = Plan(who.company.workspace, kind.value, person, began.label, now)
        found.append(Told(plan_within(who.hours(person), now, plan), kind, person, day, (began.label,)))
    return found


def _people(squads: Iterable[Squad]) -> Iterable[PersonId]:
    return (person for squad in squads for person in squad.people if is_in_slack(person))
