"""The monthly private notes about thanks: to the lead of each team, and to owners about teams no other team thanked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.lead_notes import (
    PAIR_DAYS,
    PEOPLE_DAYS,
    STORIES,
    TEAM_DAYS,
    LeadlessNote,
    LeadNote,
    QuietTeams,
    leadless,
    leadless_note,
    leads_instead,
    quiet_teams,
    suggest,
)
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.roundup import choose
from northstar_bot.domain.requests.reminders import MONTH_BEGINS
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.recognition.retelling import instants, unnamed
from northstar_bot.services.requests.reminders import plan_within

LEAD, QUIET = "lead-note", "quiet-teams"
# No key of a team has an underscore in front.
LEADLESS = "_leadless"
_FARTHEST_EAST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class LeadNoteService:
    """A chore and its composers; the ledger keeps each note to one a month. `owners` come from the environment."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {LEAD: Composer(self.note), QUIET: Composer(self.quiet)}

    async def plan_month(self, workspace: WorkspaceId, now: datetime) -> int:
        """In the first days of a month, plan the notes to those at work now; returns how many are new."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
        if company is None or not company.teams or _is_past_everywhere(now):
            return 0
        drafts = self._drafts(company, now)
        people = await self.directory.people(workspace, sorted({PersonId(plan.target) for plan in drafts}))
        due = []
        for plan in drafts:
            person = people.get(PersonId(plan.target))
            if person is None or person.standing is not Standing.MEMBER:
                continue
            hours = OfficeHours.of(person.zone, company.zone)
            day = hours.day(now)
            if day.day <= MONTH_BEGINS and hours.are_now(now):
                period = f"{Month.of(day)} {plan.period}".strip()
                due.append(plan_within(hours, now, replace(plan, period=period)))
        async with self.unit_of_work.write() as store:
            targets = [PersonId(plan.target) for plan in due]
            told = set(await who_may_be_told(store, workspace, targets, Switch.LEAD_NOTES)) if due else set()
            return await store.deliveries.plan([plan for plan in due if plan.target in told])

    def _drafts(self, company: Company, now: datetime) -> list[Plan]:
        """A note for each team's lead, one about all teams without, one for each owner; still without their month."""
        workspace, owners = company.workspace, sorted(self.owners)
        notes = [
            Plan(workspace, LEAD, team.lead, team.key, now, details={"team": team.key})
            for team in company.teams
            if team.lead
        ]
        instead = leads_instead(company, owners) if leadless(company) else ()
        notes += [Plan(workspace, LEAD, one, LEADLESS, now, details={"team": LEADLESS}) for one in instead]
        everybody = dict.fromkeys((*company.owners, *owners))
        return [*notes, *(Plan(workspace, QUIET, owner, "", now) for owner in everybody)]

    async def note(self, plan: Plan, now: datetime) -> LeadNote | LeadlessNote | None:
        """What the lead of a team reads; None when the team is gone, the lead is another, or nothing is to say."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
        if company is None:
            return None
        if plan.details["team"] == LEADLESS:
            return await self._leadless(company, plan, now)
        team = company.team(plan.details["team"])
        return await self._about(company, team, plan, now) if team and plan.target == team.lead else None

    async def _leadless(self, company: Company, plan: Plan, now: datetime) -> LeadlessNote | None:
        """All teams without a lead, for who hears of them instead."""
        if plan.target not in leads_instead(company, sorted(self.owners)):
            return None
        notes = [await self._about(company, team, plan, now) for team in leadless(company)]
        return leadless_note([one for one in notes if one])

    async def _about(self, company: Company, team: Team, plan: Plan, now: datetime) -> LeadNote | None:
        """The month of one team."""
        async with self.unit_of_work.read() as store:
            silent = await unnamed(store, plan.workspace)
            since = now - timedelta(days=PEOPLE_DAYS)
            found = await store.team_thanks.told_of(plan.workspace, team.key, since)
            stories = choose([one for each in found if (one := retold(each, silent))], STORIES)
            unmentioned = await _unmentioned(store, company, team, since)
            month = Month.of(company.day_of(now))
            pairs = await _flows(store, company, now, PAIR_DAYS)
        nobody_thanked = sorted(unmentioned - {*silent, PersonId(plan.target)})
        known = await self.directory.people(plan.workspace, nobody_thanked)
        here = [person for person in known.values() if person.standing is Standing.MEMBER]
        note = LeadNote(
            team=team.name,
            stories=stories,
            unmentioned=tuple(one.id for one in sorted(here, key=lambda one: (one.name.casefold(), one.id))),
            suggestion=suggest(company, team.key, pairs, month),
            names={one.key: one.name for one in company.teams},
        )
        return None if note.is_empty else note

    async def quiet(self, plan: Plan, now: datetime) -> QuietTeams | None:
        """What an owner reads; None when every team was thanked."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or plan.target not in {*company.owners, *self.owners}:
                return None
            _, teams = await store.people.known_by(plan.workspace, now - timedelta(days=TEAM_DAYS))
            return quiet_teams(company, teams, await _flows(store, company, now, TEAM_DAYS))


def _is_past_everywhere(now: datetime) -> bool:
    """Whether the first days of the month are over in every zone of the world."""
    return (now + _FARTHEST_EAST).astimezone(UTC).day > MONTH_BEGINS + 2


async def _flows(store: Store, company: Company, now: datetime, days: int) -> Sequence[Flow]:
    today = company.day_of(now)
    period = Period(today - timedelta(days=days - 1), today)
    return await store.team_thanks.flows(company.workspace, *instants(period, company.zone))


async def _unmentioned(store: Store, company: Company, team: Team, since: datetime) -> set[PersonId]:
    """People of the team whom nobody thanked in public since then."""
    named = {person: TeamKey(one.key) for one in reversed(company.teams) for person in one.people}
    members = {*await store.people.members_of(company.workspace, team.key)}
    members |= {person for person, home in named.items() if home == team.key}
    # Of who came later nothing can be said of so many days.
    known, _ = await store.people.known_by(company.workspace, since)
    members &= known
    return members - await store.team_thanks.thanked_among(company.workspace, members, since)
