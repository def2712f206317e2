"""Who may do what, and who is in which team."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.teams import homes_by_hand
from northstar_bot.domain.ids import GroupId, PersonId, TeamKey, WorkspaceId, is_in_slack
from northstar_bot.domain.people import Group, Person, Role, Viewer
from northstar_bot.domain.requests.away import Absence, covers
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory


@dataclass(frozen=True, slots=True)
class PeopleService:
    """`configured_owners` come from the environment, so that there is an owner before anything is declared."""

    unit_of_work: UnitOfWork
    clock: Clock
    configured_owners: frozenset[PersonId] = frozenset()
    # What was read from Slack is written before the next one reads: an older answer never lands on a newer one.
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def viewer(self, workspace: WorkspaceId, person: Person) -> Viewer:
        """The person with their home team and roles."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            teams = await store.people.teams_of(workspace, [person.id])
            gone = await store.absences.open(workspace)
        roles = self._roles(company, person.id, gone)
        covered = frozenset(each.person for each in gone if each.cover == person.id)
        return Viewer(workspace, replace(person, team=teams.get(person.id)), roles, covered)

    async def met(
        self, workspace: WorkspaceId, people: Sequence[Person], asked_for: Collection[PersonId]
    ) -> None:
        """Remember names and zones of people Slack told us about.

        Who was erased is remembered again only when somebody asks for them: Slack's list names everybody.
        """
        others = [one.id for one in people if one.id not in asked_for]
        async with self.unit_of_work.write() as store:
            alone = await store.personal.left_alone(workspace, others) if others else ()
            known = [one for one in people if one.id not in alone]
            await store.people.remember(workspace, known, self.clock.now())

    async def names(self, workspace: WorkspaceId, people: Sequence[PersonId]) -> dict[PersonId, str]:
        """What those of `people` are called whom we have met."""
        async with self.unit_of_work.read() as store:
            known = await store.people.known(workspace, people)
        return {person: one.name for person, one in known.items()}

    async def settle_teams(self, workspace: WorkspaceId, directory: Directory) -> int:
        """Bring memberships up to date with what Slack says now; returns how many people moved.

        A person has one home team: where they are named by hand, else the first declared team whose
        Slack user group holds them. A group that cannot be read keeps the members it had. Owners of metrics are
        looked up too: a digest calls them by name before they ever used the bot.
        """
        async with self._turn:
            company = await self._company(workspace)
            if company is None:
                return 0
            directory.forget(*(team.group for team in company.teams if team.group))
            groups = await _groups(workspace, company, directory)
            await directory.people(workspace, owners_in_slack(company))
            return await self._settle(company, groups)

    async def settle_group(self, workspace: WorkspaceId, directory: Directory, group: GroupId) -> int:
        """The same for one group, because Slack said that it changed; nobody else moves.

        What Slack says when it is asked counts, never what the event held: it may be old, double, or cut short.
        """
        async with self._turn:
            directory.forget(group)
            company = await self._company(workspace)
            teams = frozenset(team.key for team in company.teams if team.group == group) if company else ()
            if company is None or not teams:
                return 0
            return await self._settle(company, await _groups(workspace, company, directory), teams)

    async def _company(self, workspace: WorkspaceId) -> Company | None:
        async with self.unit_of_work.read() as store:
            return await store.companies.of(workspace)

    async def _settle(
        self, company: Company, groups: dict[TeamKey, Group | None], only: Collection[TeamKey] = ()
    ) -> int:
        """Write who is at home where; with `only`, of the people in these teams or in their groups."""
        workspace = company.workspace
        async with self.unit_of_work.write() as store:
            unread = {
                key: await store.people.members_of(workspace, key)
                for key, group in groups.items()
                if group is None
            }
            homes = home_teams(company, groups, unread)
            alone = await store.personal.left_alone(workspace, tuple(homes))
            wanted = {one: team for one, team in homes.items() if one not in alone}
            before = await store.people.current_homes(workspace)
            # Who is in no group and in no list any more has left their team.
            after: dict[PersonId, TeamKey | None] = {**dict.fromkeys(before), **wanted}
            if only:
                read = {one for key in only if (group := groups[key]) for one in group.members}
                touched = read.union(one for one, team in before.items() if team in only)
                after = {one: team for one, team in after.items() if one in touched}
            return await store.people.settle(workspace, after, self.clock.now())

    def _roles(self, company: Company | None, person: PersonId, gone: Sequence[Absence]) -> frozenset[Role]:
        owners = {*self.configured_owners, *(company.owners if company else ())}
        named = {
            Role.OWNER: owners,
            Role.STEWARD: set(company.stewards if company else ()),
            # Who covers for an owner decides as they would; no other role goes over.
            Role.DECIDER: {*(company.deciders if company else ()), *covers(gone, owners)},
        }
        return frozenset(role for role, people in named.items() if person in people)


async def _groups(
    workspace: WorkspaceId, company: Company, directory: Directory
) -> dict[TeamKey, Group | None]:
    return {team.key: await directory.group(workspace, team.group) for team in company.teams if team.group}


def home_teams(
    company: Company, groups: dict[TeamKey, Group | None], unread: dict[TeamKey, Sequence[PersonId]]
) -> dict[PersonId, TeamKey]:
    """Each person's one home team; naming by hand beats a group, an earlier team beats a later one."""
    homes: dict[PersonId, TeamKey] = {}
    for team in reversed(company.teams):
        group = groups.get(team.key)
        for person in group.members if group else unread.get(team.key, ()):
            homes[person] = team.key
    return homes | homes_by_hand(company.teams)


def owners_in_slack(company: Company) -> tuple[PersonId, ...]:
    """Owners of metrics who are people in Slack; others are only names."""
    owners = (metric.owner for metric in company.metrics if metric.owner)
    return tuple(dict.fromkeys(owner for owner in owners if is_in_slack(owner)))


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """A directory of the people we have met, for commands that run without Slack."""

    unit_of_work: UnitOfWork

    async def person(self, workspace: WorkspaceId, person: PersonId) -> Person | None:
        """The person as last seen."""
        return (await self.people(workspace, [person])).get(person)

    async def people(self, workspace: WorkspaceId, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """Those of `ids` we have met."""
        async with self.unit_of_work.read() as store:
            return dict(await store.people.known(workspace, ids))

    async def group(self, workspace: WorkspaceId, group: GroupId) -> Group | None:
        """Groups are only known to Slack."""
        del workspace, group
        return None

    async def groups(self, workspace: WorkspaceId) -> Sequence[Group]:
        """Groups are only known to Slack."""
        del workspace
        return ()

    async def lets_us_in(self) -> bool:
        """Nobody is asked."""
        return False

    def forget(self, *ids: str) -> None:
        """Nothing is remembered here beside the database."""
