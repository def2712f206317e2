"""Who took part through its door: stewards and leads see shares of teams, nobody sees people; a file has a year."""

import csv
import json
from io import StringIO

import pytest

from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.recognition.thanks_form import Where, Wish

ASK = "/northstar balance months"


@pytest.fixture
async def scene(on_stage):
    """Ana owns; Bo leads five designers and thanked in October too; Cy is legal, alone."""
    stage, slack = on_stage, on_stage.slack
    designers = [stage.bo, *(slack.add_person(f"Designer {n}") for n in range(4))]
    stage.growth.members += designers[1:]
    await stage.declare(
        teams=(
            Team("design", "=Design & <Co>", people=tuple(one.id for one in designers), lead=stage.bo.id),
            Team("legal", "Legal", people=(stage.cy.id,), lead=stage.ana.id),
        ),
        recognition=Recognition(allowance=100),
    )
    services = stage.bot.services
    stage.bot.house.clock.advance(days=-40)
    await services.people.settle_teams(stage.bot.workspace, services.shoutouts.directory)
    await thank(stage, stage.bo, stage.cy)
    stage.bot.house.clock.advance(days=40)
    await thank(stage, stage.cy, stage.bo)
    await thank(stage, designers[1], stage.cy)
    await thank(stage, stage.bo, stage.cy)
    return stage


async def thank(stage, giver, whom):
    said = await giver.types(f"/northstar thanks @{whom.name} for the sign-up fix", channel=stage.growth)
    assert "You thanked" in said.text


async def test_a_month_beside_the_one_before(scene):
    for person in (scene.ana, scene.bo):
        reply = await person.types(ASK, channel=scene.growth)
        assert "Who took part: November 2026 so far, beside October 2026" in reply.text
        (table,) = [one for one in reply.message.blocks if one["type"] == "table"]
        cells = [[cell["text"] for cell in row] for row in table["rows"]]
        assert cells[1:] == [["=Design & <Co>", "40% (2 of 5)", "20%", "20% (1 of 5)", "0%"]]
        shown = json.dumps(reply.message.blocks)
        assert "Legal" not in shown
        assert not any(one.id in shown for one in (scene.ana, scene.bo, scene.cy))
    assert "1 team of fewer than 5 people is not shown." in (await scene.ana.types(ASK, scene.growth)).text


async def test_everybody_else_is_pointed_to_the_balance(scene):
    for line in (ASK, f"{ASK} csv"):
        refused = await scene.cy.types(line, channel=scene.growth)
        assert "Only stewards and the leads of teams" in refused.text
        assert "/northstar balance" in refused.text
    assert "balance months csv" in (await scene.ana.types(f"{ASK} pdf", channel=scene.growth)).text


async def test_a_year_as_a_file_in_a_direct_message(scene):
    said = await scene.bo.types(f"{ASK} csv", channel=scene.growth)
    await scene.slack.until(lambda: "in your direct messages" in said.text)
    (file,) = [file for message in scene.bo.dm.messages for file in message.files]
    rows = list(csv.reader(StringIO(file.data.decode("utf-8-sig"))))
    assert [row[:5] for row in rows[1:]] == [
        ["2026-11", "'=Design & <Co>", "5", "2", "1"],
        ["2026-10", "'=Design & <Co>", "5", "1", "0"],
    ]
    assert rows[1][5:] == ["0.400", "0.200"]


async def test_private_thanks_and_who_is_not_to_be_named_are_in_no_number(scene):
    services = scene.bot.services
    directory, workspace = services.shoutouts.directory, scene.bot.workspace
    (other,) = [one for one in scene.growth.members if one.name == "Designer 2"]
    giver = await services.people.viewer(workspace, await directory.person(workspace, other.id))
    await services.shoutouts.give(giver, Wish((scene.cy.id,), text="the calm", where=Where.PRIVATE), "p")
    assert "40% (2 of 5)" in (await scene.ana.types(ASK, channel=scene.growth)).text
    await services.preferences.choose(giver, list(Switch), [Switch.NAMED_IN_ROUNDUPS])
    gone = await scene.ana.types(ASK, channel=scene.growth)
    assert "No team of 5 people or more is here to show." in gone.text
    assert "2 teams of fewer than 5 people are not shown." in gone.text


async def test_without_the_scope_for_files_it_comes_as_text(scene):
    scene.slack.scopes = scene.slack.scopes - {"files:write"}
    said = await scene.ana.types(f"{ASK} csv", channel=scene.growth)
    assert "northstar-bot balance export -o FILE" in said.text
    assert "2026-11,'=Design & <Co>,5,2,1" in json.dumps(said.message.blocks)
