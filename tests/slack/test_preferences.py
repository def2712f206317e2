"""What a person unticks is not sent to them; what is ticked for all in settings is sent to nobody."""

import json

import pytest

from northstar_bot.domain.company.preferences import OF_MESSAGES, Switch


async def _thank(stage, who):
    reply = await stage.bo.types(f"/northstar thanks @{who.name} for the new form", channel=stage.growth)
    assert "You thanked" in reply.text
    await stage.settle()
    await stage.slack.quiet()


@pytest.fixture
async def scene(on_stage):
    await on_stage.declare()
    return on_stage


async def test_somebody_switches_off_that_they_were_thanked(scene):
    view = (await scene.cy.types("/northstar mute", channel=scene.growth)).view
    assert view.title == "Preferences"
    assert "A verdict on your own request always reaches you." in json.dumps(view.blocks)
    wanted = [kind for kind in OF_MESSAGES if kind is not Switch.THANKED]
    done = await scene.cy.submits(view, {"messages": wanted, "recognition": [Switch.SHOWN_IN_DECKS]})
    said = json.dumps(done.view.blocks)
    assert "Somebody thanked me" in said
    assert "Do not show me in decks" in said
    await _thank(scene, scene.cy)
    assert scene.cy.dm.messages == []
    again = (await scene.cy.types("/northstar preferences", channel=scene.growth)).view
    boxes = {block["block_id"]: block["element"] for block in again.blocks if block["type"] == "input"}
    ticked = {one["value"] for one in boxes["messages"]["initial_options"]}
    assert ticked == set(wanted)
    assert [one["value"] for one in boxes["recognition"]["initial_options"]] == [Switch.SHOWN_IN_DECKS]
    await scene.cy.submits(again, {"messages": list(OF_MESSAGES), "recognition": []})
    await _thank(scene, scene.cy)
    assert len(scene.cy.dm.messages) == 1


async def test_a_steward_switches_a_kind_off_for_everybody(scene):
    overview = (await scene.ana.types("/northstar settings", channel=scene.growth)).view
    form = await scene.ana.clicks(overview, "northstar.settings.open", value="messages:")
    done = await scene.ana.submits(form.view, {"quiet": [Switch.THANKED]})
    assert done.status == "ok"
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    assert company.quiet == (Switch.THANKED,)
    await _thank(scene, scene.cy)
    assert scene.cy.dm.messages == []
    view = (await scene.cy.types("/northstar preferences", channel=scene.growth)).view
    assert "Off for everybody here" in json.dumps(view.blocks)


async def test_guests_have_nothing_to_choose(scene):
    reply = await scene.guest.types("/northstar preferences", channel=scene.growth)
    assert "Only full members" in reply.text
    assert reply.view is None


async def test_somebody_types_the_day_they_began_and_the_roundup_says_how_long(scene, clock):
    view = (await scene.cy.types("/northstar preferences", channel=scene.growth)).view
    wrong = await scene.cy.submits(view, {"messages": list(OF_MESSAGES), "began": "2027-11-25"})
    assert "still to come" in str(wrong.errors)
    done = await scene.cy.submits(view, {"messages": list(OF_MESSAGES), "began": "2023-11-26"})
    assert "You began here on 26 Nov 2023." in json.dumps(done.view.blocks)
    again = (await scene.cy.types("/northstar preferences", channel=scene.growth)).view
    fields = {block["block_id"]: block["element"] for block in again.blocks if block["type"] == "input"}
    assert fields["began"]["initial_date"] == "2023-11-26"
    shown = await scene.ana.types("/northstar roundup 2026-W47", channel=scene.growth)
    assert f"<@{scene.cy.id}>: 3 years here on Thu 26 Nov" in shown.text
    assert "Nobody was thanked." in shown.text
    await scene.cy.submits(again, {"messages": list(OF_MESSAGES), "began": None})
    shown = await scene.ana.types("/northstar roundup 2026-W47", channel=scene.growth)
    assert scene.cy.id not in shown.text


async def test_where_the_company_says_no_the_day_is_not_asked(scene):
    overview = (await scene.ana.types("/northstar settings", channel=scene.growth)).view
    form = await scene.ana.clicks(overview, "northstar.settings.open", value="recognition:")
    assert (await scene.ana.submits(form.view, {"options": ["nudge"]})).status == "ok"
    view = (await scene.cy.types("/northstar preferences", channel=scene.growth)).view
    assert "began" not in json.dumps(view.blocks)
