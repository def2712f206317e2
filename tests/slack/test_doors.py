"""Every door answers: help, unknown words, who may come in, and what is typed is handed back."""

import pytest


async def test_help_lists_the_commands(on_stage):
    reply = await on_stage.ana.types("/northstar help", channel=on_stage.growth)
    assert "/northstar settings" in reply.text


async def test_an_unknown_word_offers_the_nearest_command_and_a_request(on_stage):
    reply = await on_stage.bo.types("/northstar setings", channel=on_stage.growth)
    assert "Did you mean /northstar settings?" in reply.text
    await on_stage.declare()
    await on_stage.bo.clicks(reply.messages[0], action_id="northstar.requests.from_text")
    assert on_stage.bo.view is not None


@pytest.mark.parametrize("who", ["guest", "robot"])
async def test_only_full_members_come_in(on_stage, who):
    reply = await getattr(on_stage, who).types("/northstar help", channel=on_stage.growth)
    assert "Only full members" in reply.text


async def test_settings_are_for_stewards(on_stage):
    reply = await on_stage.bo.types("/northstar settings", channel=on_stage.growth)
    assert "This needs the role steward or owner." in reply.text


async def test_help_lists_what_this_person_may_do(on_stage):
    reply = await on_stage.ana.types("/northstar help", channel=on_stage.growth)
    assert [block["type"] for block in reply.message.blocks[:2]] == ["section", "section"]  # Slack drew it
    everything = reply.text
    members = (await on_stage.bo.types("/northstar help", channel=on_stage.growth)).text
    for line in ("/northstar pivot", "/northstar away", "/northstar second", "/northstar settings"):
        assert line in everything
        assert line not in members
    assert "/northstar ask" in members


async def test_help_tells_a_kpi_from_a_star(on_stage):
    for word in ("star", "kpi"):
        reply = await on_stage.bo.types(f"/northstar help {word}", channel=on_stage.growth)
        assert "KPI or North Star?" in reply.text


@pytest.mark.parametrize("line", ["leaderboard", "Top", "top 10", "help leaderboard"])
async def test_who_looks_for_a_ranking_is_told_that_there_is_none_and_where_to_look(on_stage, line):
    await on_stage.declare()
    reply = await on_stage.cy.types(f"/northstar {line}", channel=on_stage.growth)
    assert "People are not ranked here" in reply.text
    assert "/northstar balance" in reply.text
    assert "/northstar thanks mine" in reply.text
