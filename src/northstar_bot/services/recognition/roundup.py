"""The roundup, weekly or daily: the same for the schedule, the preview and the command line."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.anniversaries import Anniversary, anniversaries_in, week_to_come
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.roundup import PLACES, Roundup, choose, coverage_of, days_of, whole_week
from northstar_bot.domain.recognition.roundup_days import REMEMBERED, days_to_tell, left_of
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.declared import declared
from northstar_bot.services.ports.shoutouts import Between, When
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.recognition.retelling import unnamed


@dataclass(frozen=True, slots=True)
class RoundupService:
    """What the thanks of some days came to."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def roundup(
        self, workspace: WorkspaceId, days: Week | Period, *, quiet: bool = False
    ) -> Roundup | None:
        """The roundup of `days`; None when nothing is declared or, unless `quiet`, it would say nothing."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None:
                return None
            span = days_of(days) if isinstance(days, Week) else days
            when = _when(company, span)
            counts = await store.shoutouts.counts_of(workspace, when)
            years = await _years(store, company, span)
            if not (counts.given or years or quiet):
                return None
            reached = await store.shoutouts.teams_reached(workspace, when)
            candidates = await _tellable(store, workspace, when)
        return Roundup(
            workspace=workspace,
            days=span,
            week_start=company.week_start,
            counts=counts,
            coverage=coverage_of(company, reached),
            stories=choose(candidates),
            names={team.key: team.name for team in company.teams},
            values={value.key: value.name for value in company.values},
            years=years,
        )

    async def preview(self, viewer: Viewer, days: Week | Period | None = None) -> Roundup | None:
        """What a schedule would post about `days` (the last closed week when not said)."""
        must_be_member(viewer)
        wanted = days or await self.closed_week(viewer.workspace)
        found = await self.roundup(viewer.workspace, wanted)
        return replace(found, preview=True) if found else None

    async def closed_week(self, workspace: WorkspaceId) -> Week:
        """The last week that is over where the company is."""
        return (await self._declared(workspace)).closed_week(self.clock.now())

    async def latest_days(self, workspace: WorkspaceId) -> Period:
        """What a daily roundup tells that comes today: yesterday, on a Monday since Friday."""
        zone = ZoneInfo((await self._declared(workspace)).zone)
        today = self.clock.now().astimezone(zone).date()
        yesterday = today - timedelta(days=1)
        return left_of(today.isoformat(), ()) or Period(yesterday, yesterday)

    async def compose(self, plan: Plan, now: datetime) -> Roundup | None:
        """The post of a schedule; None when there is nothing to say, or all of it was said in this channel."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            ledger = await store.deliveries.to_target(
                plan.workspace, PostKind.ROUNDUP.value, plan.target, plan.due_at - REMEMBERED
            )
        days = days_to_tell(plan, ledger, company.zone, company.week_start) if company else None
        return await self.roundup(plan.workspace, days) if days else None

    async def _declared(self, workspace: WorkspaceId) -> Company:
        async with self.unit_of_work.read() as store:
            return await declared(store, workspace)


def _when(company: Company, days: Period) -> When:
    """A whole week by its label, which thanks carry since they were given; other days by the company's clocks."""
    if week := whole_week(days, company.week_start):
        return week
    after = days.last + timedelta(days=1)
    return Between(
        instant_of(days.first, time(), company.zone),
        instant_of(after, time(), company.zone),
    )


async def _years(store: Store, company: Company, told: Period) -> tuple[Anniversary, ...]:
    """Whose years here are whole in the week after a whole one that is told."""
    if not (company.recognition.anniversaries and whole_week(told, company.week_start)):
        return ()
    began = await store.beginnings.all_here(company.workspace)
    silent = await store.preferences.off(company.workspace, Switch.NAMED_IN_ROUNDUPS) if began else ()
    return anniversaries_in(week_to_come(told), began, silent)


async def _tellable(store: Store, workspace: WorkspaceId, when: When) -> list[Shoutout]:
    """Enough stories of each team, without people who do not want to be named in roundups."""
    silent = await unnamed(store, workspace)
    room = PLACES
    while True:
        found = await store.shoutouts.stories(workspace, when, room)
        told = [one for story in found if (one := retold(story, silent))]
        # Each story that is not told makes room for one more of its team.
        if room >= PLACES + len(found) - len(told):
            return told
        room = PLACES + len(found) - len(told)
