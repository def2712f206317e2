"""A process may die anywhere on the way of one post: the next one brings it to exactly one message."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.support.posting import MONDAY_NINE, Channel, Killed, Worker, declare, rows, states

from northstar_bot.services.composers import Composer


async def _die(plan, now):
    raise Killed


PLAN_POINTS = {"2 inside planning": ("before", 1), "3 after planning": ("after", 1)}
PUMP_POINTS = {
    "inside the claim": ("before", 1),
    "4 after the claim": ("after", 1),
    "inside the intent": ("before", 2),
    "6 after the intent": ("after", 2),
    "9 answered, not written down": ("before", 3),
    "10 written down": ("after", 3),
}
CALL_POINTS = {"7 request on its way": "die before", "8 accepted, no answer yet": "die after"}
POINTS = ["1 before planning", *PLAN_POINTS, *PUMP_POINTS, "5 after composing", *CALL_POINTS]


@pytest.fixture
async def channel(store, clock):
    """A schedule that has been seen before its time, which is now."""
    clock.moment = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    channel = Channel(clock)
    await declare(store, MONDAY_NINE)
    await Worker(store, clock, channel).plan()
    clock.advance(minutes=1)
    return channel


async def _until_it_dies(point, store, clock, channel):
    if point in CALL_POINTS:
        channel.script = [CALL_POINTS[point]]
    composers = {"digest": Composer(_die)} if point.startswith("5") else {}
    if point.startswith("1 "):
        return
    planner = Worker(store, clock, channel, cut=PLAN_POINTS.get(point))
    if point in PLAN_POINTS:
        with pytest.raises(Killed):
            await planner.plan()
        return
    await planner.plan()
    with pytest.raises(Killed):
        await Worker(store, clock, channel, cut=PUMP_POINTS.get(point), composers=composers).pump()


@pytest.mark.parametrize("point", POINTS)
async def test_one_message_whatever_the_moment_of_death(store, clock, channel, point):
    await _until_it_dies(point, store, clock, channel)
    clock.advance(minutes=2)
    await Worker(store, clock, channel).work()
    assert channel.posts() == ["2026-W47"]
    assert await states(store) == ["sent"]


@pytest.mark.parametrize("point", ["6 after the intent", *CALL_POINTS, "9 answered, not written down"])
async def test_a_doubt_that_cannot_be_cleared_goes_to_the_owner(store, clock, channel, point):
    channel.readable = False
    await _until_it_dies(point, store, clock, channel)
    clock.advance(minutes=2)
    await Worker(store, clock, channel).work()
    assert len(channel.posts()) <= 1
    assert await states(store) == ["unknown"]
    (notice,) = channel.posts("undelivered")
    assert notice.delivery.plan.period == "2026-W47"


async def test_a_worker_that_lost_its_row_can_write_nothing(store, clock, channel):
    await Worker(store, clock, channel).plan()
    async with store.write() as opened:
        (old,) = await opened.deliveries.claim(clock.now(), 10, timedelta(seconds=60))
    clock.advance(seconds=61)
    async with store.write() as opened:
        (new,) = await opened.deliveries.claim(clock.now(), 10, timedelta(seconds=60))
        assert new.epoch == old.epoch + 1
        assert await opened.deliveries.mark_sending(old, clock.now(), timedelta(seconds=60)) is None
        assert not await opened.deliveries.retry(old, clock.now(), clock.now(), "late")
        assert not await opened.deliveries.is_ours(old)
        assert await opened.deliveries.is_ours(new)


async def test_a_worker_frozen_while_composing_posts_nothing(store, clock, channel):
    async def freeze(plan, now):
        clock.advance(seconds=90)
        await Worker(store, clock, channel).pump()
        return "from the frozen one"

    await Worker(store, clock, channel).plan()
    await Worker(store, clock, channel, composers={"digest": Composer(freeze)}).pump()
    assert len(channel.posts()) == 1
    assert "from the frozen one" not in channel.posts()


@pytest.mark.parametrize("seconds", [46, 90])
async def test_a_worker_frozen_between_intent_and_call_does_not_make_the_call(store, clock, channel, seconds):
    async def freeze():
        clock.advance(seconds=seconds)
        await Worker(store, clock, channel).pump()

    frozen = Worker(store, clock, channel)
    await frozen.plan()
    frozen.transactions.writes, frozen.transactions.freeze = 0, (2, freeze)
    await frozen.pump()
    assert len(channel.calls) == (1 if seconds > 60 else 0)
    await Worker(store, clock, channel).work()
    assert (len(channel.calls), channel.posts(), await states(store)) == (1, ["2026-W47"], ["sent"])


async def test_a_worker_frozen_in_the_call_leaves_a_twin_that_the_audit_takes_back(store, clock, channel):
    async def thaw_late(workspace, target, post, *, key, under):
        assert under is None
        clock.advance(seconds=90)
        await Worker(store, clock, channel).pump()
        return channel.accept(target, post, key)

    frozen_call = Channel(clock)
    frozen_call.publish = thaw_late
    await Worker(store, clock, channel).plan()
    await Worker(store, clock, frozen_call).pump()
    assert len(channel.posts()) == 2
    clock.advance(minutes=11)
    assert await Worker(store, clock, channel).audit() == 1
    assert len(channel.posts()) == 1
    (row,) = await rows(store)
    assert row.ts == channel.messages[0][2].ts
