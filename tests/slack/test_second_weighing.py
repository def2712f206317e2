"""The second weighing with the real bot: the message, the blind form, the clash, the page, each door by role."""

from dataclasses import replace

import pytest
from tests.support.request_doors import (
    MECHANISM,
    NO,
    WORKFLOW,
    ask,
    choose,
    fields_of,
    on_scene,
    told,
    weigh_view,
    words_of,
)

DIFFERENT = {"difference": "The teachers of this school have no phones at school."}


@pytest.fixture
def eve(on_stage):
    """One more decider."""
    return on_stage.slack.add_person("Eve")


@pytest.fixture
async def scene(on_stage, eve, clock):
    """Ana owns, Bo asks, Cy and Eve decide; every verdict is given twice."""
    scene = await on_scene(on_stage)
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    await scene.bot.house.services.company.apply(
        replace(company, deciders=(scene.cy.id, eve.id), second_weighing_every=1)
    )
    clock.advance(hours=2)
    return scene


async def _yes(scene, who=None):
    view = await choose(who or scene.cy, await weigh_view(scene, who=who), "answer", "yes")
    return await (who or scene.cy).submits(view, {"mechanism": MECHANISM})


async def _second_person(scene):
    """The owner comes first; she is asked."""
    await scene.settle()
    await scene.slack.quiet()
    return scene.ana


async def test_from_the_first_verdict_to_a_clash_both_hear_of(scene, clock):
    await ask(scene)
    assert (await _yes(scene)).closed
    person = await _second_person(scene)
    note = await told(scene, person, "A second weighing: #1")
    assert MECHANISM not in note.text
    assert "yes" not in note.text.lower().replace("yes now", "")
    opened = await person.clicks(note, "northstar.requests.weigh")
    assert "A second weighing. " in words_of(opened.view)
    assert MECHANISM not in words_of(opened.view)
    view = await choose(person, opened.view, "answer", "no")
    assert "Read by the first decider, if you differ" in words_of(view)
    assert (await person.submits(view, NO | DIFFERENT)).closed

    clock.advance(minutes=1)
    for each in (scene.cy, person):
        clash = await told(scene, each, "Two verdicts: #1")
        for part in (
            MECHANISM,
            NO["reason"],
            "Talk it through; nothing changes by itself.",
            f"<@{scene.cy.id}>",
        ):
            assert part in clash.text
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "is accepted" in why.text
    assert NO["reason"] not in why.text
    page = await person.types("/northstar requests consistency", channel=scene.growth)
    assert "Same verdict on 0 of 1." in page.text
    assert "#1 New notifications for teachers: first yes, second no" in page.text
    assert "100% of them without an owner" in page.text


async def test_until_then_every_door_shows_it_as_it_was(scene):
    await ask(scene)
    await _yes(scene)
    person = await _second_person(scene)
    seen = [(await person.types(f"/northstar {line}", channel=scene.growth)) for line in (
        "why 1", "requests", "requests accepted", "requests waiting-on-me", "requests open input:return_days",
    )]  # fmt: skip
    await person.opens_home()
    shown = [reply.text for reply in seen] + [words_of(person.home)]
    for text in shown:
        assert MECHANISM not in text
        assert "is accepted" not in text
        assert "(accepted)" not in text
    assert "what was decided stays hidden" in words_of(person.home)
    assert "Nothing here." in seen[2].text
    assert "#1 New notifications" in seen[3].text
    view = await weigh_view(scene, who=person)
    assert fields_of(view)[:2] == ["input", "evidence"]
    assert "accepted and not shipped" not in words_of(view) or "0 accepted" in words_of(view)


async def test_a_form_opened_to_decide_is_not_taken_for_a_second_weighing(scene):
    await ask(scene)
    view = await choose(scene.ana, await weigh_view(scene, who=scene.ana), "answer", "yes")
    await _yes(scene)
    refused = await scene.ana.submits(view, {"mechanism": MECHANISM})
    assert "weigh it a second time, blind" in refused.errors["answer"]
    assert "already decided by" not in refused.errors["answer"]


async def test_an_owner_sends_one_by_command_and_by_button_and_nobody_else_can(scene, eve):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    await scene.bot.house.services.company.apply(replace(company, second_weighing_every=0))
    await ask(scene)
    await ask(scene, values=WORKFLOW)
    await _yes(scene)
    for person in (scene.bo, scene.cy, scene.guest):
        refused = await person.types("/northstar second 1", channel=scene.growth)
        assert "goes to" not in refused.text
        refused = await person.types("/northstar requests consistency", channel=scene.growth)
        assert "Same verdict" not in refused.text
        assert "without an owner" not in refused.text
    asked = await scene.ana.types("/northstar second 2", channel=scene.growth)
    assert "#2 has no verdict to compare with." in asked.text
    why = await scene.ana.types("/northstar why 1", channel=scene.growth)
    for person in (scene.bo, scene.cy, scene.guest, scene.stranger):
        refused = await person.clicks(why.message, "northstar.second.ask", force=True)
        assert "goes to" not in refused.text
    sent = await scene.ana.clicks(why.message, "northstar.second.ask")
    assert f"#1 goes to <@{eve.id}>" in sent.text
    assert "An owner asks you to weigh it" in (await told(scene, eve, "A second weighing: #1")).text
    again = await scene.ana.types("/northstar second 1", channel=scene.growth)
    assert "is weighed a second time already" in again.text


async def test_agreement_is_told_only_in_numbers_and_on_a_stewards_home(scene):
    await ask(scene)
    await _yes(scene)
    person = await _second_person(scene)
    assert (await _yes(scene, who=person)).closed
    await scene.settle()
    await scene.slack.quiet()
    for each in (scene.cy, person):
        assert not [message for message in each.dm.messages if "Two verdicts" in message.text]
    for each in (person, scene.cy):
        await each.opens_home()
    assert "Same verdict on 1 of 1." in words_of(person.home)
    assert "Same verdict" not in words_of(scene.cy.home)


async def test_who_switched_it_off_in_settings_is_believed(scene):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    overview = (await scene.ana.types("/northstar settings", channel=scene.growth)).view
    form = await scene.ana.clicks(overview, "northstar.settings.open", value="company:")
    assert "one goes blind to a second decider" in words_of(form.view)
    wrong = await scene.ana.submits(form.view, {"second_weighing_every": "often"})
    assert set(wrong.errors) == {"second_weighing_every"}
    await scene.ana.submits(wrong.view, {"second_weighing_every": "0"})
    changed = await scene.bot.house.services.company.of(scene.bot.workspace)
    assert (company.second_weighing_every, changed.second_weighing_every) == (1, 0)
