"""Telling people that a request asks for their time, and what came of it; the decision is not theirs by that."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.requests.moves import awaits_verdict
from northstar_bot.domain.requests.requests import Answer, Request, State, Verdict
from northstar_bot.domain.requests.time_asked import TimeAsked, TimeDecided
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork

ASKED, DECIDED = "time asked", "time decided"
_GRACE = timedelta(days=30)
_STATES = {
    Answer.YES: State.ACCEPTED,
    Answer.NO: State.DECLINED,
    Answer.PARK: State.PARKED,
    Answer.DUPLICATE: State.DUPLICATE,
}


def plan_asked(request: Request, now: datetime) -> list[Plan]:
    """The message to the person whose time is asked for, once; nothing when they ask themselves."""
    return _plans(ASKED, request, f"request-{request.number}", now, {})


def plan_decided(request: Request, verdict: Verdict, now: datetime) -> list[Plan]:
    """The message about a verdict to the person whose time it is about."""
    if verdict.answer not in _STATES:
        return []
    label = f"request-{request.number}-{verdict.id}"
    return _plans(DECIDED, request, label, now, {"verdict": str(verdict.id)})


def plan_ended(request: Request, now: datetime) -> list[Plan]:
    """The message that a request was withdrawn, dropped or shipped, to the person whose time it asks for."""
    label = f"request-{request.number}-{request.state.value}"
    return _plans(DECIDED, request, label, now, {"state": request.state.value})


def _plans(kind: str, request: Request, period: str, now: datetime, more: dict[str, str]) -> list[Plan]:
    if request.whose_time is None or request.is_own(request.whose_time):
        return []
    details = {"number": str(request.number), **more}
    return [
        Plan(
            workspace=request.workspace,
            kind=kind,
            target=request.whose_time,
            period=period,
            due_at=now,
            grace=_GRACE,
            details=details,
        )
    ]


@dataclass(frozen=True, slots=True)
class TimePosts:
    """Composes both messages as things stand when they go out."""

    unit_of_work: UnitOfWork

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {ASKED: Composer(self.asked), DECIDED: Composer(self.decided)}

    async def asked(self, plan: Plan, now: datetime) -> TimeAsked | None:
        """That it waits; nothing once it does not."""
        del now
        async with self.unit_of_work.read() as store:
            request = await _about(store, plan)
        if request is None or not awaits_verdict(request.state, re_weigh=request.re_weigh):
            return None
        return TimeAsked(request)

    async def decided(self, plan: Plan, now: datetime) -> TimeDecided | None:
        """What came of it."""
        del now
        async with self.unit_of_work.read() as store:
            request = await _about(store, plan)
            given = plan.details.get("verdict")
            verdict = await store.requests.verdict(plan.workspace, int(given)) if given else None
        if request is None or (given and verdict is None):
            return None
        state = _STATES[verdict.answer] if verdict else State(plan.details["state"])
        return TimeDecided(request, state, verdict)


async def _about(store: Store, plan: Plan) -> Request | None:
    """The request, unless Northstar does not serve the person it would be told to."""
    request = await store.requests.find(plan.workspace, int(plan.details["number"]))
    known = await store.people.known(plan.workspace, [PersonId(plan.target)])
    serves = all(person.standing is Standing.MEMBER for person in known.values())
    return request if serves else None
