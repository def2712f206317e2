"""A company whose requests stand in every state, and the draft of its next star."""

from dataclasses import replace
from datetime import date, time
from itertools import count

from sqlalchemy import text
from tests.support.requests import COMPANY, NOTIFICATIONS, STAR, viewer_of

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Dimension, ExitCriterion, Kind, Metric
from northstar_bot.domain.people import Person, Role
from northstar_bot.domain.requests.moves import FLAGGABLE
from northstar_bot.domain.requests.requests import Answer, Evidence, Request, State, Verdict, WakeOn
from northstar_bot.domain.requests.weighing import wording

OWNER, SECOND_OWNER = viewer_of("UANA", Role.OWNER), viewer_of("UBOB", Role.OWNER)
STEWARD, MEMBER = viewer_of("USTE", Role.STEWARD), viewer_of("UMEM")
DECIDER = viewer_of("UDEC", Role.DECIDER)
FORM = {
    "name": "Weekly lessons completed",
    "metric": "new",
    "vision": "Every student finishes a lesson.",
    "reason": "Daily users rose every week while schools left.",
    "input.new_users": "keep",
    "input.return_days": "retire",
    "input.clicks": "becomes-1",
    "new_inputs": "depth: Lessons assigned",
}
OWNED = replace(
    COMPANY,
    owners=("UANA", "UBOB"),
    stewards=("USTE",),
    deciders=("UDEC",),
    metrics=(*COMPANY.metrics, Metric("clicks", "Clicks", Kind.INPUT, dimension=Dimension.DEPTH)),
    schedules=(
        Schedule("monday", PostKind.DIGEST, "C1", 0, time(9), "Europe/Berlin"),
        Schedule("thanks", PostKind.ROUNDUP, "C2", 0, time(9), "Europe/Berlin"),
    ),
)
FIRST_STAR = replace(STAR, exit_criteria=(ExitCriterion("1,000 schools"),), since=date(2026, 1, 5))
_KEYS = count(1)


async def founded(store, clock, company=OWNED):
    async with store.write() as opened:
        await opened.companies.save(company)
        await opened.companies.set_first_star("acme", FIRST_STAR)
        await opened.people.remember("acme", [Person("UANA", "Ana"), Person("UBOB", "Bob")], clock.now())


async def add(store, clock, state, *, asker="UASK", stated=None, decided=None, exempt=False, wake_on=None):
    """One request as it stands, with the verdict that led there."""
    answers = {State.ACCEPTED: Answer.YES, State.DECLINED: Answer.NO, State.PARKED: Answer.PARK,
               State.SHIPPED: Answer.YES, State.DROPPED: Answer.YES, State.NEEDS_INFO: Answer.ASK_BACK,
               State.DUPLICATE: Answer.DUPLICATE}  # fmt: skip
    async with store.write() as opened:
        request = Request(
            "acme", 0, asker, "bug fix", NOTIFICATIONS.title, NOTIFICATIONS.problem, Evidence.SEEN, clock.now(),
            input=stated,
        )  # fmt: skip
        kept, _ = await opened.requests.add(request, f"key:{next(_KEYS)}")
        if state is State.OPEN:
            return kept.number
        await opened.requests.move(kept, state, clock.now())
        if answer := answers.get(state):
            verdict = Verdict(
                kept.number, answer, answer, "R2", "UDEC", clock.now(), 1, wording(replace(FIRST_STAR, version=1)),
                input=decided, exempt=exempt, wake_on=wake_on if state is State.PARKED else None,
            )  # fmt: skip
            await opened.requests.add_verdict("acme", verdict)
        return kept.number


async def one_of_each(store, clock):
    """Every state, with and without an input that lives on; two askers."""
    for state in State:
        for at, decided in enumerate(("new_users", "clicks", "return_days", None)):
            wake_on = list(WakeOn)[at % len(WakeOn)]
            await add(
                store, clock, state, asker=f"UASK{at % 2}", stated=decided, decided=decided, wake_on=wake_on
            )
    await add(store, clock, State.ACCEPTED, decided="return_days", exempt=True)


async def rows(store, table):
    async with store.read() as opened:
        question = text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
        found = await opened.deliveries._connection.execute(question)
        return [dict(row) for row in found.mappings()]


async def dump(store):
    """Everything in the database, as text."""
    tables = (
        "workspace",
        "star",
        "request",
        "request_note",
        "verdict",
        "pivot",
        "pivot_item",
        "delivery",
        "person",
    )
    return {table: [str(row) for row in await rows(store, table)] for table in tables}


def live(found):
    return [row for row in found if State(row["state"]) in FLAGGABLE]
