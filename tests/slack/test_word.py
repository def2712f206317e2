"""The owner's word: said from the digest's buttons, shown where the digest stands and wherever the week is told."""

import json
from dataclasses import replace

import pytest
from tests.support.digests import LEARNERS, LESSONS, WEEK
from tests.support.request_doors import words_of
from tests.support.teaching import mondays, parents, teach

from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text

NOTE, NOT_KNOWN = "northstar.notes.word", "northstar.notes.not_known"
ABOUT = f"{WEEK.label} {LEARNERS}"
LAUNCH = "Reseller *launch* <!channel>"


@pytest.fixture
async def monday(on_stage, clock):
    """Monday's digests stand in two channels; Bo owns every number and is a steward."""
    squads = on_stage.slack.add_channel("squads", [on_stage.bo, on_stage.slack.bot])
    clock.advance(hours=-2)
    await teach(
        on_stage,
        clock,
        mondays(on_stage),
        mondays(on_stage, "learners", squads, options={"audience": LEARNERS}),
    )
    await on_stage.settle()
    clock.advance(hours=2, minutes=5)
    await on_stage.settle()
    clock.advance(minutes=1)
    return on_stage, squads


def the_digest(channel):
    (found,) = parents(channel)
    return found


def shown(message) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


def buttons(message) -> list[tuple[str, str]]:
    found = [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]
    return [(one["action_id"], one.get("value", "")) for one in found]


async def say(stage, person, words, channel=None):
    opened = await person.clicks(the_digest(channel or stage.growth), NOTE, value=ABOUT)
    done = await person.submits(opened.view, {"text": words})
    await stage.settle()
    return done


async def test_a_note_is_edited_into_every_digest_of_the_week_that_stands(monday, clock):
    stage, squads = monday
    before = {channel.name: the_digest(channel).ts for channel in (stage.growth, squads)}
    threads = [len(the_digest(channel).thread) for channel in (stage.growth, squads)]
    clock.advance(minutes=30)
    done = await say(stage, stage.bo, LAUNCH)
    assert "Noted on Active learners, 2026-W47" in words_of(done.view)
    for channel in (stage.growth, squads):
        found = the_digest(channel)
        assert found.ts == before[channel.name]
        assert f"“{LAUNCH}”" in shown(found)
        assert "“Reseller *launch* &lt;!channel&gt;”" in found.text
        assert "Add another note" in shown(found)
        assert (NOT_KNOWN, ABOUT) not in buttons(found)
        assert "Late:" not in found.text
    assert [len(the_digest(channel).thread) for channel in (stage.growth, squads)] == threads
    assert the_digest(squads).text.startswith("Active learners · week 47")


async def test_the_owner_of_the_star_adds_a_note_to_it_in_the_same_way(monday):
    stage, _ = monday
    of_star = f"{WEEK.label} {LESSONS}"
    opened = await stage.bo.clicks(the_digest(stage.growth), NOTE, value=of_star)
    assert "Weekly lessons completed, week 47" in str(opened.view)
    await stage.bo.submits(opened.view, {"text": "Schools came back"})
    await stage.settle()
    found = the_digest(stage.growth)
    assert "Bo: “Schools came back”" in found.text
    assert (NOT_KNOWN, of_star) not in buttons(found)


async def test_do_not_know_yet_is_an_answer_kept_once_until_somebody_knows(monday, clock):
    stage, _ = monday
    seen = the_digest(stage.growth)
    heard = await stage.bo.clicks(seen, NOT_KNOWN, value=ABOUT)
    assert "you do not know yet what changed in Active learners" in heard.text
    await stage.bo.clicks(seen, NOT_KNOWN, value=ABOUT, force=True)
    await stage.settle()
    found = the_digest(stage.growth)
    assert found.text.count("does not know yet") == 1
    async with stage.bot.house.transactions.read() as store:
        assert len(await store.annotations.between(stage.bot.workspace, WEEK, WEEK)) == 1
    clock.advance(days=1)
    await say(stage, stage.bo, "The reseller opened")
    told = the_digest(stage.growth).text
    assert "“The reseller opened”" in told
    assert "does not know" not in told
    again = await stage.bo.clicks(
        the_digest(stage.growth), NOT_KNOWN, value=f"2026-W47 {LEARNERS}", force=True
    )
    assert "You already wrote what happened." in again.text


async def test_others_get_one_polite_line_and_the_squad_may(monday):
    stage, _ = monday
    for button in (NOTE, NOT_KNOWN):
        refused = await stage.cy.clicks(the_digest(stage.growth), button, value=ABOUT)
        assert refused.view is None
        assert "Notes on Active learners are written by squad Growth or a steward." in refused.text
    company = await stage.bot.house.services.company.of(stage.bot.workspace)
    squad = replace(company.squads[0], people=(stage.cy.id,))
    await stage.bot.house.services.company.apply(replace(company, squads=(squad,)))
    await say(stage, stage.cy, "Teachers came back")
    assert "Cy: “Teachers came back”" in the_digest(stage.growth).text


async def test_the_word_is_kept_with_the_week(monday):
    stage, _ = monday
    await stage.bo.clicks(the_digest(stage.growth), NOT_KNOWN, value=ABOUT)
    services = stage.bot.house.services
    found = await services.digest.build(stage.bot.workspace, WEEK)
    assert "Bo: does not know yet." in text(found)
    data = as_data(found)
    said = {one["key"]: one["answers"] for one in data["asked"]}
    assert said == {LESSONS: [], LEARNERS: [{"author": "Bo", "text": "", "unknown": True}]}
    assert found.happened.marks == ()
    preview = await stage.bo.types("/northstar digest preview 2026-W47", channel=stage.growth)
    assert "does not know yet" in preview.text
    listed = await stage.bo.types("/northstar notes", channel=stage.growth)
    assert "Don't know yet" in listed.text


async def test_a_correction_and_a_removal_are_edited_in_as_well(monday, clock):
    stage, _ = monday
    await say(stage, stage.bo, "Reseler launch")
    listed = await stage.bo.types("/northstar notes", channel=stage.growth)
    opened = await stage.bo.clicks(listed.message, "northstar.notes.correct")
    clock.advance(minutes=1)
    await stage.bo.submits(opened.view, {"text": "Reseller launch"})
    await stage.settle()
    assert "“Reseller launch”" in the_digest(stage.growth).text
    clock.advance(minutes=1)
    listed = await stage.bo.types("/northstar notes", channel=stage.growth)
    await stage.bo.clicks(listed.message, "northstar.notes.remove")
    await stage.slack.quiet()
    await stage.settle()
    assert "launch" not in the_digest(stage.growth).text
    assert (NOT_KNOWN, ABOUT) in buttons(the_digest(stage.growth))


async def test_without_a_digest_the_note_is_only_kept(on_stage, clock):
    await teach(on_stage, clock, mondays(on_stage))
    preview = await on_stage.bo.types("/northstar digest preview", channel=on_stage.growth)
    opened = await on_stage.bo.clicks(preview.message, NOTE)
    await on_stage.bo.submits(opened.view, {"text": "The reseller opened"})
    await on_stage.settle()
    assert parents(on_stage.growth) == []


async def test_what_is_wrong_stands_under_the_field(monday):
    stage, _ = monday
    opened = await stage.bo.clicks(the_digest(stage.growth), NOTE)
    done = await stage.bo.submits(opened.view, {"text": "x"}, force=True)
    assert "text" in done.errors
