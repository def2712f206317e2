"""A scheduled digest reaches its channel exactly once, whatever Slack does with the call."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url
from tests.support.bot import stage

from northstar_bot.bootstrap.bot import bot
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Kind, Metric, Star, Style
from northstar_bot.domain.deliveries import State
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.requests.away import Absence
from northstar_bot.render.ids import DELIVERY_RESEND, SCHEDULE_RESUME

LESSONS = MetricKey("lessons")
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HISTORY = "channels:history"


@pytest.fixture
async def monday(on_stage, clock):
    """Monday before nine: a star with thirty weeks of readings, and a digest due at nine."""
    await declare(on_stage)
    clock.moment = NINE - timedelta(minutes=1)
    await on_stage.settle()
    return on_stage


@pytest.fixture
async def embedded_monday(embedded, clock):
    """The same on SQLite."""
    await declare(embedded)
    clock.moment = NINE - timedelta(minutes=1)
    await embedded.settle()
    return embedded


async def declare(stage):
    schedule = Schedule(
        "weekly", PostKind.DIGEST, ChannelId(stage.growth.id), 0, time(9), "UTC", PersonId(stage.bo.id)
    )
    await stage.declare(
        star=Star(
            1, LESSONS, "Everybody learns.", "Weekly lessons", since=datetime(2026, 1, 5, tzinfo=UTC).date()
        ),
        metrics=(Metric(LESSONS, "Weekly lessons", Kind.STAR, style=Style.COUNT),),
        schedules=(schedule,),
        owners=(PersonId(stage.ana.id),),
    )
    now = stage.bot.house.clock.now()
    readings = [
        Reading(LESSONS, Week.parse("2026-W47").plus(-back), 1000.0 + back % 7, recorded_at=now)
        for back in range(30)
    ]
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, readings)


def digests(stage):
    return [
        one
        for one in stage.growth.messages
        if one.author is stage.slack.bot and "Weekly lessons" in one.plain
    ]


async def pass_time(stage, clock, minutes=10.0, step=60.0):
    """Let time pass in small steps, as the ticks of the running bot do."""
    end = clock.now() + timedelta(minutes=minutes)
    while clock.now() < end:
        clock.advance(seconds=step)
        await stage.settle()
        await stage.bot.work.audit.audit(clock.now())


async def ledger(stage):
    async with stage.bot.house.transactions.read() as store:
        return [
            one for one in await store.deliveries.recent(stage.bot.workspace, 50) if one.plan.kind == "digest"
        ]


async def test_it_is_posted_at_its_time_and_once(monday, clock):
    assert digests(monday) == []
    await pass_time(monday, clock)
    (post,) = digests(monday)
    assert "2026-W47" in post.text or "16" in post.text
    assert post.thread
    assert [one.state for one in await ledger(monday)] == [State.SENT]
    clock.advance(days=7)
    await pass_time(monday, clock)
    assert len(digests(monday)) == 2


REFUSED = {
    "too many requests": {"status": 429, "retry_after": 40},
    "an error before it was taken": {"status": 500},
    "Slack's own trouble": {"error": "service_unavailable", "status": 503},
    "a hang that ends in nothing": {"hang": True},
    "a reset before it was taken": {"reset": True},
    "too many, said otherwise": {"error": "ratelimited"},
    "a token that is away for a while": {"error": "token_revoked"},
}
TAKEN = {
    "an error after it was taken": {"status": 500, "after_accept": True},
    "a hang after it was taken": {"hang": True, "after_accept": True},
    "a reset after it was taken": {"reset": True, "after_accept": True},
    "an internal error that was none": {"error": "internal_error", "after_accept": True},
}


@pytest.mark.parametrize("fault", [*REFUSED.values(), *TAKEN.values()], ids=[*REFUSED, *TAKEN])
async def test_one_post_with_history(impatient, embedded, clock, fault):
    await declare(embedded)
    clock.moment = NINE - timedelta(minutes=1)
    await embedded.settle()
    embedded.slack.scopes = {*embedded.slack.scopes, HISTORY}
    embedded.slack.faults.add("chat.postMessage", channel=embedded.growth, **fault)
    await pass_time(embedded, clock)
    assert len(digests(embedded)) == 1
    (row,) = await ledger(embedded)
    assert row.state is State.SENT


@pytest.mark.parametrize("fault", REFUSED.values(), ids=REFUSED)
async def test_without_history_a_doubt_is_never_posted_again(impatient, embedded, clock, fault):
    embedded.slack.scopes = embedded.slack.scopes - {HISTORY}
    await declare(embedded)
    clock.moment = NINE - timedelta(minutes=1)
    await embedded.settle()
    embedded.slack.faults.add("chat.postMessage", channel=embedded.growth, **fault)
    await pass_time(embedded, clock)
    certain = fault.get("status") == 429 or fault.get("error") in {"ratelimited", "token_revoked"}
    (row,) = await ledger(embedded)
    if certain:
        assert (row.state, len(digests(embedded))) == (State.SENT, 1)
        return
    assert (row.state, digests(embedded)) == (State.UNKNOWN, [])
    note = embedded.bo.dm.messages[-1]
    assert "It is not known whether" in note.plain
    await embedded.bo.clicks(note, DELIVERY_RESEND)
    await pass_time(embedded, clock, 2)
    assert len(digests(embedded)) == 1


@pytest.mark.parametrize("fault", TAKEN.values(), ids=TAKEN)
async def test_without_history_what_was_taken_stands_once(impatient, embedded, clock, fault):
    embedded.slack.scopes = embedded.slack.scopes - {HISTORY}
    await declare(embedded)
    clock.moment = NINE - timedelta(minutes=1)
    await embedded.settle()
    embedded.slack.faults.add("chat.postMessage", channel=embedded.growth, **fault)
    await pass_time(embedded, clock)
    assert len(digests(embedded)) == 1
    assert "It is not known whether" in embedded.bo.dm.messages[-1].plain


async def test_history_that_fails_for_a_while_is_asked_again(impatient, embedded_monday, clock):
    stage = embedded_monday
    stage.slack.scopes = {*stage.slack.scopes, HISTORY}
    stage.slack.faults.add("chat.postMessage", channel=stage.growth, reset=True, after_accept=True)
    stage.slack.faults.add("conversations.history", status=500)
    stage.slack.faults.add("conversations.history", reset=True)
    stage.slack.faults.add("conversations.history", status=429, retry_after=20)
    await pass_time(stage, clock, 20)
    assert len(digests(stage)) == 1
    assert [one.state for one in await ledger(stage)] == [State.SENT]


async def test_a_message_deep_in_a_busy_channel_is_found(impatient, embedded_monday, clock):
    stage = embedded_monday
    stage.slack.scopes = {*stage.slack.scopes, HISTORY}
    stage.slack.faults.add("chat.postMessage", channel=stage.growth, reset=True, after_accept=True)
    clock.advance(minutes=2)
    await stage.settle()
    stage.slack.events = set()
    for number in range(450):
        await stage.bo.says(stage.growth, f"noise {number}")
    await pass_time(stage, clock)
    assert len(digests(stage)) == 1
    assert [one.state for one in await ledger(stage)] == [State.SENT]


async def test_a_chart_that_slack_does_not_take_leaves_the_words(embedded_monday, clock):
    stage = embedded_monday
    stage.slack.faults.add("chat.postMessage", channel=stage.growth, error="invalid_blocks")
    await pass_time(stage, clock, 2)
    (post,) = digests(stage)
    assert {block["type"] for block in post.blocks}.isdisjoint({"data_visualization", "image"})
    assert "1,000" in post.plain


@pytest.mark.parametrize(("error", "remedy"), [("not_in_channel", "/invite"), ("is_archived", "archived")])
async def test_a_channel_that_cannot_be_written_to_pauses_and_tells_its_owner(monday, clock, error, remedy):
    stage = monday
    if error == "not_in_channel":
        stage.slack.scopes = stage.slack.scopes - {"chat:write.public"}
        await stage.slack.admin.remove(stage.growth, stage.slack.bot)
    else:
        await stage.slack.admin.archive(stage.growth)
    await pass_time(stage, clock, 2)
    assert digests(stage) == []
    assert [one.state for one in await ledger(stage)] == [State.PAUSED]
    (note,) = stage.bo.dm.messages
    assert remedy in note.plain
    assert stage.growth.name in note.plain or stage.growth.id in str(note.blocks)
    if error == "not_in_channel":
        await stage.slack.admin.invite(stage.growth, stage.slack.bot)
    else:
        await stage.slack.admin.unarchive(stage.growth)
    answer = await stage.bo.clicks(note, SCHEDULE_RESUME)
    assert "weekly" in answer.text
    await pass_time(stage, clock, 2)
    assert len(digests(stage)) == 1
    again = await stage.bo.clicks(note, SCHEDULE_RESUME)
    assert "not paused" in again.text


async def test_somebody_else_may_not_resume(embedded_monday, clock):
    stage = embedded_monday
    await stage.slack.admin.archive(stage.growth)
    await pass_time(stage, clock, 2)
    (note,) = stage.bo.dm.messages
    answer = await stage.cy.clicks(note, SCHEDULE_RESUME, force=True)
    assert "steward" in answer.text
    assert [one.state for one in await ledger(stage)] == [State.PAUSED]


async def test_an_owner_whom_only_the_environment_names_hears_of_trouble(embedded_monday, clock):
    stage = embedded_monday
    company = await stage.bot.house.services.company.of(stage.bot.workspace)
    nobody = replace(company, owners=(), schedules=(replace(company.schedules[0], owner=None),))
    await stage.bot.house.services.company.apply(nobody)
    await stage.slack.admin.archive(stage.growth)
    await pass_time(stage, clock, 2)
    assert any("archived" in each.plain for each in stage.ana.dm.messages)


async def test_who_covers_hears_of_trouble_and_may_mend_it(embedded_monday, clock):
    stage = embedded_monday
    company = await stage.bot.house.services.company.of(stage.bot.workspace)
    ownerless = replace(company, schedules=(replace(company.schedules[0], owner=None),))
    await stage.bot.house.services.company.apply(ownerless)
    async with stage.bot.house.transactions.write() as store:
        gone = Absence(stage.bot.workspace, PersonId(stage.ana.id), clock.now(), cover=PersonId(stage.cy.id))
        await store.absences.begin(gone)
    await stage.slack.admin.archive(stage.growth)
    await stage.settle()
    await pass_time(stage, clock, 2)
    assert not any("archived" in each.plain for each in stage.ana.dm.messages)
    (note,) = [each for each in stage.cy.dm.messages if "archived" in each.plain]
    await stage.slack.admin.unarchive(stage.growth)
    assert "weekly" in (await stage.cy.clicks(note, SCHEDULE_RESUME)).text


@pytest.mark.parametrize(
    ("away", "posts"), [(timedelta(hours=30), 1), (timedelta(hours=49), 0), (timedelta(days=8), 1)]
)
async def test_after_an_outage_at_most_one_late_post(monday, clock, away, posts):
    clock.moment = NINE + away
    await pass_time(monday, clock, 2)
    assert len(digests(monday)) == posts
    if posts:
        assert "Late: was due" in digests(monday)[0].plain
    sent = [one.state for one in await ledger(monday)]
    assert sent.count(State.SENT) == posts
    assert set(sent) <= {State.SENT, State.SKIPPED_LATE}


@pytest.mark.postgres
async def test_two_bots_on_one_postgres_post_once(clock, postgres_server):
    server = make_url(postgres_server)
    name = f"t{uuid4().hex}"
    admin = await asyncpg.connect(server.render_as_string(hide_password=False))
    await admin.execute(f'CREATE DATABASE "{name}"')
    url = server.set(database=name).render_as_string(hide_password=False)
    async with stage(url, clock) as one:
        await declare(one)
        async with bot(one.bot.house.settings, clock, ticking=False) as other:
            clock.moment = NINE - timedelta(minutes=1)
            await one.settle()
            clock.moment = NINE + timedelta(seconds=30)
            await asyncio.gather(*(each.settle() for each in (one.bot, other) * 4))
            await pass_time(one, clock, 2)
        assert len(digests(one)) == 1
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()
