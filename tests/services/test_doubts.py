"""Promises that a new star put in doubt stand until somebody speaks; stewards read of them every week."""

import pytest
from sqlalchemy import select
from tests.support.pivots import DECIDER, FORM, OWNER, SECOND_OWNER, add, founded

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import State
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.requests.calendar import DOUBTS, RequestCalendar
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.storage.tables.deliveries import delivery


@pytest.fixture
async def pivoted(store, clock):
    """Three promises of which the pivot of today, a Monday, puts two in doubt."""
    await founded(store, clock)
    for decided in ("return_days", "return_days", "new_users"):
        await add(store, clock, State.ACCEPTED, decided=decided)
    pivot = PivotService(store, clock)
    await pivot.approve(SECOND_OWNER, (await pivot.propose(OWNER, FORM)).id)
    return pivot


async def _listed(store):
    """The weeks that are planned, and what the last of them says."""
    async with store.read() as opened:
        found = select(delivery).where(delivery.c.kind == DOUBTS).order_by(delivery.c.period)
        rows = (await opened.deliveries._connection.execute(found)).mappings().all()
    if not rows:
        return [], None
    plan = Plan("acme", DOUBTS, rows[-1]["target"], rows[-1]["period"], rows[-1]["due_at"])
    said = await LifePosts(store).doubts(plan, plan.due_at)
    return [(row["target"], row["period"]) for row in rows], said


async def test_stewards_read_of_doubts_weekly_from_ten_working_days_on(pivoted, store, clock):
    calendar = RequestCalendar(store)
    for _ in range(4 * 7):
        await calendar.list_doubts("acme", clock.now())
        clock.advance(hours=24)
    weeks, said = await _listed(store)
    assert weeks == [("USTE", "2026-W50"), ("USTE", "2026-W51")]
    assert [request.number for request in said.requests] == [1, 2]


async def test_what_somebody_kept_is_not_listed_and_silence_keeps_the_rest(pivoted, store, clock):
    await pivoted.keep(DECIDER, 1)
    clock.advance(days=21, hours=3)
    await RequestCalendar(store).list_doubts("acme", clock.now())
    _, said = await _listed(store)
    assert ([request.number for request in said.requests], said.total) == ([2], 1)
    await pivoted.keep(DECIDER, 2)
    assert (await _listed(store))[1] is None
    accepted = await RequestService(store, clock).list(OWNER, Query(Which.ACCEPTED))
    assert {glimpse.state for glimpse in accepted.items} == {State.ACCEPTED}
