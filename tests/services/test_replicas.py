"""Several equal workers on one database: each post once, none forgotten, nobody in charge."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.support.posting import ACME, MONDAY_NINE, Channel, Worker, busy, declare, states

from northstar_bot.domain.deliveries import Plan
from northstar_bot.services.composers import Composer

ROWS = 200


@dataclass
class Skewed:
    """A clock that differs from the true one."""

    true: object
    by: timedelta

    def now(self):
        return self.true.now() + self.by


async def _text(plan, now):
    await asyncio.sleep(0)
    return plan.target


async def test_two_hundred_posts_at_one_instant_are_sent_once_each_by_three_replicas(store, clock):
    channel = Channel(clock)
    await declare(store, MONDAY_NINE)
    plans = [Plan(ACME, "digest", f"C{number}", "2026-W47", clock.now()) for number in range(ROWS)]
    channel.script = ["accept", busy(1), "lost on the way back", "lost on the way"] + ["accept"] * 40
    composers = {"digest": Composer(_text)}
    crew = [Worker(store, clock, channel, composers=composers) for _ in range(3)]

    async def planned(worker):
        async with worker.store.write() as opened:
            return await opened.deliveries.plan(plans)

    assert sum(await asyncio.gather(*(planned(worker) for worker in crew))) == ROWS

    async def drain(worker):
        while await worker.pump():
            pass

    for _ in range(6):
        await asyncio.gather(*(drain(worker) for worker in crew))
        clock.advance(seconds=31)
    assert sorted(channel.posts()) == sorted(plan.target for plan in plans)
    assert set(await states(store)) == {"sent"}


async def test_replicas_whose_clocks_differ_by_minutes_post_once(store, clock):
    clock.moment = datetime(2026, 11, 23, 7, 50, tzinfo=UTC)
    channel = Channel(clock)
    await declare(store, MONDAY_NINE)
    crew = [Worker(store, Skewed(clock, timedelta(minutes=off)), channel) for off in (-5, 0, 5)]
    for _ in range(60):
        for worker in crew:
            await worker.plan()
        await asyncio.gather(*(worker.pump() for worker in crew))
        clock.advance(seconds=30)
    assert channel.posts() == ["2026-W47"]
    assert await states(store) == ["sent"]
