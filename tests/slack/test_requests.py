"""Asking, weighing, deciding and answering with the real bot, as people do it."""

from dataclasses import replace

import pytest
from tests.support.request_doors import (
    ASKED,
    MECHANISM,
    NO,
    WORKFLOW,
    ask,
    choose,
    decline,
    fields_of,
    on_scene,
    told,
    weigh_view,
    words_of,
)


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def test_from_asking_to_a_yes_in_two_forms(scene):
    reply = await scene.bo.types("/northstar ask New notifications for teachers", channel=scene.growth)
    assert "It will be weighed against ★ Daily users." in words_of(reply.view)
    values = {name: value for name, value in ASKED.items() if name != "title"}
    done = await scene.bo.submits(reply.view, values)
    assert "#1 New notifications for teachers" in words_of(done.view)

    view = await weigh_view(scene)
    assert view.blocks[0]["text"]["text"] == "★ Daily users · version 1"
    assert "Rule R2: moves Return days, with evidence." in words_of(view)
    view = await choose(scene.cy, view, "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed

    note = await told(scene, scene.bo, "Yes: #1 New notifications for teachers.")
    assert MECHANISM in note.text
    assert f"<@{scene.cy.id}>" in note.text


async def test_a_no_is_polite_and_complete_and_told_once(scene):
    await ask(scene, values=WORKFLOW)
    view = await weigh_view(scene)
    view = await choose(scene.cy, view, "input", "none")
    assert "Rule R1: moves no input of the current star." in words_of(view)
    view = await choose(scene.cy, view, "answer", "no")
    assert (await decline(scene.cy, view, NO)).closed
    text = (await told(scene, scene.bo, "No, for now: #1")).text
    for part in ("Thank you for the goal behind it", "★ Daily users", NO["reason"], NO["would_be_yes"]):
        assert part in text
    why = await scene.ana.types("/northstar why #1", channel=scene.growth)
    assert "under ★ Daily users, version 1" in why.text


async def test_errors_stand_under_their_fields_and_nothing_typed_is_lost(scene):
    reply = await scene.bo.types("/northstar ask", channel=scene.growth)
    wrong = await scene.bo.submits(
        reply.view, ASKED | {"title": "short", "problem": "x", "needed_by": "2026-12-24"}
    )
    assert set(wrong.errors) == {"title", "problem", "needed_why"}
    fixed = {"title": ASKED["title"], "problem": ASKED["problem"], "needed_why": "The school renews then"}
    assert "#1 New notifications" in words_of((await scene.bo.submits(wrong.view, fixed)).view)


async def test_what_is_typed_stays_while_the_suggestion_follows(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    scene.cy.fills(view, {"mechanism": MECHANISM})
    view = await choose(scene.cy, view, "evidence", "hunch")
    assert "Rule R3" in words_of(view)
    assert fields_of(view)[3:] == ["mechanism", "stops", "look_by", "difference"]
    (different,) = [block for block in view.blocks if block.get("block_id") == "difference"]
    assert different["hint"]["text"].startswith("Rule R3 suggests: park. ")
    view = await choose(scene.cy, view, "answer", "park")
    view = await choose(scene.cy, view, "answer", "yes")
    wrong = await scene.cy.submits(view, {"difference": "short"})
    assert set(wrong.errors) == {"difference"}
    assert (
        await scene.cy.submits(wrong.view, {"difference": "Elm School is about to measure it this week."})
    ).closed
    assert MECHANISM in (await told(scene, scene.bo, "Yes: #1")).text


async def test_a_verdict_sent_before_its_fields_were_in_sight_shows_them(scene):
    await ask(scene)
    view = await weigh_view(scene)
    scene.cy.fills(view, {"answer": "no"})
    answer = await scene.cy.submits(view)
    assert "Not saved yet." in words_of(answer.view)
    assert {"reason_code", "reason", "would_be_yes", "difference"} <= set(fields_of(answer.view))
    different = {"difference": "The schools that asked for it are leaving anyway."}
    assert (await decline(scene.cy, answer.view, NO | different)).closed


async def test_the_second_of_two_deciders_hears_who_was_first(scene):
    await ask(scene)
    early, late = await weigh_view(scene), await weigh_view(scene, who=scene.ana)
    for person, view in ((scene.cy, early), (scene.ana, late)):
        await choose(person, view, "answer", "yes")
    assert (await scene.cy.submits(scene.cy.view, {"mechanism": MECHANISM})).closed
    second = await scene.ana.submits(scene.ana.view, {"mechanism": MECHANISM})
    assert set(second.errors) == {"answer"}
    assert "Request #1 was already decided by" in second.errors["answer"]
    await told(scene, scene.bo, "Yes: #1")


async def test_ask_back_answer_and_weigh_again(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "ask back")
    await scene.cy.submits(view, {"question": "Which teachers, class or subject?"})
    note = await told(scene, scene.bo, "A question before we can weigh it: #1")
    opened = await scene.bo.clicks(note, "northstar.requests.reply")
    assert (await scene.bo.submits(opened.view, {"text": "Class teachers of Oak School."})).closed
    view = await weigh_view(scene)
    assert "Added later: Class teachers of Oak School." in words_of(view)
    assert "Earlier: ask back." in words_of(view)


async def test_anothers_input_is_refused_under_the_question_for_the_input(scene):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    mine = replace(company.metric("return_days"), owner=scene.cy.id)
    metrics = tuple(mine if each.key == mine.key else each for each in company.metrics)
    await scene.bot.house.services.company.apply(replace(company, metrics=metrics, deciders=()))
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    view = await choose(scene.cy, view, "input", "new_users")
    refused = await scene.cy.submits(view, {"mechanism": MECHANISM})
    assert set(refused.errors) == {"input"}
    assert "You decide inside your own input only." in refused.errors["input"]
