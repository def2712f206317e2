"""What falls due is planned once per period, in the schedule's own place, and the past is left alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.support.posting import ACME, MONDAY_NINE, OWNER, Channel, Worker, declare, rows, states

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.ids import ChannelId


@pytest.fixture
def channel(clock):
    clock.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return Channel(clock)


async def _seen(store, clock, channel, *schedules):
    await declare(store, *(schedules or (MONDAY_NINE,)))
    worker = Worker(store, clock, channel)
    await worker.plan()
    return worker


async def test_a_first_start_posts_nothing_of_the_past(store, clock, channel):
    clock.moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    worker = await _seen(store, clock, channel)
    await worker.work()
    assert await rows(store) == []


@pytest.mark.parametrize(
    ("down", "posts", "ended"),
    [
        (timedelta(minutes=1), ["2026-W47"], ["sent"]),
        (timedelta(days=1), [("2026-W47", "late")], ["sent"]),
        (timedelta(days=9, hours=1), [], ["skipped late", "skipped late"]),
        (timedelta(days=8), [("2026-W48", "late")], ["skipped late", "sent"]),
    ],
)
async def test_after_an_outage_one_missed_period_is_posted_if_it_still_matters(
    store, clock, channel, *, down, posts, ended
):
    await _seen(store, clock, channel)
    clock.moment = datetime(2026, 11, 23, 8, tzinfo=UTC) + down
    await Worker(store, clock, channel).work()
    assert (channel.posts(), await states(store)) == (posts, ended)


async def test_a_clock_that_steps_back_posts_nothing_twice_and_misses_nothing(store, clock, channel):
    worker = await _seen(store, clock, channel)
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    clock.moment = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    await worker.work(rounds=12, step=timedelta(minutes=10))
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    assert channel.posts() == ["2026-W47", "2026-W48"]


async def test_a_clock_that_ran_a_year_ahead_recovers(store, clock, channel):
    worker = await _seen(store, clock, channel)
    clock.advance(days=365)
    await worker.plan()
    clock.moment = datetime(2026, 11, 22, 13, tzinfo=UTC)
    await worker.plan()
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    assert "2026-W47" in channel.posts()


@pytest.mark.parametrize(
    ("zone", "weekday", "at", "week_before", "instant"),
    [
        # The clocks of New York jump from 02:00 to 03:00 on 8 March 2026.
        ("America/New_York", 6, time(2, 30), "2026-W09", datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        # They show 01:30 twice on 1 November 2026: the first counts.
        ("America/New_York", 6, time(1, 30), "2026-W43", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        # In Cairo 24 April 2026 begins at one.
        ("Africa/Cairo", 4, time(0), "2026-W16", datetime(2026, 4, 23, 22, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", 0, time(9), "2026-W15", datetime(2026, 4, 12, 19, 0, tzinfo=UTC)),
    ],
)
async def test_a_period_is_posted_once_where_clocks_jump(
    store, clock, channel, *, zone, weekday, at, week_before, instant
):
    clock.moment = instant - timedelta(hours=2)
    schedule = Schedule("local", PostKind.ROUNDUP, ChannelId("C9"), weekday, at, zone, OWNER)
    worker = await _seen(store, clock, channel, schedule)
    clock.moment = instant - timedelta(seconds=1)
    await worker.work(rounds=1, step=timedelta(seconds=1))
    assert channel.posts("roundup") == []
    await worker.work(rounds=20, step=timedelta(minutes=10))
    assert channel.posts("roundup") == [week_before]


async def test_a_day_off_puts_the_post_on_the_next_working_day_and_it_is_posted_once(store, clock, channel):
    worker = await _seen(store, clock, channel, replace(MONDAY_NINE, skip=(date(2026, 11, 23),)))
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    assert channel.posts("digest") == []
    clock.moment = datetime(2026, 11, 24, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    async with store.write() as opened:
        company = await opened.companies.of(ACME)
        await opened.companies.save(replace(company, schedules=(MONDAY_NINE,), skip=(date(2026, 11, 23),)))
    clock.moment = datetime(2026, 11, 25, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    assert channel.posts("digest") == ["2026-W47"]


async def test_a_changed_schedule_is_a_new_one_whose_past_is_left_alone(store, clock, channel):
    worker = await _seen(store, clock, channel)
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    async with store.write() as opened:
        company = await opened.companies.of(ACME)
        moved = replace(MONDAY_NINE, channel=ChannelId("C2"))
        await opened.companies.save(replace(company, schedules=(moved,)))
    await worker.work(rounds=3)
    assert channel.posts() == ["2026-W47"]
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await worker.work(rounds=2)
    assert [receipt.channel for _, _, receipt in channel.messages] == ["C1", "C2"]


async def test_two_schedules_alike_make_one_post(store, clock, channel):
    await _seen(store, clock, channel, MONDAY_NINE, replace(MONDAY_NINE, key="again"))
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await Worker(store, clock, channel).work(rounds=3)
    assert channel.posts() == ["2026-W47"]


async def test_a_workspace_that_cannot_be_planned_stops_no_other(store, clock, channel, caplog):
    await declare(store, replace(MONDAY_NINE, zone="Nowhere/Land"), workspace="broken")
    await _seen(store, clock, channel)
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await Worker(store, clock, channel).work(rounds=3)
    assert channel.posts() == ["2026-W47"]
    assert "plan broken" in caplog.text
