"""What is posted when time or a person moves a request; composed as things stand when it is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.requests.appeals import desks
from northstar_bot.domain.requests.life_views import Doubts, Dropped, Lapsed, Woken, WokenBatch
from northstar_bot.domain.requests.moves import Act
from northstar_bot.domain.requests.reminders import SHOWN
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import names_then
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.requests.calendar import (
    DOUBTS,
    LAPSED,
    WOKEN,
    WOKEN_WEEK,
    came_back,
    ten_days_before,
)
from northstar_bot.services.requests.life import DROPPED

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LifePosts:
    """None where there is nothing to say any more. `owners` come from the environment."""

    unit_of_work: UnitOfWork
    owners: Collection[PersonId] = frozenset()

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            WOKEN: Composer(self.woken),
            WOKEN_WEEK: Composer(self.woken_week),
            LAPSED: Composer(self.lapsed),
            DROPPED: Composer(self.dropped),
            DOUBTS: Composer(self.doubts),
        }

    async def woken(self, plan: Plan, now: datetime) -> Woken | None:
        """The day of a parked request has come."""
        del now
        async with self.unit_of_work.read() as store:
            request = await _request(store, plan)
        if request is None or request.state is not State.OPEN:
            return None
        return Woken(request, is_asker=request.is_own(PersonId(plan.target)))

    async def lapsed(self, plan: Plan, now: datetime) -> Lapsed | None:
        """A question waited too long."""
        del now
        async with self.unit_of_work.read() as store:
            request = await _request(store, plan)
            verdicts = await store.requests.verdicts(plan.workspace, request.number) if request else ()
        waits = request is not None and request.state is State.PARKED and verdicts
        if request is None or not waits:
            return None
        return Lapsed(request, verdicts[-1], is_asker=request.is_own(PersonId(plan.target)))

    async def dropped(self, plan: Plan, now: datetime) -> Dropped | None:
        """What was accepted will not be built."""
        del now
        async with self.unit_of_work.read() as store:
            request = await _request(store, plan)
            steps = await store.steps.of(plan.workspace, request.number) if request else ()
        step = next((each for each in steps if each.act is Act.DROP), None)
        if request is None or step is None or step.by is None:
            return None
        return Dropped(request, step.by, step.text, is_asker=request.is_own(PersonId(plan.target)))

    async def woken_week(self, plan: Plan, now: datetime) -> WokenBatch | None:
        """What came back within the week before and this decider may weigh."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            here = desks(company, self.owners) if company else ()
            desk = next((each for each in here if each.person == plan.target), None)
            theirs = await came_back(store, plan.workspace, desk, plan.due_at)
        if company is None:
            return None
        since = (plan.due_at - _WEEK).astimezone(ZoneInfo(company.zone)).date()
        return WokenBatch(tuple(theirs[:SHOWN]), len(theirs), since) if theirs else None

    async def doubts(self, plan: Plan, now: datetime) -> Doubts | None:
        """The promises in doubt that nobody has looked at."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            before = ten_days_before(company, now)
            requests, total = await store.steps.in_doubt(plan.workspace, before, SHOWN)
        if company is None or company.star is None or not total:
            return None
        return Doubts(tuple(requests), total, company.star, names_then(company))


async def _request(store: Store, plan: Plan) -> Request | None:
    return await store.requests.find(plan.workspace, int(plan.details["number"]))
