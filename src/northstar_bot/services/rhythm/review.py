"""The monthly “what we said, what we did”: the same for the schedule and the preview."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.line import known_weeks, line_of
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.numbers.process_behaviour import Basis
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests.review import Movement, Review, parked_of, rows_of, weeks_of
from northstar_bot.services.declared import declared
from northstar_bot.services.numbers.week_view import series_through
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class ReviewService:
    """What a month came to; `owners` come from the environment."""

    unit_of_work: UnitOfWork
    clock: Clock
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    async def preview(self, viewer: Viewer, month: Month | None = None) -> Review:
        """What a schedule would post about `month`, the last one that is over when not said."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
            this = _month_of(company, now)
            wanted = month or this.previous
            if wanted > this:
                raise BadInput(f"{wanted} is still to come.", f"Ask for {this}, or an earlier month.")
            return replace(await self._review(store, company, wanted, now), preview=True)

    async def compose(self, plan: Plan, now: datetime) -> Review | None:
        """The post of a schedule; None when nothing was decided and nothing shipped."""
        return await self.of(plan.workspace, Month.parse(plan.period), now)

    async def of(self, workspace: WorkspaceId, month: Month, now: datetime) -> Review | None:
        """The month as known at `now`; None when there is nothing to tell."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            review = await self._review(store, company, month, now) if company else None
        return None if review is None or review.is_empty else review

    async def _review(self, store: Store, company: Company, month: Month, now: datetime) -> Review:
        workspace = company.workspace
        since, until = (instant_of(each.start, time(0), company.zone) for each in (month, month.next))
        said = await store.review.said(workspace, since, until)
        shipped = await store.review.shipped(workspace, month.start, month.end)
        owners = {*self.owners, *company.owners}
        return Review(
            month=month,
            rows=rows_of(company, said, shipped, await _movements(store, company, month, now)),
            parked=parked_of(said),
            exempt=await store.steps.exempt_share(workspace, since, until),
            obligations=await store.review.obligations(workspace, since, until),
            pace=await store.second_weighings.pace(workspace, since, until, owners),
            so_far=now < until,
        )


def _month_of(company: Company, now: datetime) -> Month:
    return Month.of(now.astimezone(ZoneInfo(company.zone)).date())


async def _movements(
    store: Store, company: Company, month: Month, now: datetime
) -> Mapping[MetricKey, Movement]:
    """How each input moved in the complete weeks of the month."""
    weeks = weeks_of(month, company.week_start)
    known = await series_through(store, company, company.of_kind(Kind.INPUT), weeks[-1])
    basis = Basis(company.limits, centre=company.centre)
    found = {}
    for key, series in known.items():
        lines = (
            line_of(series, known_weeks(series, week, company.zone), week, now, company.zone, basis)
            for week in weeks
        )
        found[key] = Movement(tuple(line for line in lines if line.complete))
    return found
