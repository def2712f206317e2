"""An owner goes away: a cover decides, what is not handed over waits, and one report comes on return."""

import json
from dataclasses import replace

import pytest
from tests.support.request_doors import MECHANISM, YES, ask, choose, on_scene, told, weigh_view, words_of


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; Dot is a member without a role."""
    scene = await on_scene(on_stage)
    scene.slack.dot = scene.slack.add_person("Dot", tz="Europe/Berlin")
    scene.growth.members.append(scene.slack.dot)
    return scene


async def says(scene, person, words):
    reply = await person.types(f"/northstar {words}", channel=scene.growth)
    await scene.slack.quiet()
    return reply


async def decided(scene, person, number):
    view = await weigh_view(scene, number, person)
    view = await choose(person, view, "answer", "yes")
    return await person.submits(view, YES | {"mechanism": MECHANISM})


async def test_a_cover_decides_while_the_owner_is_away_and_not_after(scene, clock):
    dot = scene.slack.dot
    await ask(scene)
    assert "Only deciders" in (await says(scene, dot, "weigh 1")).text
    said = await says(scene, scene.ana, f"away until 27 Nov cover <@{dot.id}>")
    assert "You are away until Fri 27 Nov." in said.text
    assert "The star, approving a pivot and settings are not handed over: they wait." in said.text
    note = await told(scene, dot, "You cover")
    assert f"<@{scene.ana.id}> is away until Fri 27 Nov." in note.text
    assert not (await decided(scene, dot, 1)).errors
    for owners in ("settings", "pivot"):
        reply = await says(scene, dot, owners)
        assert "needs the role" in reply.text
    clock.advance(hours=1)
    back = await says(scene, scene.ana, "back")
    assert "Welcome back" in back.text
    report = await told(scene, scene.ana, "While you were away")
    assert "On 23 Nov 2026: 1 verdict by others: 1 yes." in report.text
    assert f"Yes by <@{dot.id}>" in json.dumps(report.blocks)
    details = await scene.ana.clicks(report, "northstar.requests.why")
    assert "#1 New notifications for teachers is accepted." in details.text
    await ask(scene)
    assert "Only deciders" in (await says(scene, dot, "weigh 2")).text


async def test_the_day_of_return_ends_it_once_and_reports_in_working_hours(scene, clock):
    await says(scene, scene.ana, "away until 2026-11-28")
    await ask(scene)
    await decided(scene, scene.cy, 1)
    clock.advance(days=5)  # Saturday morning
    for _ in range(2):
        await scene.settle()
    assert "You are not away." in (await says(scene, scene.ana, "back")).text
    assert not any("While you were away" in each.text for each in scene.ana.dm.messages)
    clock.advance(days=2, hours=2)
    report = await told(scene, scene.ana, "While you were away")
    assert "From 23 Nov 2026 to 28 Nov 2026: 1 verdict by others: 1 yes." in report.text
    await scene.settle()
    assert len([each for each in scene.ana.dm.messages if "While you were away" in each.text]) == 1


async def test_home_and_the_waiting_list_say_who_is_away(scene):
    await ask(scene)
    await says(scene, scene.ana, f"away cover <@{scene.cy.id}>")
    listed = await says(scene, scene.cy, "requests waiting-on-me")
    assert f"<@{scene.ana.id}> is away; <@{scene.cy.id}> covers." in json.dumps(listed.message.blocks)
    for person, words in ((scene.cy, f"<@{scene.ana.id}> is away"), (scene.ana, "*You are away.*")):
        await person.opens_home()
        await scene.settle()
        await scene.slack.until(lambda person=person, words=words: words in json.dumps(person.home.blocks))
    await scene.ana.clicks(scene.ana.home, "northstar.away.back")
    await scene.slack.until(lambda: "You are away" not in json.dumps(scene.ana.home.blocks))


async def test_alone_says_the_form_and_that_nobody_else_decides(scene):
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, deciders=()))
    reply = await says(scene, scene.ana, "away")
    answer = await scene.ana.submits(reply.view, {"until": "2026-12-01"})
    assert "Nobody else here decides everything" in words_of(answer.view)
    again = await says(scene, scene.ana, "away")
    assert again.view.title == "Away"
    answer = await scene.ana.submits(again.view, {"until": "2026-12-02", "cover": scene.slack.dot.id})
    assert "covers" in words_of(answer.view)
    assert "Nobody else" not in words_of(answer.view)


REFUSED = {
    "until yesterday": "“yesterday” is not a day.",
    "until 2026-11-23": "The day of return has to lie ahead.",
    "until 2030-01-01": "more than a year away",
    "until 31 Feb": "“31 feb” is not a day.",
    "tomorrow": "is not something away understands",
    "cover nobody": "Who covers?",
    "cover <@ANA>": "You cannot cover for yourself.",
    "cover <@GUEST>": "Only a full member of this workspace can cover.",
    "cover <@ROBOT>": "Only a full member of this workspace can cover.",
    "cover <@UNOBODY0>": "Only a full member of this workspace can cover.",
    "cover <@CY> <@BO>": "Only one person can cover.",
}


async def test_what_cannot_be_is_said_and_nothing_is_kept(scene):
    ids = {
        "ANA": scene.ana.id,
        "GUEST": scene.guest.id,
        "ROBOT": scene.robot.id,
        "CY": scene.cy.id,
        "BO": scene.bo.id,
    }
    for typed, said in REFUSED.items():
        words = typed
        for name, found in ids.items():
            words = words.replace(f"<@{name}>", f"<@{found}>")
        reply = await says(scene, scene.ana, f"away {words}")
        assert said in reply.text, typed
    assert "You are not away." in (await says(scene, scene.ana, "back")).text


async def test_settings_lead_there_for_owners_alone(scene):
    reply = await says(scene, scene.ana, "settings")
    await scene.ana.clicks(reply.view, "northstar.away.open")
    assert scene.ana.view.title == "Away"
    answer = await scene.ana.submits(scene.ana.view, {"cover": scene.slack.dot.id})
    assert f"<@{scene.slack.dot.id}> covers" in words_of(answer.view)


async def test_only_owners_go_away(scene):
    for words in ("away", "away until 27 Nov", "back"):
        assert "This needs the role owner." in (await says(scene, scene.cy, words)).text


async def test_who_stops_being_owner_leaves_no_cover_behind(scene):
    dot = scene.slack.dot
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, owners=(scene.bo.id,)))
    await ask(scene, scene.cy)
    await says(scene, scene.bo, f"away cover <@{dot.id}>")
    assert (await weigh_view(scene, 1, dot)).title == "Weigh #1"
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, owners=()))
    assert "Only deciders" in (await says(scene, dot, "weigh 1")).text
    await scene.settle()
    async with scene.bot.house.transactions.read() as store:
        assert await store.absences.open(scene.bot.workspace) == []
