"""The way of one post, when Slack refuses, hides or says nothing, and when a composer fails."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.posting import (
    ACME,
    MONDAY_NINE,
    NOT_INVITED,
    OWNER,
    Channel,
    Worker,
    busy,
    declare,
    rows,
    states,
)

from northstar_bot.domain.deliveries import Notice, Plan
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.world import Rejected
from northstar_bot.services.posts.deliveries import DeliveryService

VIEWER = Viewer(ACME, Person(OWNER, "Olga"), frozenset({Role.OWNER}))


@pytest.fixture
async def channel(store, clock):
    """Monday's digest is planned and due now."""
    clock.moment = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    channel = Channel(clock)
    await declare(store, MONDAY_NINE)
    await Worker(store, clock, channel).plan()
    clock.advance(minutes=1)
    await Worker(store, clock, channel).plan()
    return channel


async def test_a_post_is_sent_and_its_place_written_down(store, clock, channel):
    await Worker(store, clock, channel).pump()
    (row,) = await rows(store)
    assert (row.state, row.channel, row.ts) == ("sent", "C1", channel.messages[0][2].ts)


async def test_nothing_to_say_is_not_said(store, clock, channel):
    async def silent(plan, now):
        return None

    await Worker(store, clock, channel, composers={"digest": Composer(silent)}).work()
    assert (channel.messages, await states(store)) == ([], ["nothing to say"])


@pytest.mark.parametrize("fate", ["lost on the way", "lost on the way back"])
async def test_a_lost_answer_waits_half_a_minute_and_looks_before_posting_again(store, clock, channel, fate):
    channel.script = [fate]
    worker = Worker(store, clock, channel)
    await worker.pump()
    clock.advance(seconds=29)
    assert await worker.pump() == 0
    clock.advance(seconds=1)
    await worker.pump()
    assert (channel.posts(), await states(store)) == (["2026-W47"], ["sent"])


async def test_an_unexpected_failure_of_the_call_is_a_doubt_too(store, clock, channel, caplog):
    channel.script = [ValueError("private " + "words")]
    await Worker(store, clock, channel).pump()
    assert await states(store) == ["sending"]
    (row,) = await rows(store)
    assert f"{row.id}-{row.epoch}" in caplog.text
    assert "private words" not in caplog.text + row.error


async def test_without_history_a_doubt_is_told_and_a_person_may_send_again(store, clock, channel):
    channel.readable, channel.script = False, ["lost on the way"]
    worker = Worker(store, clock, channel)
    await worker.work()
    (notice,) = channel.posts("undelivered")
    assert (notice.delivery.state, len(channel.posts())) == ("unknown", 0)
    await DeliveryService(store, clock).resend(VIEWER, notice.delivery.id)
    await worker.work()
    assert (channel.posts(), await states(store)) == (["2026-W47"], ["sent"])


async def test_retry_after_is_obeyed_by_every_replica(store, clock, channel):
    channel.script = [busy(40)]
    first, second = Worker(store, clock, channel), Worker(store, clock, channel)
    await first.pump()
    async with store.write() as opened:
        await opened.deliveries.plan([Plan(ACME, "digest", "C2", "2026-W47", clock.now())])
    for _ in range(39):
        clock.advance(seconds=1)
        await second.pump()
    assert channel.posts() == []
    clock.advance(seconds=1)
    await second.pump()
    await second.pump()
    assert len(channel.posts()) == 2


async def test_one_channel_gets_at_most_one_message_a_second(store, clock, channel):
    more = [Plan(ACME, "digest", "C1", f"2026-W{week}", clock.now()) for week in range(10, 15)]
    async with store.write() as opened:
        await opened.deliveries.plan(more)
    worker = Worker(store, clock, channel)
    for _ in range(40):
        await worker.pump()
        clock.advance(seconds=0.25)
    gaps = {later - earlier for earlier, later in zip(channel.calls, channel.calls[1:], strict=False)}
    assert len(channel.posts()) == 6
    assert min(gaps) >= timedelta(seconds=1)


async def test_a_refusal_for_good_fails_and_is_told(store, clock, channel):
    channel.script = [Rejected("invalid_blocks")]
    await Worker(store, clock, channel).work()
    (notice,) = channel.posts("undelivered")
    assert (await states(store), notice.delivery.error) == (["failed"], "invalid_blocks")


async def test_after_a_day_of_refusals_it_fails_and_is_told(store, clock, channel):
    channel.script = [busy(3600)] * 40
    worker = Worker(store, clock, channel)
    await worker.work(rounds=27, step=timedelta(hours=1))
    assert await states(store) == ["failed"]
    channel.script = []
    await worker.work()
    assert (len(channel.posts("undelivered")), channel.posts()) == (1, [])


