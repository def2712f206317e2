"""Weighing without judging, too late, or after something was added: nobody has to invent, nothing typed is lost."""

import random

import pytest
from tests.support.request_doors import (
    MECHANISM,
    NO,
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


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        ("ask back", {"question": "Which teachers, by class or by subject?"}),
        ("duplicate", {"duplicate_of": "1"}),
    ],
)
async def test_a_question_and_a_duplicate_say_nothing_of_an_input(scene, answer, fields):
    await ask(scene)
    await ask(scene, title="Reminders in the morning", input="unsure")
    view = await choose(scene.cy, await weigh_view(scene, 2), "answer", answer)
    assert (await scene.cy.submits(view, fields)).closed
    why = words_of((await scene.cy.types("/northstar why 2", channel=scene.growth)).message)
    assert "no rule applied" in why
    assert "R1" not in why


async def test_a_duplicate_keeps_no_rule_about_itself(scene):
    await ask(scene)
    await ask(scene, title="Reminders in the morning", input="none")
    view = await choose(scene.cy, await weigh_view(scene, 2), "input", "none")
    view = await choose(scene.cy, view, "answer", "duplicate")
    assert (await scene.cy.submits(view, {"duplicate_of": "1"})).closed
    assert "no rule applied" in words_of(
        (await scene.cy.types("/northstar why 2", channel=scene.growth)).message
    )


async def test_every_other_verdict_needs_an_input(scene):
    await ask(scene, input="unsure")
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    refused = await scene.cy.submits(view, {"mechanism": MECHANISM}, force=True)
    assert "Choose the input" in str(refused.errors) or "required" in str(refused.errors)


async def test_what_was_typed_stays_when_somebody_else_was_faster(scene):
    await ask(scene)
    slow = await choose(scene.ana, await weigh_view(scene, who=scene.ana), "answer", "yes")
    scene.ana.fills(slow, {"mechanism": MECHANISM})
    fast = await choose(scene.cy, await weigh_view(scene), "input", "none")
    assert (await decline(scene.cy, await choose(scene.cy, fast, "answer", "no"), NO)).closed
    for _ in range(2):
        slow = await choose(scene.ana, slow, "evidence", "measured")
        assert words_of(slow).count("was already decided by @Cy: no") == 1
        assert "mechanism" in fields_of(slow)
    late = await scene.ana.submits(slow, {})
    assert "was already decided by @Cy: no" in str(late.errors)


async def test_its_asker_adds_to_an_open_request_and_the_decider_sees_it_before_deciding(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    await scene.bo.clicks(why.message, "northstar.requests.reply", value="1")
    assert (
        await scene.bo.submits(scene.bo.view, {"text": "Elm School asks for the same since Monday."})
    ).closed
    late = await scene.cy.submits(view, {"mechanism": MECHANISM})
    assert "Something was added to request #1 meanwhile" in str(late.errors)
    await scene.cy.closes(view)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert "Elm School asks for the same since Monday." in words_of(view)
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed


async def test_an_old_answer_button_says_what_to_do_before_anything_is_typed(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "ask back")
    assert (await scene.cy.submits(view, {"question": "Which teachers, by class or by subject?"})).closed
    question = await told(scene, scene.bo, "A question before we can weigh it: #1")
    view = await choose(scene.cy, await weigh_view(scene), "input", "none")
    assert (await decline(scene.cy, await choose(scene.cy, view, "answer", "no"), NO)).closed
    pressed = await scene.bo.clicks(question, "northstar.requests.reply", value="1")
    assert pressed.view is None
    assert "#1 is declined, so nothing can be added to it. Appeal once, with what is new" in pressed.text


async def test_a_request_that_nobody_weighed_is_not_weighed_again(scene, clock):
    await ask(scene)
    async with scene.bot.house.transactions.write() as store:
        request = await store.requests.find(scene.bot.workspace, 1)
        await store.requests.move(request, request.state, clock.now(), re_weigh=True)
    listed = words_of((await scene.cy.types("/northstar requests re-weigh", channel=scene.growth)).message)
    assert "#1 New notifications" in listed
    assert "Return days as its asker thinks" in listed
    assert "again" not in listed
    assert "since" not in listed
    assert "again" not in words_of((await scene.cy.types("/northstar why 1", channel=scene.growth)).message)


async def test_long_texts_are_carried_along_and_what_cannot_be_is_said_before_it_is_lost(scene):
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "no")
    long = "Nobody would come on more days because assigning a lesson is quicker. " * 40
    scene.cy.fills(view, {"reason": long, "would_be_yes": long})
    view = await choose(scene.cy, await choose(scene.cy, view, "answer", "yes"), "answer", "no")
    assert words_of(view).count(long) == 2
    chance = random.Random(1)
    noise = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(2900))
    scene.cy.fills(view, {"reason": noise, "would_be_yes": noise[::-1]})
    view = await choose(scene.cy, view, "answer", "yes")
    assert "The texts of this form are too long to be kept" in words_of(view)
    assert {"reason", "would_be_yes"} <= set(fields_of(view))
