"""The star and the digest at the door: what people type, press, and find in the channel on Monday."""

from dataclasses import replace
from datetime import time

import pytest
from tests.support.digests import COMPANY, LEARNERS, LESSONS, NORMAL, PER_LEARNER, STAR, WEEK

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.numbers.readings import Reading


@pytest.fixture
async def acme(on_stage, clock):
    """The teaching company, with thirty weeks and a digest every Monday in #growth."""
    schedule = Schedule(
        "mondays",
        PostKind.DIGEST,
        ChannelId(on_stage.growth.id),
        0,
        time(9),
        "Europe/Berlin",
        PersonId(on_stage.ana.id),
    )
    await on_stage.declare(
        zone=COMPANY.zone,
        star=replace(STAR, version=1),
        formula=COMPANY.formula,
        metrics=tuple(replace(one, owner=PersonId(on_stage.bo.id)) for one in COMPANY.metrics),
        squads=COMPANY.squads,
        schedules=(schedule,),
        limits=COMPANY.limits,
    )
    found = [
        replace(one, recorded_at=clock.now()) for read in NORMAL.values() for one in read.readings.values()
    ]
    await keep(on_stage, found)
    return on_stage


async def keep(stage, readings: list[Reading]) -> None:
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, readings)


async def typed(stage, words: str):
    reply = await stage.bo.types(words, channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def pressed(stage, reply, action: str):
    shown = await stage.bo.clicks(reply.message, action)
    await stage.slack.until(lambda: shown.messages)
    return shown


async def next_monday(stage, clock) -> None:
    """A week goes by, with numbers."""
    await stage.settle()
    clock.advance(days=7)
    told = {LESSONS: 500.0, LEARNERS: 100.0, PER_LEARNER: 5.0}
    await keep(
        stage, [Reading(key, WEEK.next, value, recorded_at=clock.now()) for key, value in told.items()]
    )
    await stage.settle()


async def test_a_bare_command_shows_the_star_to_oneself(acme):
    reply = await typed(acme, "/northstar")
    assert reply.message.only_for is acme.bo
    assert "Everybody who starts a course learns something every week." in reply.text
    assert "681 lessons, +220 (+48%) on last week" in reply.text


async def test_share_shows_it_to_the_channel(acme):
    reply = await typed(acme, "/northstar show share")
    assert reply.message.only_for is None
    refused = await typed(acme, "/northstar show everything")
    assert "“everything” is not something to show." in refused.text


async def test_inputs_come_by_command_and_by_button(acme):
    reply = await typed(acme, "/northstar inputs")
    assert "Active learners" in reply.text
    card = await typed(acme, "/northstar show")
    shown = await pressed(acme, card, "northstar.star.inputs")
    assert "above normal" in shown.text


async def test_without_a_star_every_door_says_what_to_do(on_stage):
    for words in ("", "show", "inputs", "digest preview"):
        reply = await typed(on_stage, f"/northstar {words}")
        assert "There is no North Star yet" in reply.text


async def test_a_preview_is_marked_and_only_for_oneself(acme):
    for words in ("digest", "digest preview", "digest preview 2026-W47", "digest 2026-W47"):
        reply = await typed(acme, f"/northstar {words}")
        assert reply.message.only_for is acme.bo
        assert "PREVIEW: only you see this, nothing was posted" in reply.text
        assert "week 47 (16–22 Nov 2026)" in reply.text
    assert not acme.slack.calls_to("chat.postMessage")


@pytest.mark.parametrize(
    ("words", "said"),
    [("preview week9", "no digest for “week9”"), ("preview 2026-W47 2026-W46", "of one week")],
)
async def test_a_preview_of_no_week_is_refused_in_words(acme, words, said):
    reply = await typed(acme, f"/northstar digest {words}")
    assert said in reply.text


async def test_the_words_are_explained_on_demand(acme):
    preview = await typed(acme, "/northstar digest preview")
    shown = await pressed(acme, preview, "northstar.digest.words")
    assert "Normal range: where a week usually lies" in shown.text


async def test_on_monday_the_digest_is_posted_once_with_its_table_in_the_thread(acme, clock):
    await next_monday(acme, clock)
    await acme.settle()
    (parent,) = [one for one in acme.growth.messages if one.thread_ts in {None, one.ts}]
    table, *others = parent.thread
    assert ["All numbers" in one.text for one in others] == [False] * len(others)
    assert parent.text.startswith("Weekly lessons completed · week 48 (23–29 Nov 2026)\n500 lessons")
    assert "data_visualization" in [block["type"] for block in parent.blocks]
    assert table.thread_ts == parent.ts
    assert "All numbers of week 48" in table.text


async def test_a_refused_chart_never_loses_the_digest(acme, clock):
    acme.slack.faults.add("chat.postMessage", error="invalid_blocks")
    await next_monday(acme, clock)
    parent = acme.growth.messages[0]
    assert "data_visualization" not in [block["type"] for block in parent.blocks]
    assert "500 lessons" in parent.text


async def test_a_digest_posted_late_says_so(acme, clock):
    await acme.settle()
    clock.advance(days=7, hours=5)
    await keep(acme, [Reading(LESSONS, Week.parse("2026-W48"), 500.0, recorded_at=clock.now())])
    await acme.settle()
    assert "Late: was due Mon 30 Nov 09:00 Europe/Berlin" in acme.growth.messages[0].text


async def test_home_shows_the_star_and_ones_own_input(acme):
    await acme.bo.opens_home()
    await acme.settle()
    assert "681 lessons" in acme.bo.home.plain
    assert "Active learners" in acme.bo.home.plain
