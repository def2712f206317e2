"""A source that is away at the digest's minute: one message, first a note, then the digest in its place."""

import random

import pytest
from tests.support.digests import CHURN, LEARNERS, LESSONS, PER_LEARNER, REFUNDS, WEEK
from tests.support.teaching import is_collected, mondays, parents, teach

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.numbers.readings import Reach, Reading

NEXT = WEEK.next
INPUTS = {LEARNERS: 131.0, PER_LEARNER: 5.2, CHURN: 0.05, REFUNDS: 5.0}


async def known(stage, clock, values):
    found = [Reading(key, NEXT, value, recorded_at=clock.now()) for key, value in values.items()]
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, found)


async def collected(stage, clock, error=None):
    """How the last collection of the star went."""
    await is_collected(stage, LESSONS)
    now = clock.now()
    went = Reach(LESSONS, attempted_at=now, succeeded_at=None if error else now, error=error)
    async with stage.bot.house.transactions.write() as store:
        await store.readings.note_collection(stage.bot.workspace, went)


@pytest.fixture
async def away(on_stage, clock):
    """The star's source is away on Monday at nine; everything else of the week is known."""
    clock.advance(days=7, hours=-2)
    await teach(on_stage, clock, mondays(on_stage))
    await known(on_stage, clock, INPUTS)
    await collected(on_stage, clock, "The database did not answer.")
    await on_stage.settle()
    clock.advance(hours=2, minutes=1)
    await on_stage.settle()
    return on_stage


def the_only_one(stage):
    (found,) = parents(stage.growth)
    return found


async def test_a_note_is_posted_and_becomes_the_digest_when_the_data_comes(away, clock):
    note = the_only_one(away)
    assert note.text == (
        "Digest of week 48 (23–29 Nov 2026) delayed: the source of Weekly lessons completed did not answer. "
        "Trying until Mon 30 Nov 12:00 Europe/Berlin; this message then becomes the digest, with what is known."
    )
    clock.advance(minutes=40)
    await away.settle()
    assert the_only_one(away).text == note.text
    await known(away, clock, {LESSONS: 681.0})
    await collected(away, clock)
    clock.advance(minutes=40)
    await away.settle()
    found = the_only_one(away)
    assert (found.ts, found.edited) == (note.ts, True)
    assert "681 lessons" in found.text
    assert "Late: was due Mon 30 Nov 09:00 Europe/Berlin" in found.text
    clock.advance(hours=5)
    await away.settle()
    assert the_only_one(away).text == found.text


async def test_when_the_time_is_over_the_note_becomes_the_withheld_digest(away, clock):
    note = the_only_one(away)
    clock.advance(hours=3)
    await away.settle()
    found = the_only_one(away)
    assert found.ts == note.ts
    assert "Not compared this week: its source did not answer" in found.text
    assert "Active learners 131" in found.text


async def test_what_comes_between_drawing_and_posting_is_edited_in(away, clock):
    """The note was drawn, the data came, and only then it stood in the channel."""
    async with away.bot.house.transactions.read() as store:
        (row, *_) = [
            one
            for one in await store.deliveries.of_week(away.bot.workspace, "digest", NEXT.label)
            if one.plan.period == NEXT.label
        ]
        kinds = away.bot.work.pump.composers
    await known(away, clock, {LESSONS: 681.0})
    await collected(away, clock)
    clock.advance(minutes=1)
    await kinds.told_of("digest")(row.plan, Receipt(row.channel, row.ts))
    async with away.bot.house.transactions.read() as store:
        rows = await store.deliveries.of_week(away.bot.workspace, "digest", NEXT.label)
    assert rows[0].plan.period.startswith(f"{NEXT.label} edit ")
    await away.settle()
    assert "681 lessons" in the_only_one(away).text


async def test_evidence_stands_below_the_first_digest_of_a_month_when_there_is_something_to_say(
    on_stage, clock
):
    chance = random.Random(3)
    clock.advance(days=-7, hours=-2)
    await teach(on_stage, clock, mondays(on_stage))
    moves = [100 + chance.gauss(0, 6) for _ in range(64)]
    first = WEEK.previous.plus(-59)
    found = [
        Reading(key, first.plus(at), value, recorded_at=clock.now())
        for at in range(60)
        for key, value in ((LEARNERS, moves[at + 3]), (LESSONS, 5 * moves[at] + chance.gauss(0, 4)))
    ]
    async with on_stage.bot.house.transactions.write() as store:
        await store.readings.add(on_stage.bot.workspace, found)
    await on_stage.settle()
    for _ in range(2):
        clock.advance(hours=2, minutes=1)
        await on_stage.settle()
        clock.advance(minutes=1)
        await on_stage.settle()
        clock.advance(days=7, hours=-2, minutes=-2)
    threads = [" ".join(reply.text for reply in one.thread) for one in parents(on_stage.growth)]
    assert len(threads) == 2
    assert "What moves before Weekly lessons completed" in threads[0]
    assert "Active learners move first, by about 3 weeks" in threads[0].replace("*", "")
    assert "What moves before" not in threads[1]
