"""Ticks come again and again, one at a time, whatever one of them does; stopping lets one finish."""

import asyncio
from datetime import timedelta

import pytest

from northstar_bot.scheduler import Scheduler, Tick

SOON = timedelta(milliseconds=10)
HOUR = timedelta(hours=1)


class Work:
    """Counts its calls and says when a number of them is reached."""

    def __init__(self, until=1, answers=()):
        self.calls, self.until, self.answers = 0, until, list(answers)
        self.enough = asyncio.Event()

    async def __call__(self):
        self.calls += 1
        if self.calls >= self.until:
            self.enough.set()
        answer = self.answers.pop(0) if self.answers else 0
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def done(self):
        await asyncio.wait_for(self.enough.wait(), 5)


@pytest.fixture
async def begin(clock):
    started = []

    def start(*ticks):
        scheduler = Scheduler(ticks, clock)
        scheduler.start()
        started.append(scheduler)
        return scheduler

    yield start
    for scheduler in started:
        await scheduler.stop()


async def test_a_tick_is_called_at_once_and_then_again(begin):
    soon, seldom = Work(until=3), Work()
    begin(Tick("pump", SOON, soon), Tick("collect", HOUR, seldom))
    await soon.done()
    assert seldom.calls == 1


async def test_a_failing_tick_comes_again_and_stops_no_other(begin, caplog):
    words = "what somebody wrote"
    failing, other = Work(until=3, answers=[RuntimeError(words)] * 9), Work(until=3)
    begin(Tick("plan", SOON, failing), Tick("pump", SOON, other))
    await failing.done()
    await other.done()
    assert "tick=plan error=RuntimeError" in caplog.text
    assert words not in caplog.text


async def test_an_eager_tick_goes_on_while_it_finds_work(begin):
    work = Work(until=4, answers=[10, 10, 3, 0])
    begin(Tick("pump", HOUR, work, eager=True))
    await work.done()
    await asyncio.sleep(0)
    assert work.calls == 4


async def test_waking_calls_at_once(begin):
    work = Work()
    scheduler = begin(Tick("pump", HOUR, work))
    await work.done()
    work.enough.clear()
    await asyncio.sleep(0)
    scheduler.wake()
    await work.done()
    assert work.calls == 2


async def test_waking_during_a_call_gives_one_more_and_never_two_at_a_time(begin):
    entered, leave, running, most = asyncio.Event(), asyncio.Event(), 0, 0
    after = Work(until=2)

    async def slow():
        nonlocal running, most
        running += 1
        most = max(most, running)
        entered.set()
        await leave.wait()
        running -= 1
        await after()

    scheduler = begin(Tick("pump", SOON, slow))
    await entered.wait()
    scheduler.wake()
    scheduler.wake()
    leave.set()
    await after.done()
    assert most == 1


async def test_stopping_waits_for_what_is_running_and_calls_nothing_more(clock):
    entered, leave, finished = asyncio.Event(), asyncio.Event(), []

    async def slow():
        entered.set()
        await leave.wait()
        finished.append(True)
        return 1

    scheduler = Scheduler([Tick("pump", SOON, slow, eager=True)], clock)
    scheduler.start()
    await entered.wait()
    stopping = asyncio.create_task(scheduler.stop())
    await asyncio.sleep(0)
    leave.set()
    await stopping
    scheduler.wake()
    assert finished == [True]


async def test_stopping_cuts_off_what_does_not_end(clock, caplog):
    entered = asyncio.Event()

    async def endless():
        entered.set()
        await asyncio.Event().wait()

    scheduler = Scheduler([Tick("collect", SOON, endless)], clock)
    scheduler.start()
    await entered.wait()
    await scheduler.stop(timedelta(milliseconds=1))
    assert "tick.cut_off" in caplog.text


async def test_the_age_of_a_tick_tells_whether_it_lives(begin, clock):
    work = Work()
    scheduler = begin(Tick("pump", HOUR, work))
    assert scheduler.age() is None
    await work.done()
    clock.advance(seconds=40)
    assert scheduler.age() == timedelta(seconds=40)
    assert scheduler.age("audit") is None