async def test_a_composer_that_fails_stops_nobody_else_and_is_tried_again(store, clock, channel, caplog):
    broken, words = True, "what somebody wrote"

    async def moody(plan, now):
        if broken and plan.target == "C1":
            raise RuntimeError(words)
        return plan.target

    async with store.write() as opened:
        await opened.deliveries.plan([Plan(ACME, "digest", "C2", "2026-W47", clock.now())])
    worker = Worker(store, clock, channel, composers={"digest": Composer(moody)})
    with caplog.at_level(logging.ERROR):
        await worker.pump()
    assert channel.posts() == ["C2"]
    assert words not in caplog.text
    broken = False
    await worker.work()
    assert channel.posts() == ["C2", "C1"]


async def test_a_kind_that_nobody_composes_is_kept_for_a_version_that_does(store, clock, channel):
    async with store.write() as opened:
        await opened.deliveries.plan([Plan(ACME, "pulse", "C3", "2026-W47", clock.now())])
    await Worker(store, clock, channel).work(rounds=2)
    assert await states(store, "pulse") == ["due"]


async def test_a_composer_holds_no_transaction(store, clock, channel):
    async def writes(plan, now):
        async with store.write() as opened:
            await opened.deliveries.close_gate("elsewhere", now)
        return "written"

    await Worker(store, clock, channel, composers={"digest": Composer(writes)}).pump()
    assert channel.posts() == ["written"]


async def test_a_channel_without_us_pauses_the_schedule_until_it_is_mended(store, clock, channel):
    channel.script = [NOT_INVITED]
    worker = Worker(store, clock, channel)
    await worker.work(rounds=3)
    (notice,) = channel.posts("paused")
    assert isinstance(notice, Notice)
    assert (notice.schedule, notice.delivery.error) == ("monday", "not_in_channel")
    assert await states(store) == ["paused"]
    service = DeliveryService(store, clock)
    assert [pause.schedule for pause in await service.paused(VIEWER)] == ["monday"]
    clock.advance(hours=2)
    await service.resume(VIEWER, "monday")
    await worker.work()
    assert channel.posts() == [("2026-W47", "late")]


async def test_a_schedule_resumed_after_its_grace_posts_only_from_the_next_week(store, clock, channel):
    channel.script = [NOT_INVITED]
    worker = Worker(store, clock, channel)
    await worker.work(rounds=2)
    clock.advance(days=3)
    await DeliveryService(store, clock).resume(VIEWER, "monday")
    await worker.work(rounds=2)
    clock.advance(days=4)
    await worker.work(rounds=2)
    assert await states(store) == ["skipped late", "sent"]
    assert channel.posts() == ["2026-W48"]


async def test_a_notice_that_cannot_be_delivered_makes_no_other(store, clock, channel):
    channel.script = [Rejected("invalid_blocks"), Rejected("invalid_blocks")]
    await Worker(store, clock, channel).work()
    assert channel.messages == []
    assert await states(store, "undelivered") == ["failed"]


async def test_a_noun_is_told_where_its_message_stands_even_after_a_crash(store, clock, channel):
    told = []

    async def note(plan, receipt):
        if not told:
            told.append("failed")
            raise RuntimeError
        told.append(receipt.ts)

    async def text(plan, now):
        return "x"

    worker = Worker(store, clock, channel, composers={"digest": Composer(text, note)})
    await worker.pump()
    assert await states(store) == ["sent"]
    clock.advance(minutes=2)
    assert await worker.audits.follow_up(clock.now()) == 1
    assert await worker.audits.follow_up(clock.now()) == 0
    assert told == ["failed", channel.messages[0][2].ts]


async def test_a_message_that_slack_accepts_late_is_taken_back(store, clock, channel):
    channel.script = ["lost on the way"]
    worker = Worker(store, clock, channel)
    await worker.work()
    (row,) = await rows(store)
    channel.accept("C1", "2026-W47", row.key)
    assert await worker.audit() == 0
    clock.advance(minutes=11)
    assert await worker.audit() == 1
    assert await worker.audit() == 0
    assert [receipt.ts for _, _, receipt in channel.messages] == [row.ts]


async def test_details_are_forgotten_after_ninety_days_but_nothing_is_posted_twice(store, clock, channel):
    worker = Worker(store, clock, channel)
    await worker.pump()
    (sent,) = await rows(store)
    clock.advance(days=91)
    await worker.audits.keep_house(clock.now())
    (kept,) = await rows(store)
    assert (kept.plan.details, kept.state) == ({}, "sent")
    async with store.write() as opened:
        assert await opened.deliveries.plan([replace(sent.plan)]) == 0
