"""The rotating team spotlight, for people: see whose turn it is, skip it, swap it."""

from dataclasses import dataclass

from northstar_bot.domain.calendar.occurrences import Occurrence
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.domain.recognition.spotlights import (
    Board,
    Moved,
    Spotlight,
    fair_order,
    must_find_other,
    nobody_there,
    team_to_swap_with,
    who_moves,
)
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.recognition.spotlight_turns import (
    NEVER_CAME,
    next_times,
    people_of,
    planned_turn,
    speakers,
    tell_team,
    turn_of,
)
from northstar_bot.services.requests.reads import company_of


@dataclass(frozen=True, slots=True)
class SpotlightService:
    """A turn is moved by who speaks for its team, or by a steward."""

    unit_of_work: UnitOfWork
    clock: Clock
    calendar: Calendar = NO_HOLIDAYS
    configured_owners: frozenset[PersonId] = frozenset()

    async def board(self, viewer: Viewer, channel: ChannelId | None) -> Board:
        """Where the rotation of this channel stands, or of the one whose turn comes soonest."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            one, schedule = self._next(company, channel)
            spotlight = await turn_of(
                store, company, schedule.channel, one.period, one.due_at, self.clock.now()
            )
            coming = company.team(spotlight.team) if spotlight else None
            if spotlight is None or coming is None:
                raise nobody_there(company)
            shown = await store.spotlights.standing(viewer.workspace)
            now = next((each for each in shown if each.channel == schedule.channel), None)
            return Board(
                schedule.channel,
                schedule.zone,
                company.team(now.team) if now else None,
                coming,
                spotlight,
                await self._after(store, company, spotlight),
                await self._may_move(store, viewer, company, coming),
                tuple(team for team in company.teams if not team.spotlight),
            )

    async def skip(self, viewer: Viewer, channel: ChannelId | None, seen: str = "") -> Moved:
        """Let the next team take this turn; the one that is skipped comes first in the turn after it.

        `seen` is the turn that was looked at when the button was drawn.
        """
        must_be_member(viewer)
        place = ChannelId(seen.partition(" ")[0]) if seen else channel
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            schedule, spotlight = await self._own_turn(store, viewer, company, place)
            if seen and seen != spotlight.key:
                raise AlreadyDone("This turn has changed since.", "See /northstar spotlight.")
            turns = await store.spotlights.turns(
                viewer.workspace, schedule.channel, self.clock.now() - NEVER_CAME
            )
            other, passed = must_find_other(company, turns, spotlight)
            return await self._hand_on(store, company, schedule, spotlight, other, passed)

    async def swap(self, viewer: Viewer, channel: ChannelId | None, text: str) -> Moved:
        """Give this turn to a team that is named; the one that gives it comes first in the turn after it."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            other = team_to_swap_with(company, text)
            schedule, spotlight = await self._own_turn(store, viewer, company, channel)
            if other.key == spotlight.team:
                raise BadInput(f"It is the turn of {other.name} already.", "See /northstar spotlight.")
            passed = tuple(key for key in spotlight.passed if key != other.key)
            return await self._hand_on(store, company, schedule, spotlight, other, passed)

    async def _own_turn(
        self, store: Store, viewer: Viewer, company: Company, channel: ChannelId | None
    ) -> tuple[Schedule, Spotlight]:
        one, schedule = self._next(company, channel)
        spotlight = await planned_turn(
            store, company, schedule.channel, one.period, one.due_at, self.clock.now()
        )
        team = company.team(spotlight.team) if spotlight else None
        if spotlight is None or team is None:
            raise nobody_there(company)
        if not await self._may_move(store, viewer, company, team):
            peopled = bool(await people_of(store, company, team))
            raise NotAllowed(*who_moves(team, peopled=peopled))
        return schedule, spotlight

    async def _hand_on(
        self,
        store: Store,
        company: Company,
        schedule: Schedule,
        seen: Spotlight,
        other: Team,
        passed: tuple[TeamKey, ...],
    ) -> Moved:
        before = company.team(seen.team)
        if before is None or not await store.spotlights.hand_on(seen, other.key, passed):
            raise AlreadyDone("Somebody moved this turn just now.", "See /northstar spotlight.")
        after = await store.spotlights.of(company.workspace, seen.channel, seen.period)
        if after is not None:
            await tell_team(store, company, after, self.clock.now(), self.configured_owners)
        return Moved(seen.channel, before, other, seen.due_at, schedule.zone)

    def _next(self, company: Company, channel: ChannelId | None) -> tuple[Occurrence, Schedule]:
        """The schedule of this channel, else the one that comes soonest."""
        now = self.clock.now()
        found = next_times(company, now, self.calendar.off(company, now))
        if not found:
            raise NotFound(
                "No team spotlight is scheduled.",
                "A steward can add one in /northstar settings, under posts.",
            )
        return next((each for each in found if each[1].channel == channel), found[0])

    async def _after(self, store: Store, company: Company, spotlight: Spotlight) -> tuple[Team, ...]:
        turns = await store.spotlights.turns(
            company.workspace, spotlight.channel, self.clock.now() - NEVER_CAME
        )
        return tuple(team for team in fair_order(company.teams, turns) if team.key != spotlight.team)

    async def _may_move(self, store: Store, viewer: Viewer, company: Company, team: Team) -> bool:
        own = await speakers(store, company, team, self.configured_owners)
        return viewer.holds(Role.STEWARD) or viewer.person.id in own
