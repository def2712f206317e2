"""Appeal against a no and drop a yes: what people do with a request beyond its verdict, and the exempt share."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, NotAllowed
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role, Viewer, must_be_member, must_hold
from northstar_bot.domain.requests import appeals
from northstar_bot.domain.requests.appeals import AppealForm
from northstar_bot.domain.requests.drops import may_drop, reason_of
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.life_views import DropForm
from northstar_bot.domain.requests.moves import Act, can, move
from northstar_bot.domain.requests.requests import Request, Verdict
from northstar_bot.domain.requests.steps import Step
from northstar_bot.domain.requests.weighing import must_be_anothers
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.appeal_gate import desk_about, others_who_decide
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.second_turn import must_not_be_blind
from northstar_bot.services.requests.telling import also_followers
from northstar_bot.services.requests.time_asked import plan_ended

DROPPED = "dropped"
GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RequestLifeService:
    """Writes are one transaction each; every move is from the state that was seen."""

    unit_of_work: UnitOfWork
    clock: Clock
    configured_owners: frozenset[PersonId] = frozenset()

    async def appeal_form(self, viewer: Viewer, number: int) -> AppealForm:
        """The no beside the form, for the one who may appeal against it."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            request, no = await self._appealable(store, viewer, number)
            others = await others_who_decide(store, company, request, self.configured_owners, no.decider)
        return AppealForm(request, no, len(others))

    async def appeal(self, viewer: Viewer, number: int, text: str) -> AppealForm:
        """Open a declined request again with what is new; whoever said no does not decide it, if others can."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            request, no = await self._appealable(store, viewer, number)
            notes = await store.requests.notes(viewer.workspace, number)
            said = [request.title, request.problem, *(note.text for note in notes)]
            evidence = appeals.new_evidence(text, said)
            others = await others_who_decide(store, company, request, self.configured_owners, no.decider)
            moved = await self._moved(store, request, Act.APPEAL)
            not_by = no.decider if others else None
            step = Step(number, Act.APPEAL, now, viewer.person.id, evidence, not_by)
            await store.steps.add(viewer.workspace, step)
        return AppealForm(moved, no, len(others))

    async def drop_form(self, viewer: Viewer, number: int) -> DropForm:
        """The request beside the form, for somebody who may drop it."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return DropForm(await self._droppable(store, viewer, await company_of(store, viewer), number))

    async def drop(self, viewer: Viewer, number: int, reason: str) -> Request:
        """Say that what was accepted will not be built; its asker and followers read why."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            request = await self._droppable(store, viewer, company, number)
            told = reason_of(reason, [name for team in company.teams for name in (team.name, team.key)])
            moved = await self._moved(store, request, Act.DROP)
            step = Step(number, Act.DROP, now, viewer.person.id, told)
            await store.steps.add(viewer.workspace, step)
            plans = await also_followers(store, company, moved, _news(moved, now), self.configured_owners)
            await store.deliveries.plan([*plans, *plan_ended(moved, now)])
        return moved

    async def exempt_share(self, viewer: Viewer, since: datetime, until: datetime) -> ExemptShare:
        """How much of what was decided from `since` to before `until` an obligation decided."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            return await store.steps.exempt_share(viewer.workspace, since, until)

    async def exempt_lately(self, viewer: Viewer, amount: int = 100) -> ExemptShare | None:
        """The same of the latest `amount` decisions, for those who look after it; None for everybody else."""
        must_be_member(viewer)
        if not viewer.holds(Role.STEWARD):
            return None
        async with self.unit_of_work.read() as store:
            return await store.steps.exempt_lately(viewer.workspace, amount)

    async def _appealable(self, store: Store, viewer: Viewer, number: int) -> tuple[Request, Verdict]:
        request = await found(store, viewer, number)
        verdicts = await store.requests.verdicts(viewer.workspace, number)
        steps = await store.steps.of(viewer.workspace, number)
        return request, appeals.must_be_appealable(request, viewer.person.id, verdicts, steps)

    async def _droppable(self, store: Store, viewer: Viewer, company: Company, number: int) -> Request:
        request = await found(store, viewer, number)
        must_be_anothers(request, viewer.person.id)
        await must_not_be_blind(store, company, viewer, number)
        verdicts = await store.requests.verdicts(viewer.workspace, number)
        if not may_drop(await desk_about(store, company, viewer, request), request, verdicts):
            raise NotAllowed(
                "Only its deciders can drop what was accepted.", "Ask a decider, a steward or an owner."
            )
        if not can(request.state, Act.DROP):
            raise AlreadyDone(
                f"Only what is accepted can be dropped, and request #{number} is {request.state}.",
                f"See /northstar why {number}.",
            )
        return request

    async def _moved(self, store: Store, request: Request, act: Act) -> Request:
        moved = await store.requests.move(request, move(request.state, act), self.clock.now())
        if moved is None:
            raise AlreadyDone(
                f"Request #{request.number} has changed meanwhile. Nothing was saved.",
                f"See /northstar why {request.number}.",
            )
        return moved


def _news(request: Request, now: datetime) -> list[Plan]:
    return [
        Plan(
            workspace=request.workspace,
            kind=DROPPED,
            target=reader,
            period=f"request-{request.number}-{request.moves}",
            due_at=now,
            grace=GRACE,
            details={"number": str(request.number)},
        )
        for reader in request.wanted_by
    ]
