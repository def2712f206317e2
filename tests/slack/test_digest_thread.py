"""Below a digest: its picture when files may be written, and the full table also where a note stood first."""

import threading
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.support.digests import CHURN, LEARNERS, LESSONS, PER_LEARNER, REFUNDS, WEEK, digest
from tests.support.teaching import is_collected, mondays, parents, teach

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.numbers.readings import Reach, Reading
from northstar_bot.render.message import Message
from northstar_bot.services.digest.thread import DigestThread


@pytest.fixture
async def before(on_stage, clock):
    """Monday, two hours before the digest."""
    clock.advance(hours=-2)
    await teach(on_stage, clock, mondays(on_stage))
    await on_stage.settle()
    return on_stage


async def nine(stage, clock):
    clock.advance(hours=2, minutes=1)
    await stage.settle_in_turn(clock, 4)
    (found,) = parents(stage.growth)
    return found


def pictures(message):
    return [one.files[0] for one in message.thread if one.files]


def tables(message):
    return [one for one in message.thread if "All numbers of" in one.text]


async def test_the_picture_hangs_below_the_digest_with_its_numbers_in_words(before, clock):
    post = await nine(before, clock)
    (found,) = pictures(post)
    assert (found.name, Image.open(BytesIO(found.data)).format) == ("digest-2026-W47.png", "PNG")
    assert "681 lessons, +220 (+48%) on last week" in found.alt_text
    assert "Active learners 131: above normal (86.9–114)." in found.alt_text
    assert len(tables(post)) == 1
    for _ in range(3):
        clock.advance(minutes=10)
        await before.settle()
    assert len(pictures(post)) == 1


async def test_without_the_scope_nobody_misses_it(before, clock):
    before.slack.scopes = before.slack.scopes - {"files:write"}
    post = await nine(before, clock)
    assert pictures(post) == []
    assert "681 lessons" in post.text
    assert not any("chart" in one.text for one in before.ana.dm.messages)


@pytest.mark.parametrize(("refusals", "shown"), [(2, 1), (3, 0)])
async def test_an_upload_is_tried_three_times_and_the_digest_stands(before, clock, refusals, shown):
    before.slack.faults.add("upload", status=504, times=refusals)
    post = await nine(before, clock)
    assert len(pictures(post)) == shown
    assert "681 lessons" in post.text
    assert len(tables(post)) == 1


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        ({"reset": True, "after_accept": True}, 1),
        ({"status": 504, "after_accept": True}, 1),
        ({"status": 429, "retry_after": 0}, 1),
        ({"error": "channel_not_found"}, 0),
    ],
)
async def test_it_is_never_shown_twice(before, clock, fault, shown):
    before.slack.faults.add("files.completeUploadExternal", **fault)
    post = await nine(before, clock)
    for _ in range(3):
        clock.advance(minutes=10)
        await before.settle()
    assert len(pictures(post)) == shown
    assert "681 lessons" in post.text


async def test_a_reply_whose_blocks_slack_refuses_is_said_in_words(before):
    class Drawn:
        def draw(self, post):
            return Message("Whole", (), thread=(Message("Every number", ({"type": "nonsense"},)),))

    publisher = replace(before.bot.work.pump.publisher, registry=Drawn())
    await publisher.publish(before.bot.workspace, before.growth.id, None, key="one")
    (post,) = parents(before.growth)
    assert [one.text for one in post.thread] == ["Every number"]


async def test_a_note_that_becomes_the_digest_gets_the_table_and_the_picture_once(before, clock):
    """The star's source is away on the Monday after."""
    clock.advance(days=7)
    values = {LEARNERS: 131.0, PER_LEARNER: 5.2, CHURN: 0.05, REFUNDS: 5.0}
    await keep(before, clock, values, Reach(LESSONS, attempted_at=clock.now(), error="It did not answer."))
    clock.advance(hours=2, minutes=1)
    await before.settle()
    note = parents(before.growth)[-1]
    assert "delayed" in note.text
    assert note.thread == []
    clock.advance(minutes=10)
    await keep(
        before, clock, {LESSONS: 681.0}, Reach(LESSONS, attempted_at=clock.now(), succeeded_at=clock.now())
    )
    for _ in range(6):
        await before.settle()
        clock.advance(minutes=5)
    post = parents(before.growth)[-1]
    assert (post.ts, "681 lessons" in post.text) == (note.ts, True)
    assert (len(tables(post)), len(pictures(post))) == (1, 1)
    assert "Weekly lessons completed: this week 681" in tables(post)[0].text
    clock.advance(hours=4)
    await before.settle()
    assert len(post.thread) == 2


async def keep(stage, clock, values, reach):
    await is_collected(stage, reach.metric)
    found = [Reading(key, WEEK.next, value, recorded_at=clock.now()) for key, value in values.items()]
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, found)
        await store.readings.note_collection(stage.bot.workspace, reach)


async def test_it_is_drawn_beside_the_event_loop(clock):
    class Digests:
        async def compose(self, plan, now):
            return digest()

    seen = []
    draw = lambda _: seen.append(threading.current_thread())  # noqa: E731
    plan = Plan("acme", "digest chart", "C1", WEEK.label, clock.now(), timedelta(1), {"under": "C1:1.2"})
    assert await DigestThread(Digests(), None, draw).chart(plan, clock.now()) is None
    assert seen != [threading.current_thread()]
