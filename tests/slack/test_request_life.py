"""Appeal and drop through the doors people have: the message, the record, Home; and what the calendar posts."""

from dataclasses import replace

import pytest
from tests.support.request_doors import (
    MECHANISM,
    NO,
    WORKFLOW,
    ask,
    choose,
    decline,
    on_scene,
    told,
    weigh_view,
    words_of,
)

NEW = "Three schools wrote this week that they leave because of it."
WHY = "Elm School has left, so nobody waits for it any more."


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def _declined(scene, who=None):
    await ask(scene, values=WORKFLOW)
    person = who or scene.cy
    view = await choose(person, await weigh_view(scene, who=person), "input", "none")
    assert (await decline(person, await choose(person, view, "answer", "no"), NO)).closed
    return await told(scene, scene.bo, "No, for now: #1")


async def _accepted(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed


async def test_from_the_no_to_another_decider_and_a_final_no(scene, clock):
    note = await _declined(scene)
    form = (await scene.bo.clicks(note, "northstar.requests.appeal")).view
    assert NO["would_be_yes"] in words_of(form)
    wrong = await scene.bo.submits(form, {"text": WORKFLOW["problem"]})
    assert "said before" in wrong.errors["text"]
    done = await scene.bo.submits(wrong.view, {"text": NEW})
    assert "is open again" in words_of(done.view)

    refused = await scene.cy.types("/northstar weigh 1", channel=scene.growth)
    assert "You said no to this" in refused.text
    view = await weigh_view(scene, who=scene.ana)
    assert NEW in words_of(view)
    assert NO["would_be_yes"] in words_of(view)
    view = await choose(scene.ana, await choose(scene.ana, view, "input", "none"), "answer", "no")
    assert (await decline(scene.ana, view, NO)).closed
    clock.advance(seconds=5)
    final = await told(scene, scene.bo, "this no is final")
    late = await scene.bo.clicks(final, "northstar.requests.appeal", value="1", force=True)
    assert "the second no is final" in late.text
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    assert NEW in why.message.plain


async def test_appeal_from_the_record_and_from_home(scene):
    await _declined(scene)
    record = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert (await scene.bo.clicks(record.message, "northstar.requests.appeal")).view.title == "Appeal"
    await scene.bo.closes(scene.bo.view)
    home = await scene.bo.opens_home()
    assert (await scene.bo.clicks(home, "northstar.requests.appeal")).view.title == "Appeal"


@pytest.mark.parametrize("who", ["ana", "cy", "guest", "stranger", "robot"])
async def test_nobody_appeals_for_somebody_else(scene, who):
    note = await _declined(scene)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    del note
    refused = await getattr(scene, who).clicks(
        listing.message, "northstar.requests.appeal", value="1", force=True
    )
    assert refused.view is None
    assert "Only" in refused.text


async def test_where_only_the_owner_decides_the_appeal_comes_back_to_her_and_says_so(scene):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    await scene.bot.house.services.company.apply(replace(company, deciders=()))
    note = await _declined(scene, who=scene.ana)
    form = (await scene.bo.clicks(note, "northstar.requests.appeal")).view
    assert "nobody else can decide it" in words_of(form)
    assert "Nobody else can decide it" in words_of((await scene.bo.submits(form, {"text": NEW})).view)
    assert "it came back to you" in words_of(await weigh_view(scene, who=scene.ana))


async def test_a_promise_is_dropped_with_a_reason_that_its_asker_reads(scene, clock):
    await _accepted(scene)
    await told(scene, scene.bo, "Yes: #1")
    clock.advance(seconds=5)
    record = await scene.cy.types("/northstar why 1", channel=scene.growth)
    form = (await scene.cy.clicks(record.message, "northstar.requests.drop")).view
    wrong = await scene.cy.submits(form, {"reason": "It is not a priority any more, sorry."})
    assert "explains nothing" in wrong.errors["reason"]
    assert (await scene.cy.submits(wrong.view, {"reason": WHY})).closed
    assert WHY in (await told(scene, scene.bo, "Dropped: #1")).text
    again = await scene.cy.clicks(record.message, "northstar.requests.drop")
    assert "Only what is accepted can be dropped" in again.text


@pytest.mark.parametrize("who", ["bo", "guest", "stranger", "robot"])
async def test_nobody_else_drops(scene, who):
    await _accepted(scene)
    listing = await scene.cy.types("/northstar requests accepted", channel=scene.growth)
    refused = await getattr(scene, who).clicks(
        listing.message, "northstar.requests.drop", value="1", force=True
    )
    assert refused.view is None


async def test_a_question_that_waits_too_long_is_parked_and_the_way_back_is_in_the_message(scene, clock):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "ask back")
    await scene.cy.submits(view, {"question": "Which teachers, class or subject?"})
    await scene.settle()
    clock.advance(days=15)
    note = await told(scene, scene.bo, "Parked: #1")
    assert "Which teachers" in note.text
    form = (await scene.bo.clicks(note, "northstar.requests.reply")).view
    assert (await scene.bo.submits(form, {"text": "Class teachers of Oak School."})).closed
    record = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "is open" in record.text
    assert "Parked after ten working days without an answer, on 8 Dec 2026" in record.message.plain


async def test_what_woke_reaches_its_asker_at_once_and_deciders_once_a_week(scene, clock):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "park")
    view = await choose(scene.cy, view, "wake_on", "date")
    fields = {"wake_at": "2026-11-25", "difference": "Oak School decides about it on Wednesday."}
    assert set((await scene.cy.submits(view, fields)).errors) == {"reason"}
    assert (await scene.cy.submits(view, fields | {"reason": "Nobody can say before Wednesday."})).closed
    await scene.settle()
    clock.advance(days=2, hours=1)
    assert "Its day has come" in (await told(scene, scene.bo, "Open again: #1")).text
    assert not any("came back" in each.text for each in scene.cy.dm.messages)
    clock.advance(days=5, hours=1)
    batch = await told(scene, scene.cy, "1 parked request came back")
    assert not [each for each in scene.cy.dm.messages if "waits for your verdict" in each.text][2:]
    assert (await scene.cy.clicks(batch, "northstar.requests.weigh", value="1")).view.title == "Weigh #1"


async def test_stewards_see_the_exempt_share_on_home(scene):
    await _accepted(scene)
    assert "Exempt from the star: 0 of the last 1 decision (0%)" in words_of(await scene.ana.opens_home())
    assert "Exempt from" not in words_of(await scene.bo.opens_home())
