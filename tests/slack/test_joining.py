"""Sending the ask form when something like it was asked before: join it, ask anyway, lose nothing, leave again."""

import json

import pytest
from tests.support.request_doors import (
    ASKED,
    MECHANISM,
    WORKFLOW,
    ask,
    ask_first,
    choose,
    on_scene,
    told,
    weigh_view,
    words_of,
)

ALIKE = ASKED | {
    "title": "Notifications for new teachers",
    "problem": "Elm School's teachers do not come back\nunless somebody “reminds” them.",
    "needed_by": "2026-12-24",
    "needed_why": "The school renews on that day.",
    "obligation": "contract",
    "obligation_link": "https://contracts.example/7",
    "evidence": "asked",
}


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; Bo has asked for notifications."""
    scene = await on_scene(on_stage)
    await ask(scene)
    return scene


async def _ask_alike(scene, who=None, **changes):
    return (await ask_first(scene, who or scene.ana, ALIKE, **changes)).view


async def _why(scene, number, who=None):
    return await (who or scene.ana).types(f"/northstar why {number}", channel=scene.growth)


async def test_what_is_like_it_is_shown_on_top_of_the_form_and_back_leads_to_what_was_typed(scene):
    view = await _ask_alike(scene)
    assert view.title == "Asked before?"
    assert "#1 New notifications for teachers" in words_of(view)
    assert "Join #1" in words_of(view)
    assert "Nothing is asked yet." in words_of(view)
    assert ALIKE["problem"] not in json.dumps(view.record(), ensure_ascii=False)
    await scene.ana.closes(view)
    assert scene.ana.view.title == "Ask"
    again = await scene.ana.submits(scene.ana.view, {"title": "Confetti when a lesson ends"})
    assert "#2 Confetti when a lesson ends" in words_of(again.view)


async def test_asking_anyway_keeps_every_field_as_it_was_typed(scene):
    done = await scene.ana.submits(await _ask_alike(scene))
    assert "#2 Notifications for new teachers" in words_of(done.view)
    await scene.ana.closes(done.view)
    assert scene.ana.view is None
    async with scene.bot.house.transactions.read() as store:
        kept = await store.requests.find(scene.bot.workspace, 2)
        draft = await store.drafts.find(scene.bot.workspace, "any")
    assert draft is None
    assert kept.problem == ALIKE["problem"]
    assert (kept.title, kept.evidence.value, kept.input) == (ALIKE["title"], "asked", "return_days")
    assert (str(kept.needed_by), kept.needed_why) == (ALIKE["needed_by"], ALIKE["needed_why"])
    assert (kept.obligation.value, kept.obligation_link) == ("contract", ALIKE["obligation_link"])
    assert kept.asker == scene.ana.id


async def test_each_form_delivered_twice_asks_once(scene):
    reply = await scene.ana.types("/northstar ask", channel=scene.growth)
    form = reply.view
    shown = (await scene.ana.submits(form, ALIKE)).view
    twin = (await scene.ana.submits(form, ALIKE, force=True)).view
    assert "Join #1" in words_of(twin)
    assert "Asked: " in words_of((await scene.ana.submits(twin)).view)
    assert "You had sent this already" in words_of((await scene.ana.submits(shown, force=True)).view)
    assert "You had sent this already" in words_of((await scene.ana.submits(form, ALIKE, force=True)).view)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    assert listing.text.count("Notifications for new teachers") == 1


async def test_joining_closes_the_form_tells_the_joiner_all_and_shows_how_many_ask(scene):
    view = await _ask_alike(scene)
    await scene.ana.clicks(view, "northstar.requests.join")
    assert "You follow #1 New notifications for teachers." in words_of(scene.ana.view)
    assert "2 people ask for this." in words_of(scene.ana.view)
    await scene.ana.closes(scene.ana.view)
    assert scene.ana.view is None
    weighing = await weigh_view(scene)
    assert "2 people ask for this." in words_of(weighing)
    assert "2 people ask for this" in json.dumps((await _why(scene, 1)).message.blocks)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    assert "2 people ask for this" in json.dumps(listing.message.blocks)
    assert listing.text.count("#") == 1

    weighing = await choose(scene.cy, weighing, "answer", "yes")
    assert (await scene.cy.submits(weighing, {"mechanism": MECHANISM})).closed
    assert MECHANISM in (await told(scene, scene.bo, "Yes: #1")).text
    note = await told(scene, scene.ana, "Yes: #1")
    assert "you follow #1" in note.text
    left = await scene.ana.clicks(note, "northstar.requests.leave")
    assert "You follow #1 no longer." in left.text
    assert "You do not follow #1." in (await scene.ana.clicks(note, "northstar.requests.leave")).text


async def test_ones_own_request_is_called_ones_own(scene):
    view = await _ask_alike(scene, scene.bo)
    assert "You asked for this yourself" in words_of(view)
    assert "Join #1" not in words_of(view)
    forged = await scene.bo.clicks(view, "northstar.requests.join", value="1", force=True)
    assert "You asked for #1 yourself." in forged.text + words_of(scene.bo.view)


async def test_joining_and_leaving_from_the_record(scene):
    card = await _why(scene, 1)
    answer = await scene.ana.clicks(card.message, "northstar.requests.join")
    assert "You follow #1 New notifications for teachers." in answer.text
    assert "You follow already: #1" in (await scene.ana.clicks(card.message, "northstar.requests.join")).text
    card = await _why(scene, 1)
    assert "no longer" in (await scene.ana.clicks(card.message, "northstar.requests.leave")).text
    own = await _why(scene, 1, scene.bo)
    assert "northstar.requests.join" not in json.dumps(own.message.blocks)


async def test_an_appeal_and_an_answer_are_for_the_asker_alone(scene):
    await scene.ana.clicks((await _why(scene, 1)).message, "northstar.requests.join")
    view = await choose(scene.cy, await weigh_view(scene), "answer", "ask back")
    await scene.cy.submits(view, {"question": "Which teachers, class or subject?"})
    note = await told(scene, scene.ana, "A question before we can weigh it: #1")
    assert "northstar.requests.reply" not in json.dumps(note.blocks)
    assert f"<@{scene.bo.id}>" in note.text


async def test_a_duplicate_brings_its_asker_to_what_it_repeats(scene, clock):
    await ask(scene, scene.ana, WORKFLOW | {"title": "Remind teachers at eight in the morning"})
    await choose(scene.cy, await weigh_view(scene, 2), "input", "none")
    view = await choose(scene.cy, scene.cy.view, "answer", "duplicate")
    assert (await scene.cy.submits(view, {"duplicate_of": "#1"})).closed
    note = await told(scene, scene.ana, "Asked before: #2")
    assert "you follow #1" in note.text
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed
    clock.advance(minutes=1)
    assert MECHANISM in (await told(scene, scene.ana, "Yes: #1")).text


async def test_followers_hear_of_a_withdrawal_and_may_ask_themselves(scene):
    await scene.ana.clicks((await _why(scene, 1)).message, "northstar.requests.join")
    await scene.bo.clicks((await _why(scene, 1, scene.bo)).message, "northstar.requests.withdraw")
    note = await told(scene, scene.ana, "Withdrawn: #1")
    opened = await scene.ana.clicks(note, "northstar.requests.ask")
    assert "New notifications for teachers" in words_of(opened.view)


async def test_what_is_private_is_not_hinted_at_in_the_form_of_others(scene):
    eve = scene.slack.add_person("Eve")
    scene.growth.members.append(eve)
    await ask(scene, scene.bo, WORKFLOW | {"visibility": "deciders"})
    done = await ask(scene, eve, WORKFLOW | {"title": "Fix the workflow of assignments"})
    assert "#3 Fix the workflow of assignments" in words_of(done.view)
    forged = await scene.cy.types("/northstar requests", channel=scene.growth)
    refused = await eve.clicks(forged.message, "northstar.requests.join", value="2", force=True)
    assert "#2 is private to its asker and the deciders." in refused.text


@pytest.mark.parametrize("who", ["guest", "stranger", "robot"])
async def test_outsiders_neither_join_nor_leave_nor_ask_anyway(scene, who):
    outsider = getattr(scene, who)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    for verb in ("join", "leave"):
        refused = await outsider.clicks(listing.message, f"northstar.requests.{verb}", value="1", force=True)
        assert "You follow" not in refused.text
    view = await _ask_alike(scene)
    await outsider.submits(view, force=True)
    assert (await _why(scene, 2)).text.startswith("There is no request #2.")


async def test_a_draft_that_is_not_kept_any_more_says_so(scene, clock):
    view = await _ask_alike(scene)
    clock.advance(hours=25)
    await scene.settle()
    answer = await scene.ana.submits(view)
    assert "What you typed is not kept any more." in words_of(answer.view)


async def test_what_somebody_joined_is_in_a_list_and_on_their_home(scene):
    view = await _ask_alike(scene)
    await scene.ana.clicks(view, "northstar.requests.join")
    listed = await scene.ana.types("/northstar requests following", channel=scene.growth)
    assert "#1 New notifications for teachers" in words_of(listed.message)
    await scene.ana.opens_home()
    await scene.settle()
    assert "Requests I follow" in scene.ana.home.plain
    assert "Nothing here." in words_of(
        (await scene.cy.types("/northstar requests following", channel=scene.growth)).message
    )
