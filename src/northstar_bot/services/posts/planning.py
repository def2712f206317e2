"""Planning: what each workspace's schedules make due is written into the ledger, by any replica, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.planning import Due, due_of, shape_of
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.isolation import Broken, isolated
from northstar_bot.services.ports.deliveries import Mark
from northstar_bot.services.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Step:
    """One schedule's way forward: what to write, and how far it will then have been planned."""

    schedule: str
    mark: Mark
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Looks at all schedules.

    A schedule that is new, or was changed, is planned from the moment it is first seen: nothing of its past
    is posted. A mark that lies ahead of the clock is drawn back to it; the once-only key makes that harmless.
    """

    unit_of_work: UnitOfWork
    calendar: Calendar = NO_HOLIDAYS

    async def plan_due(self, now: datetime) -> int:
        """Plan for every workspace; one that fails does not stop the next. Returns how many posts are new."""
        async with self.unit_of_work.read() as store:
            left = await store.installations.removed()
            workspaces = [one for one in await store.companies.all_ids() if one not in left]
        planned = 0
        for workspace in workspaces:
            new = await isolated(f"plan {workspace}", self._plan(workspace, now))
            planned += 0 if isinstance(new, Broken) else new
        return planned

    async def _plan(self, workspace: WorkspaceId, now: datetime) -> int:
        steps = await self._steps(workspace, now)
        if not steps:
            return 0
        async with self.unit_of_work.write() as store:
            planned = 0
            for step in steps:
                await store.deliveries.set_mark(workspace, step.schedule, step.mark)
                if step.due is not None:
                    await store.deliveries.skip(step.due.missed, now)
                    planned += await store.deliveries.plan([step.due.post] if step.due.post else [])
        return planned

    async def _steps(self, workspace: WorkspaceId, now: datetime) -> Sequence[Step]:
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            marks = await store.deliveries.marks(workspace)
            resting = {pause.schedule for pause in await store.deliveries.paused(workspace)}
        awake = [each for each in company.schedules if each.key not in resting] if company else []
        off = self.calendar.off(company, now) if company else NO_DAYS_OFF
        found = (_step(company, schedule, marks.get(schedule.key), now, off) for schedule in awake if company)
        return [step for step in found if step is not None]


def _step(
    company: Company, schedule: Schedule, mark: Mark | None, now: datetime, off: DaysOff
) -> Step | None:
    shape = shape_of(schedule)
    if mark is None or mark.shape != shape or mark.planned_through > now:
        return Step(schedule.key, Mark(shape, now))
    due = due_of(company.workspace, schedule, mark.planned_through, now, off, company.week_start)
    return Step(schedule.key, Mark(shape, due.through), due) if due else None
