"""The ledger's own promises: gates, one row in flight per channel, lists, and walls between workspaces."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.posting import ACME, MONDAY_NINE, declare, rows

from northstar_bot.domain.deliveries import Plan, Receipt, State
from northstar_bot.domain.ids import WorkspaceId

LEASE = timedelta(seconds=60)
GLOBEX = WorkspaceId("globex")


@pytest.fixture
async def plan(store, clock):
    await declare(store, MONDAY_NINE)
    await declare(store, workspace=GLOBEX)
    return Plan(ACME, "digest", "C1", "2026-W47", clock.now(), details={"schedule": "monday"})


async def _claim(store, clock, limit=10):
    async with store.write() as opened:
        return await opened.deliveries.claim(clock.now(), limit, LEASE)


async def _plan(store, *plans):
    async with store.write() as opened:
        return await opened.deliveries.plan(plans)


async def test_a_claim_takes_no_more_than_its_limit_and_only_what_is_due(store, clock, plan):
    await _plan(store, *(replace(plan, target=f"C{n}") for n in range(5)))
    await _plan(store, replace(plan, target="later", due_at=clock.now() + timedelta(seconds=1)))
    assert len(await _claim(store, clock, 3)) == 3
    assert len(await _claim(store, clock, 3)) == 2
    assert await _claim(store, clock, 3) == []


async def test_one_row_per_channel_is_in_flight(store, clock, plan):
    await _plan(store, plan, replace(plan, period="2026-W48"), replace(plan, workspace=GLOBEX))
    first = await _claim(store, clock)
    assert sorted(row.plan.workspace for row in first) == ["acme", "globex"]
    assert await _claim(store, clock) == []
    async with store.write() as opened:
        for row in first:
            await opened.deliveries.settle(row, State.NOTHING_TO_SAY, clock.now())
    assert [row.plan.period for row in await _claim(store, clock)] == ["2026-W48"]


async def test_a_row_that_waits_for_its_next_try_does_not_hold_the_channel(store, clock, plan):
    await _plan(store, plan, replace(plan, period="2026-W48"))
    (first,) = await _claim(store, clock)
    async with store.write() as opened:
        await opened.deliveries.retry(first, clock.now(), clock.now() + timedelta(minutes=5), "busy")
    assert [row.plan.period for row in await _claim(store, clock)] == ["2026-W48"]


async def test_a_lease_that_ends_makes_the_row_due_again(store, clock, plan):
    await _plan(store, plan)
    await _claim(store, clock)
    clock.advance(seconds=59)
    assert await _claim(store, clock) == []
    clock.advance(seconds=1)
    assert len(await _claim(store, clock)) == 1


async def test_what_is_sent_stays_sent(store, clock, plan):
    await _plan(store, plan)
    (row,) = await _claim(store, clock)
    async with store.write() as opened:
        assert await opened.deliveries.settle_sent(row, Receipt("C1", "1.1"), clock.now())
        assert not await opened.deliveries.settle(row, State.FAILED, clock.now())
        assert not await opened.deliveries.resend(ACME, row.id, clock.now(), LEASE)


async def test_a_gate_lets_one_pass_per_interval_whoever_comes(store, clock):
    async def ask():
        async with store.write() as opened:
            return await opened.deliveries.take_turn("acme:C1", clock.now(), timedelta(seconds=1))

    answers = await asyncio.gather(*(ask() for _ in range(8)))
    assert answers.count(None) == 1
    assert {answer for answer in answers if answer} == {clock.now() + timedelta(seconds=1)}
    clock.advance(seconds=1)
    assert await ask() is None


async def test_a_closed_gate_is_never_opened_earlier_by_another(store, clock):
    async with store.write() as opened:
        await opened.deliveries.close_gate("acme", clock.now() + timedelta(seconds=60))
        await opened.deliveries.close_gate("acme", clock.now() + timedelta(seconds=5))
        assert await opened.deliveries.opens_at("acme", clock.now()) == clock.now() + timedelta(seconds=60)


async def test_pausing_takes_the_row_from_a_worker_that_has_not_sent_yet(store, clock, plan):
    await _plan(store, plan)
    (row,) = await _claim(store, clock)
    async with store.write() as opened:
        assert await opened.deliveries.pause(ACME, "monday", "by hand", clock.now())
        assert not await opened.deliveries.pause(ACME, "monday", "by hand", clock.now())
        assert await opened.deliveries.mark_sending(row, clock.now(), LEASE) is None
    clock.advance(minutes=2)
    assert await _claim(store, clock) == []


async def test_trouble_is_what_is_overdue_failed_or_unknown(store, clock, plan):
    await _plan(store, plan, replace(plan, target="C2"), replace(plan, workspace=GLOBEX))
    claimed = {row.plan.target + row.plan.workspace: row for row in await _claim(store, clock)}
    async with store.write() as opened:
        await opened.deliveries.settle(claimed["C2acme"], State.UNKNOWN, clock.now(), "reset")
        await opened.deliveries.settle(claimed["C1globex"], State.FAILED, clock.now(), "gone")
    async with store.read() as opened:
        assert [row.plan.target for row in await opened.deliveries.in_trouble(clock.now(), ACME)] == ["C2"]
    clock.advance(minutes=11)
    async with store.read() as opened:
        here = await opened.deliveries.in_trouble(clock.now(), ACME)
        everywhere = await opened.deliveries.in_trouble(clock.now())
        assert (len(here), len(everywhere)) == (2, 3)
        assert await opened.deliveries.counts(ACME) == {State.DUE: 1, State.UNKNOWN: 1}
        assert (await opened.deliveries.counts())[State.FAILED] == 1


async def test_a_workspace_sees_and_moves_only_its_own(store, clock, plan):
    await _plan(store, plan)
    (row,) = await rows(store)
    async with store.write() as opened:
        assert await opened.deliveries.get(GLOBEX, row.id) is None
        assert await opened.deliveries.recent(GLOBEX) == []
        assert not await opened.deliveries.resend(GLOBEX, row.id, clock.now(), LEASE)
        await opened.deliveries.pause(GLOBEX, "monday", "by hand", clock.now())
        assert await opened.deliveries.paused(ACME) == []
    assert [each.state for each in await rows(store)] == ["due"]
