"""Lists of requests in a modal: narrowed by state, team, input and kind, paged, and never telling what is private."""

import json
from dataclasses import replace

import pytest
from tests.support.request_doors import ASKED, MECHANISM, ask, on_scene, weigh_view, words_of
from tests.support.request_doors import choose as weighed

from northstar_bot.domain.company.company import Team


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


TITLES = (
    "New notifications for teachers", "Dark colours at night", "Export marks as a sheet", "Single sign-on with Okta",
    "Offline reading on trains", "Quicker search of lessons", "Parents see homework", "Printable certificates",
    "Calendar of exams", "Voice notes for pupils", "Archive old classrooms",
)  # fmt: skip


async def many(scene, number):
    for title in TITLES[:number]:
        await ask(scene, title=title)


async def shelf(scene, who, text="requests", channel=None):
    listing = await who.types(f"/northstar {text}", channel=channel or scene.growth)
    return (await who.clicks(listing.message, "northstar.requests.browse")).view


async def choose(person, menu, label):
    view = person.view
    menus = [each for block in view.blocks for each in block.get("elements", [])]
    (found,) = [each for each in menus if each.get("action_id") == f"northstar.requests.browse.{menu}"]
    (value,) = [each["value"] for each in found["options"] if each["text"]["text"] == label]
    await person.clicks(view, f"northstar.requests.browse.{menu}", option=value)
    return person.view


async def test_a_list_is_narrowed_where_it_stands(scene):
    await ask(scene)
    await ask(scene, kind="bug fix", title="Fix the assignment workflow", input="new_users")
    view = await shelf(scene, scene.cy)
    assert "#1 New notifications" in words_of(view)
    view = await choose(scene.cy, "kind", "Bug fix")
    assert "#2 Fix the" in words_of(view)
    assert "#1 New" not in words_of(view)
    view = await choose(scene.cy, "input", "Return days")
    assert "Nothing here." in words_of(view)
    view = await choose(scene.cy, "kind", "All kinds")
    assert "#1 New" in words_of(view)
    view = await choose(scene.cy, "which", "Declined requests")
    assert "Nothing here." in words_of(view)


async def test_older_pages_and_what_leads_on_are_in_the_modal(scene):
    await many(scene, 11)
    await shelf(scene, scene.cy)
    await scene.cy.clicks(scene.cy.view, "northstar.requests.browse.older")
    assert "#1 New notifications" in words_of(scene.cy.view)
    await scene.cy.clicks(scene.cy.view, "northstar.requests.browse.newest")
    await scene.cy.clicks(scene.cy.view, "northstar.requests.browse.refresh")
    assert "#11 Archive" in words_of(scene.cy.view)
    await scene.cy.clicks(scene.cy.view, "northstar.requests.weigh", value="11")
    assert scene.cy.view.title == "Weigh #11"


async def test_home_leads_to_the_rest_of_what_waits(scene):
    await many(scene, 6)
    await scene.cy.opens_home()
    await scene.cy.clicks(scene.cy.home, "northstar.requests.browse")
    assert scene.cy.view.title == "Requests"
    assert "#1 New notifications" in words_of(scene.cy.view)


async def test_what_is_private_is_out_of_every_narrowed_list(scene):
    await ask(scene, kind="bug fix", visibility="deciders")
    eve = scene.slack.add_person("Eve")
    assert "#1 private" in words_of(await shelf(scene, eve, "requests all", eve.dm))
    assert "Nothing here." in words_of(await choose(eve, "kind", "Bug fix"))
    assert "Nothing here." in (await eve.types("/northstar requests kind:bug", channel=eve.dm)).text


async def test_a_person_sees_what_asks_for_their_time(scene):
    view = (await scene.bo.types("/northstar ask", channel=scene.growth)).view
    await scene.bo.clicks(view, "northstar.requests.kind_changed", option="quality check")
    own = {"whose": scene.ana.id, "hours": "2", "by": "2026-12-24"}
    await scene.bo.submits(scene.bo.view, {n: v for n, v in ASKED.items() if n != "kind"} | own)
    mine = await scene.ana.types("/northstar requests my-time", channel=scene.growth)
    assert "#1 New notifications" in mine.text
    assert "Nothing here" in (await scene.cy.types("/northstar requests my-time", channel=scene.growth)).text


async def test_a_word_for_a_kind_that_is_none_is_answered_with_those_there_are(scene):
    reply = await scene.bo.types("/northstar requests kind:wish", channel=scene.growth)
    assert "“wish” is not a kind of request. Use one of: client, deal, demo" in reply.text


async def test_where_no_team_is_declared_a_list_by_team_says_who_can_add_one(scene):
    reply = await scene.bo.types("/northstar requests from:sales", channel=scene.growth)
    assert "There is no team “sales”. None is declared yet" in reply.text


async def test_teams_are_offered_by_name(scene):
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, teams=(Team("sales", "Sales"),)))
    assert "Sales" in json.dumps((await shelf(scene, scene.cy)).blocks)


@pytest.mark.parametrize(
    ("typed", "action"),
    [("inputs", "northstar.star.inputs_again"), ("thanks mine", "northstar.shoutouts.mine_again")],
)
async def test_other_lists_are_refreshed_where_they_stand_too(scene, typed, action):
    shown = (await scene.cy.types(f"/northstar {typed}", channel=scene.growth)).message
    before = shown.text
    again = await scene.cy.clicks(shown, action)
    assert not again.messages
    assert shown.text == before


async def test_lists_and_home_show_the_input_that_was_decided(scene):
    await ask(scene)
    view = await weighed(scene.cy, await weigh_view(scene), "input", "new_users")
    view = await weighed(scene.cy, view, "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed
    under = await scene.bo.types("/northstar requests accepted input:new_users", channel=scene.growth)
    assert "#1 New notifications" in words_of(under.message)
    assert "accepted · New teachers" in words_of(under.message)
    elsewhere = await scene.bo.types("/northstar requests accepted input:return_days", channel=scene.growth)
    assert "Nothing here." in words_of(elsewhere.message)
    await scene.bo.opens_home()
    assert "accepted · New teachers" in words_of(scene.bo.home)
