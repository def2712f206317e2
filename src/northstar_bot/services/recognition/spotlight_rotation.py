"""A team leaves the rotation of the spotlight for good, and comes back."""

from dataclasses import dataclass, replace

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.declaration.form import with_item
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.spotlights import Moved, Rotated, meant_by, must_rotate
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.recognition.spotlight_turns import next_times, planned_turn, tell_team
from northstar_bot.services.requests.reads import company_of


@dataclass(frozen=True, slots=True)
class RotationService:
    """For the lead of the team and for stewards. What is said here is said in the declaration."""

    unit_of_work: UnitOfWork
    clock: Clock
    calendar: Calendar = NO_HOLIDAYS
    configured_owners: frozenset[PersonId] = frozenset()

    async def leave(self, viewer: Viewer, text: str) -> Rotated:
        """Take no turns any more; one that is planned goes to the next team. A card that stands stays till its end."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company, team = await self._changed(store, viewer, text, takes=False)
            return Rotated(team, await self._handed_on(store, company, team))

    async def come_back(self, viewer: Viewer, text: str) -> Rotated:
        """Take turns again; the fair order counts from the last turn that the team had."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            _, team = await self._changed(store, viewer, text, takes=True)
        return Rotated(team)

    @staticmethod
    async def _changed(store: Store, viewer: Viewer, text: str, *, takes: bool) -> tuple[Company, Team]:
        company = await company_of(store, viewer)
        team = meant_by(company, viewer, text)
        must_rotate(team, viewer, takes=takes)
        changed = replace(team, spotlight=takes)
        saved = await store.companies.save(replace(company, teams=with_item(company.teams, changed)))
        return saved, changed

    async def _handed_on(self, store: Store, company: Company, team: Team) -> tuple[Moved, ...]:
        """The turns that were planned for this team, with who takes them now; who does is told."""
        moved, now = [], self.clock.now()
        for one, schedule in next_times(company, now, self.calendar.off(company, now)):
            where = schedule.channel
            seen = await store.spotlights.of(company.workspace, where, one.period)
            if seen is None or seen.opened_at is not None or seen.team != team.key:
                continue
            turn = await planned_turn(store, company, where, one.period, one.due_at, now)
            other = company.team(turn.team) if turn else None
            if turn is not None and other is not None and other.key != team.key:
                await tell_team(store, company, turn, now, self.configured_owners)
                moved.append(Moved(where, team, other, turn.due_at, schedule.zone))
        return tuple(moved)
