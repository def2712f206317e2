"""A no is read by its decider before its asker reads it; what was typed is never lost on the way."""

import pytest
from tests.support.request_doors import (
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

LONG = {
    "reason": "“Quoted”, \\ and\nmany\nlines: " + "teachers of Elm School give up at the fifth click. " * 15,
    "would_be_yes": "Two schools whose teachers come back more often with it. " * 6,
}


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def _no_view(scene, number=1, who=None):
    person = who or scene.cy
    view = await choose(person, await weigh_view(scene, number, person), "input", "none")
    return await choose(person, view, "answer", "no")


async def test_the_preview_says_what_the_asker_then_reads(scene):
    await ask(scene, values=WORKFLOW)
    preview = (await scene.cy.submits(await _no_view(scene), NO)).view
    assert preview.blocks[0]["text"]["text"] == "This is what Bo will read"
    await scene.settle()
    assert all("#1" not in each.text for each in scene.bo.dm.messages)
    assert (await scene.cy.submits(preview)).closed
    note = await told(scene, scene.bo, "No, for now: #1")
    assert preview.blocks[1]["elements"] == note.blocks[0]["elements"]
    for part in ("Thank you for the goal", "★ Daily users", NO["reason"], NO["would_be_yes"], "appeal once"):
        assert part in note.text


async def test_back_leads_to_the_form_with_everything_typed(scene):
    await ask(scene, values=WORKFLOW)
    view = await _no_view(scene)
    preview = (await scene.cy.submits(view, NO)).view
    await scene.cy.closes(preview)
    assert scene.cy.view.title == "Weigh #1"
    again = (await scene.cy.submits(scene.cy.view)).view
    assert NO["reason"] in words_of(again)
    changed = "Nobody would come on more days because of a quicker click."
    await scene.cy.closes(again)
    assert (await decline(scene.cy, scene.cy.view, {"reason": changed})).closed
    assert changed in (await told(scene, scene.bo, "No, for now: #1")).text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("This is simply not a priority for us right now, sorry.", "explains nothing"),
        ("No, we cannot. Sorry, we really will not do this now.", "says no, not why"),
        ("Sales promised too much to this school once again, so no.", "blames a team (sales)"),
    ],
)
async def test_words_that_explain_nothing_or_blame_are_refused_under_their_field(scene, reason, said):
    await ask(scene, values=WORKFLOW)
    wrong = await scene.cy.submits(await _no_view(scene), NO | {"reason": reason})
    assert set(wrong.errors) == {"reason"}
    assert said in wrong.errors["reason"]
    assert (await decline(scene.cy, wrong.view, NO)).closed


async def test_long_texts_with_quotes_and_lines_arrive_whole(scene):
    await ask(scene, values=WORKFLOW)
    assert (await decline(scene.cy, await _no_view(scene), NO | LONG)).closed
    note = await told(scene, scene.bo, "No, for now: #1")
    assert LONG["reason"].strip() in note.text


async def test_who_sends_second_keeps_the_form_and_hears_who_was_first(scene):
    await ask(scene, values=WORKFLOW)
    mine, theirs = await _no_view(scene), await _no_view(scene, who=scene.ana)
    late = (await scene.ana.submits(theirs, NO)).view
    assert (await decline(scene.cy, mine, NO)).closed
    refused = await scene.ana.submits(late)
    assert "already decided by" in words_of(refused.view)
    await scene.ana.closes(refused.view)
    assert scene.ana.view.title == "Weigh #1"


async def test_from_home_over_the_details_there_is_room_for_the_preview(scene):
    await ask(scene, values=WORKFLOW)
    home = await scene.cy.opens_home()
    await scene.cy.clicks(home, "northstar.requests.why", value="1", force=True)
    await scene.cy.clicks(scene.cy.view, "northstar.requests.why", value="1", force=True)
    await scene.cy.clicks(scene.cy.view, "northstar.requests.weigh", value="1")
    assert scene.cy.view.title == "Weigh #1"
    view = await choose(scene.cy, scene.cy.view, "input", "none")
    view = await choose(scene.cy, view, "answer", "no")
    assert (await decline(scene.cy, view, NO)).closed
