"""The balance through its door: every member sees teams, nobody sees people, and small numbers stay hidden."""

import json
from dataclasses import replace

import pytest

from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.company.preferences import Switch


@pytest.fixture
async def scene(on_stage):
    """Ana and five more sell; Bo and five more design; Cy is legal."""
    slack = on_stage.slack
    sellers = [on_stage.ana, *(slack.add_person(f"Seller {n}") for n in range(5))]
    designers = [on_stage.bo, *(slack.add_person(f"Designer {n}") for n in range(5))]
    await on_stage.declare(
        teams=(
            Team("sales", "Sales & <Co>", people=tuple(one.id for one in sellers)),
            Team("design", "Design", people=tuple(one.id for one in designers)),
            Team("legal", "Legal", people=(on_stage.cy.id,)),
        ),
        recognition=Recognition(allowance=100),
    )
    await on_stage.bot.services.people.settle_teams(
        on_stage.bot.workspace, on_stage.bot.services.shoutouts.directory
    )
    everywhere = slack.add_channel("all", [*sellers, *designers, on_stage.cy, on_stage.guest, slack.bot])
    return replace(on_stage, growth=everywhere), sellers, designers


async def thank(stage, giver, whom, times):
    for _ in range(times):
        said = await giver.types(f"/northstar thanks @{whom.name} for the sign-up fix", channel=stage.growth)
        assert "You thanked" in said.text


async def test_every_member_sees_teams_and_no_people(scene):
    stage, sellers, designers = scene
    await thank(stage, sellers[0], designers[0], 6)
    await thank(stage, sellers[1], sellers[2], 5)
    await thank(stage, designers[0], sellers[0], 3)
    await thank(stage, designers[1], sellers[0], 2)
    await thank(stage, designers[0], stage.cy, 4)
    reply = await stage.cy.types("/northstar balance", channel=stage.growth)
    text = reply.message.text
    assert "3 of 3 teams thanked by another team." in text
    assert (
        "Sales &amp; &lt;Co&gt;: 5 inside, 6 given outside, 5 got from outside, index +0.09 giving,"
        " index +0.00 getting" in text
    )
    assert "Design: 5 given outside, 6 got from outside" in text
    assert "Thanks of one person alone hold these together: Sales &amp; &lt;Co&gt; → Design." in text
    shown = json.dumps(reply.message.blocks)
    assert not any(person.id in shown for person in (*sellers, *designers))
    (table,) = [block for block in reply.message.blocks if block["type"] == "table"]
    assert "Legal" not in json.dumps(table)
    (chart,) = [block for block in reply.message.blocks if block["type"] == "data_visualization"]
    assert [one["name"] for one in chart["chart"]["series"]] == [
        "Inside",
        "Given outside",
        "Got from outside",
    ]


async def test_the_whole_is_told_without_names_beside_as_many_days_before(scene):
    stage, sellers, designers = scene
    clock = stage.bot.house.clock
    clock.advance(days=-30)
    await thank(stage, sellers[0], sellers[1], 5)
    await thank(stage, sellers[0], designers[0], 15)
    clock.advance(days=30)
    await thank(stage, sellers[0], sellers[1], 5)
    await thank(stage, sellers[2], designers[0], 5)
    for giver, handle in ((designers[1], "@Sales"), (designers[2], "@Design")):
        given = await giver.types(f"/northstar thanks {handle} for the launch week", channel=stage.growth)
        assert "You thanked" in given.text
    reply = await stage.cy.types("/northstar balance 30d", channel=stage.growth)
    assert "5 inside, 5 given outside, index +0.00 giving (before +0.50)" in reply.text
    assert "Half of the thanks counted here went to 1 of 3 teams, with 46.2% of the people." in reply.text
    # Two designers thanked whole teams only, one of them their own, without themselves; Cy's team is too small.
    assert "11 of 12 people in teams were thanked, and 2 thanked somebody by name" in reply.text
    assert "Concentration by team: 0.08," in reply.text


async def test_who_is_not_named_in_roundups_is_not_counted(scene):
    stage, sellers, designers = scene
    await thank(stage, sellers[0], designers[0], 6)
    await stage.bot.services.preferences.choose(
        await stage.bot.services.people.viewer(
            stage.bot.workspace,
            await stage.bot.services.shoutouts.directory.person(stage.bot.workspace, designers[0].id),
        ),
        list(Switch),
        [Switch.NAMED_IN_ROUNDUPS],
    )
    reply = await stage.cy.types("/northstar balance 30d", channel=stage.growth)
    assert "0 of 3 teams thanked by another team." in reply.text
    assert "No pair of teams has 5 shout-outs yet" in reply.text


async def test_what_is_not_understood_is_refused(scene):
    stage, _, _ = scene
    wrong = await stage.cy.types("/northstar balance decade", channel=stage.growth)
    assert "Write 30d, 90d or quarter." in wrong.text
    assert "quarter so far" in (await stage.cy.types("/northstar balance quarter", channel=stage.growth)).text
    assert "Only full members" in (await stage.guest.types("/northstar balance", channel=stage.growth)).text


async def test_without_teams_there_is_no_picture(on_stage):
    await on_stage.declare()
    reply = await on_stage.cy.types("/northstar balance", channel=on_stage.growth)
    assert "No teams are declared yet." in reply.text
