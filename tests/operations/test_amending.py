"""A post may stand in another's place or in its thread; whatever Slack does with the call, once."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Star, Style
from northstar_bot.domain.deliveries import Plan, Receipt, State
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.readings import Reading

LESSONS = MetricKey("lessons")
FAULTS = {
    "too many requests": {"status": 429, "retry_after": 40},
    "an error before it was taken": {"status": 500},
    "a reset before it was taken": {"reset": True},
    "a reset after it was taken": {"reset": True, "after_accept": True},
    "a hang after it was taken": {"hang": True, "after_accept": True},
}


@dataclass(frozen=True)
class Posted:
    """A digest that stands in the channel, and ways to plan more about it."""

    stage: object
    clock: object
    message: object

    async def plan(self, **details):
        now = self.clock.now()
        plan = Plan(
            self.stage.bot.workspace, "digest", self.stage.growth.id, "2026-W46", now, details=details
        )
        async with self.stage.bot.house.transactions.write() as store:
            await store.deliveries.plan([plan])
        for _ in range(16):
            self.clock.advance(seconds=75)
            await self.stage.settle()
            await self.stage.bot.work.audit.audit(self.clock.now())

    @property
    def place(self):
        return Receipt(self.stage.growth.id, self.message.ts).place

    async def state(self):
        async with self.stage.bot.house.transactions.read() as store:
            rows = await store.deliveries.recent(self.stage.bot.workspace, 50)
        return next(row.state for row in rows if row.plan.period == "2026-W46")


@pytest.fixture
async def posted(impatient, embedded, clock):
    await embedded.declare(
        star=Star(1, LESSONS, "Everybody learns.", "Weekly lessons", since=clock.now().date()),
        metrics=(Metric(LESSONS, "Weekly lessons", Kind.STAR, style=Style.COUNT),),
        owners=(PersonId(embedded.ana.id),),
    )
    embedded.slack.scopes = {*embedded.slack.scopes, "channels:history"}
    week, now = Week.parse("2026-W47"), clock.now()
    readings = [
        Reading(LESSONS, week.plus(-back), 1000.0 + back, recorded_at=now - timedelta(days=1))
        for back in range(12)
    ]
    async with embedded.bot.house.transactions.write() as store:
        await store.readings.add(embedded.bot.workspace, readings)
        await store.deliveries.plan(
            [Plan(embedded.bot.workspace, "digest", embedded.growth.id, "2026-W47", now)]
        )
    await embedded.settle()
    (message,) = [one for one in embedded.growth.messages if one.author is embedded.slack.bot]
    assert "1,000" in message.plain
    return Posted(embedded, clock, message)


@pytest.mark.parametrize("fault", [None, *FAULTS.values()], ids=["no fault", *FAULTS])
async def test_an_edit_takes_the_place_of_the_message(posted, fault):
    if fault:
        posted.stage.slack.faults.add("chat.update", **fault)
    replies = len(posted.message.thread)
    await posted.plan(edits=posted.place)
    assert "1,001" in posted.message.plain
    assert "1,000 " not in posted.message.plain
    assert [one for one in posted.stage.growth.messages if one.thread_ts in {None, one.ts}] == [
        posted.message
    ]
    assert len(posted.message.thread) == replies
    assert await posted.state() is State.SENT


async def test_an_edit_of_a_message_that_is_gone_ends_quietly(posted):
    posted.message.deleted = True
    await posted.plan(edits=posted.place)
    assert await posted.state() is State.SENT
    assert not [one for one in posted.stage.ana.dm.messages if "Could not" in one.plain]


@pytest.mark.parametrize("fault", [None, *FAULTS.values()], ids=["no fault", *FAULTS])
async def test_a_reply_is_said_once_in_the_thread(posted, fault):
    if fault:
        posted.stage.slack.faults.add("chat.postMessage", **fault)
    before = len(posted.message.thread)
    await posted.plan(under=posted.place)
    # The digest's own reply goes under the same message.
    said = [one for one in posted.message.thread[before:] if "1,001" in one.plain and one.blocks]
    assert len([one for one in said if one.metadata]) == 1
    assert await posted.state() is State.SENT
