"""The weekly roundup: the same for the schedule, the preview and the command line."""

from dataclasses import dataclass, replace
from datetime import datetime

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.periods import Week, last_closed_week
from northstar_bot.domain.preferences import Switch
from northstar_bot.domain.retelling import retold
from northstar_bot.domain.roundup import PLACES, Roundup, choose, coverage_of
from northstar_bot.domain.shoutouts import Shoutout
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class RoundupService:
    """What a week's thanks came to."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def roundup(self, workspace: WorkspaceId, week: Week, *, quiet: bool = False) -> Roundup | None:
        """The roundup of `week`; None when nothing is declared or, unless `quiet`, nobody was thanked."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            counts = await store.shoutouts.counts_for_week(workspace, week)
            if company is None or not (counts.given or quiet):
                return None
            reached = await store.shoutouts.teams_in_week(workspace, week)
            candidates = await _tellable(store, workspace, week)
        return Roundup(
            workspace=workspace,
            week=week,
            counts=counts,
            coverage=coverage_of(company, reached),
            stories=choose(candidates),
            names={team.key: team.name for team in company.teams},
            values={value.key: value.name for value in company.values},
        )

    async def preview(self, viewer: Viewer, week: Week | None = None) -> Roundup | None:
        """What the schedule would post about `week` (the last closed one when not said)."""
        must_be_member(viewer)
        wanted = week or await self.closed_week(viewer.workspace)
        found = await self.roundup(viewer.workspace, wanted)
        return replace(found, preview=True) if found else None

    async def closed_week(self, workspace: WorkspaceId) -> Week:
        """The last week that is over where the company is."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
        if company is None:
            raise NotFound("Nothing is declared here yet.", "An owner can begin in /northstar settings.")
        return last_closed_week(self.clock.now(), company.zone)

    async def compose(self, plan: Plan, now: datetime) -> Roundup | None:
        """The post of a schedule; None when there is nothing to say."""
        del now
        return await self.roundup(plan.workspace, Week.parse(plan.period))


async def _tellable(store: Store, workspace: WorkspaceId, week: Week) -> list[Shoutout]:
    """Enough stories of each team, without people who do not want to be named in roundups."""
    silent = await store.preferences.off(workspace, Switch.NAMED_IN_ROUNDUPS)
    room = PLACES
    while True:
        found = await store.shoutouts.stories(workspace, week, room)
        told = [one for story in found if (one := retold(story, silent))]
        # Each story that is not told makes room for one more of its team.
        if room >= PLACES + len(found) - len(told):
            return told
        room = PLACES + len(found) - len(told)
