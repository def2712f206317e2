"""Teams to look at: what each brings, how many are in it, who is in none."""

from dataclasses import dataclass

from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.domain.teams import TeamsView, lines_of
from northstar_bot.services.ports.store import UnitOfWork

NAMED = 30


@dataclass(frozen=True, slots=True)
class TeamService:
    """Who is in which team; memberships are kept by PeopleService."""

    unit_of_work: UnitOfWork

    async def view(self, viewer: Viewer) -> TeamsView:
        """All teams; stewards also see who is in none."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(viewer.workspace)
            sizes = await store.people.team_sizes(viewer.workspace)
            steward = viewer.holds(Role.STEWARD)
            without = await store.people.without_team(viewer.workspace) if steward else ()
        if company is None:
            raise NotFound("Nothing is declared here yet.", "An owner can begin in /northstar settings.")
        return TeamsView(lines_of(company.teams, sizes), tuple(without[:NAMED]), max(0, len(without) - NAMED))
