"""The weekly digest: one way to make it, for the schedule, the preview and the command line."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.declared_fields import nearest
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.audience import audiences
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.digest.digest import WHOLE, Digest, Renewal
from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.numbers.week_view import next_post, week_of
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock

# A few minutes of waiting in line are not worth a word.
LATE_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DigestService:
    """What the week came to."""

    unit_of_work: UnitOfWork
    clock: Clock
    calendar: Calendar = NO_HOLIDAYS

    async def build(
        self,
        workspace: WorkspaceId,
        week: Week | None = None,
        plan: Plan | None = None,
        audience: str = WHOLE,
        *,
        afterwards: bool = False,
    ) -> Digest | None:
        """The digest of `week` (that of the plan, or the last closed one if left out); None while no star is declared.

        With the `plan` of a delivery it says when it is late, and when that schedule posts next. A week before the
        last closed one is told `afterwards`: with what is known of it today, and nothing of today.
        """
        now = self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None or company.star is None:
                return None
            closed = company.closed_week(now)
            planned = company.week_named(plan.period.split()[0]) if plan else closed
            asked = week or planned
            past = plan is None and (afterwards or asked < closed)
            occasion = Occasion(
                now,
                due_at=_due(plan) if plan else None,
                next_at=None if past else self._next(company, now, plan),
                late=plan is not None and ("late" in plan.details or now - plan.due_at > LATE_AFTER),
                audience=plan.details.get("audience", audience) if plan else audience,
                renewal=Renewal(plan.details["renewal"]) if plan and "renewal" in plan.details else None,
                channel=plan.target if plan else None,
                afterwards=past,
            )
            return await week_of(store, company, company.star, asked, occasion)

    def _next(self, company: Company, now: datetime, plan: Plan | None) -> datetime | None:
        off = self.calendar.off(company, now)
        return next_post(company.schedules, now, plan.schedule if plan else None, off)

    async def preview(self, viewer: Viewer, week: Week | None = None, audience: str = WHOLE) -> Digest:
        """What a schedule would post for `audience`, marked as a preview."""
        must_be_member(viewer)
        await self.must_know(viewer.workspace, audience)
        digest = await self.build(viewer.workspace, week, audience=audience)
        if digest is None:
            raise NotFound(
                "There is no North Star yet, so there is nothing to report.",
                "An owner can set one in /northstar settings.",
            )
        return replace(digest, preview=True)

    async def must_know(self, workspace: WorkspaceId, audience: str) -> None:
        """BadInput when there is no such audience here."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
        known = audiences(company) if company else (WHOLE,)
        if audience not in known:
            raise BadInput(f"There is no digest for “{audience[:40]}”.", nearest(audience, known))

    async def compose(self, plan: Plan, now: datetime) -> Digest | None:
        """The post of a schedule; a week that cannot be compared is said, not skipped."""
        del now
        return await self.build(plan.workspace, plan=plan)


def _due(plan: Plan) -> datetime:
    """When it was due; of an edit of one that came late, when that was."""
    late = plan.details.get("late")
    return datetime.fromisoformat(late) if late else plan.due_at
