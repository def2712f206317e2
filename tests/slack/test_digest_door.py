"""The digest by a person's word: looked at for any audience, posted at once, brought up to date, and never twice."""

import pytest
from tests.support.digests import LEARNERS, LESSONS, WEEK
from tests.support.teaching import mondays, parents, teach

from northstar_bot.domain.numbers.readings import Reading


@pytest.fixture
async def acme(on_stage, clock):
    await teach(on_stage, clock, mondays(on_stage))
    return on_stage


async def typed(stage, words, person=None, channel=None):
    reply = await (person or stage.bo).types(words, channel=channel or stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def restated(stage, clock, value: float) -> None:
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(
            stage.bot.workspace, [Reading(LESSONS, WEEK, value, recorded_at=clock.now())]
        )


async def test_now_posts_the_digest_where_the_schedule_says_and_monday_does_not_repeat_it(acme, clock):
    reply = await typed(acme, "/northstar digest now")
    assert "The digest of week 47 (16–22 Nov 2026) goes to" in reply.text
    assert reply.message.only_for is acme.bo
    await acme.settle()
    (posted,) = parents(acme.growth)
    assert posted.text.startswith("Weekly lessons completed · week 47")
    assert "PREVIEW" not in posted.text
    clock.advance(hours=2)
    await acme.settle()
    again = await typed(acme, "/northstar digest now")
    assert "The digest of 2026-W47 was posted already." in again.text
    await acme.settle()
    assert len(parents(acme.growth)) == 1


async def test_now_while_it_is_on_its_way_plans_nothing_more(acme):
    await typed(acme, "/northstar digest now")
    reply = await typed(acme, "/northstar digest now")
    assert "on its way already" in reply.text
    await acme.settle()
    assert len(parents(acme.growth)) == 1


async def test_resend_edits_what_stands_and_says_so(acme, clock):
    await typed(acme, "/northstar digest now")
    await acme.settle()
    await restated(acme, clock, 700.0)
    clock.advance(minutes=5)
    reply = await typed(acme, "/northstar digest resend")
    assert "is renewed where it stands" in reply.text
    await acme.settle()
    (posted,) = parents(acme.growth)
    assert "700 lessons" in posted.text
    assert "Renewed Mon 23 Nov 09:05 Europe/Berlin: it replaces what stood here" in posted.text
    clock.advance(minutes=5)
    await typed(acme, "/northstar digest resend")
    await acme.settle()
    assert "Renewed Mon 23 Nov 09:10" in parents(acme.growth)[0].text


async def test_resend_anew_posts_one_that_says_what_it_replaces(acme, clock):
    await typed(acme, "/northstar digest now")
    await acme.settle()
    clock.advance(minutes=5)
    await typed(acme, "/northstar digest resend anew")
    await acme.settle()
    first, second = parents(acme.growth)
    assert "Renewed" not in first.text
    assert "it replaces the digest of this week that was posted before" in second.text


async def test_resend_of_what_was_never_posted_says_what_posts_it(acme):
    reply = await typed(acme, "/northstar digest resend")
    assert "No digest of 2026-W47 stands in that channel." in reply.text
    assert "/northstar digest now" in reply.text


async def test_resend_posts_what_had_failed(acme, clock):
    acme.slack.faults.add("chat.postMessage", error="msg_too_long")
    await typed(acme, "/northstar digest now")
    await acme.settle()
    assert parents(acme.growth) == []
    clock.advance(minutes=5)
    await typed(acme, "/northstar digest resend")
    await acme.settle()
    assert len(parents(acme.growth)) == 1


@pytest.mark.parametrize("verb", ["now", "resend"])
async def test_only_stewards_and_owners_may_post(acme, verb):
    reply = await typed(acme, f"/northstar digest {verb}", acme.cy)
    assert "steward" in reply.text
    owner = await typed(acme, "/northstar digest now", acme.ana)
    assert "goes to" in owner.text


async def test_each_audience_can_be_looked_at_and_is_marked(acme):
    squad = await typed(acme, f"/northstar digest preview {LEARNERS} 2026-W47")
    assert "PREVIEW" in squad.text
    assert "Active learners · week 47" in squad.text
    assert "North Star: " in squad.text
    executives = await typed(acme, "/northstar digest preview executives")
    assert "Inputs that left normal" in executives.text
    nobody = await typed(acme, "/northstar digest preview marketing")
    assert "There is no digest for “marketing”." in nobody.text


async def test_of_several_schedules_the_one_of_the_channel_is_meant_or_named(on_stage, clock):
    squads = on_stage.slack.add_channel("squads", [on_stage.ana, on_stage.bo, on_stage.slack.bot])
    lobby = on_stage.slack.add_channel("lobby", [on_stage.ana, on_stage.bo, on_stage.slack.bot])
    await teach(
        on_stage,
        clock,
        mondays(on_stage),
        mondays(on_stage, "learners", squads, options={"audience": LEARNERS}),
    )
    unclear = await typed(on_stage, "/northstar digest now", channel=lobby)
    assert "Say which: mondays, learners." in unclear.text
    wrong = await typed(on_stage, "/northstar digest now monday")
    assert "Did you mean mondays?" in wrong.text
    await typed(on_stage, "/northstar digest now", channel=squads)
    await typed(on_stage, "/northstar digest now mondays", channel=squads)
    await on_stage.settle()
    (own,), (whole,) = parents(squads), parents(on_stage.growth)
    assert own.text.startswith("Active learners · week 47")
    assert whole.text.startswith("Weekly lessons completed · week 47")


async def test_a_paused_schedule_is_resumed_first(acme):
    async with acme.bot.house.transactions.write() as store:
        await store.deliveries.pause(acme.bot.workspace, "mondays", "by hand", acme.bot.house.clock.now())
    reply = await typed(acme, "/northstar digest now")
    assert "The schedule mondays is paused." in reply.text


async def test_without_a_schedule_there_is_nowhere_to_post(on_stage, clock):
    await teach(on_stage, clock)
    reply = await typed(on_stage, "/northstar digest now")
    assert "No schedule posts a digest." in reply.text
