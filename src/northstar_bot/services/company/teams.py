"""Teams to look at: what each brings, how many are in it, who is in none."""

from dataclasses import dataclass

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.teams import TeamsView, homes_by_hand, lines_of
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import GroupId, WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.services.company.people import PeopleService
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Directory

NAMED = 30


@dataclass(frozen=True, slots=True)
class TeamService:
    """Who is in which team; memberships are kept by PeopleService."""

    unit_of_work: UnitOfWork
    people: PeopleService
    directory: Directory

    async def view(self, viewer: Viewer) -> TeamsView:
        """All teams; stewards also see who is in none, and which user groups cannot be read."""
        must_be_member(viewer)
        await self._catch_up(viewer.workspace)
        steward = viewer.holds(Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(viewer.workspace)
            sizes = await store.people.team_sizes(viewer.workspace)
            without = await store.people.without_team(viewer.workspace) if steward else ()
        if company is None:
            raise NotFound("Nothing is declared here yet.", "An owner can begin in /northstar settings.")
        return TeamsView(
            lines_of(company.teams, sizes),
            tuple(without[:NAMED]),
            max(0, len(without) - NAMED),
            await self._unread(company) if steward else (),
        )

    async def _catch_up(self, workspace: WorkspaceId) -> None:
        """Settle teams that were declared since memberships were last looked at."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            named = homes_by_hand(company.teams) if company else {}
            at_home = await store.people.teams_of(workspace, named)
            sizes = await store.people.team_sizes(workspace)
        new = [team for team in company.teams if team.group and team.key not in sizes] if company else []
        if new or at_home != named:
            await self.people.settle_teams(workspace, self.directory)

    async def _unread(self, company: Company) -> tuple[str, ...]:
        return tuple(
            [
                team.name
                for team in company.teams
                if team.group and await self.directory.group(company.workspace, team.group) is None
            ]
        )

    async def group_changed(self, workspace: WorkspaceId, group: GroupId) -> None:
        """Slack said that a user group has changed: whoever is at home there because of it is brought up to date."""
        await self.people.settle_group(workspace, self.directory, group)
