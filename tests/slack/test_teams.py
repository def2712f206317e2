"""Teams as people look them up, and how they follow Slack's user groups, on both databases."""

import pytest

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.company.teams import HOME_RULE
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.render.company.settings_forms import editor


@pytest.fixture
async def floor(on_stage):
    stage = on_stage
    group = stage.slack.add_group("design", [stage.bo, stage.cy, stage.gone])
    await stage.declare(
        teams=(
            Team("sales", "Sales", people=(stage.ana.id,)),
            Team("design", "Design", "Draws <it>", group=group.id),
            Team("legal", "Legal"),
        )
    )
    services = stage.bot.services
    await services.shoutouts.directory.meet_everybody(stage.bot.workspace)
    await services.people.settle_teams(stage.bot.workspace, services.shoutouts.directory)
    return stage, group


async def shown(stage, person):
    return (await person.types("/northstar teams", channel=stage.growth)).text


async def test_each_team_has_its_line_and_only_stewards_see_who_is_in_none(floor):
    stage, _ = floor
    dora = stage.slack.add_person("Dora")
    await stage.bot.services.shoutouts.directory.meet_everybody(stage.bot.workspace)
    said = await shown(stage, stage.ana)
    assert "*Sales* · 1 person\n_Hears first what customers need" in said
    assert "*Design* · 2 people\nDraws &lt;it&gt;" in said
    assert "*Legal* · 0 people" in said
    assert f"<@{dora.id}>" in said
    for other in (stage.guest, stage.gone, stage.robot, stage.stranger):
        assert other.id not in said
    assert "In no team" not in await shown(stage, stage.bo)


async def test_people_are_in_their_team_from_the_moment_it_is_declared(on_stage):
    group = on_stage.slack.add_group("design", [on_stage.bo])
    await on_stage.bot.services.shoutouts.directory.meet_everybody(on_stage.bot.workspace)
    await on_stage.declare(
        teams=(Team("sales", "Sales", people=(on_stage.ana.id,)), Team("design", "Design", group=group.id))
    )
    said = await shown(on_stage, on_stage.ana)
    assert "*Sales* · 1 person" in said
    assert "*Design* · 1 person" in said
    (_, _, without) = said.partition("In no team")
    assert (on_stage.cy.id in without, on_stage.ana.id in without, on_stage.bo.id in without) == (
        True,
        False,
        False,
    )


async def test_the_rule_of_several_groups_is_said_where_teams_are_read_and_where_they_are_changed(floor):
    stage, _ = floor
    seen = await stage.ana.types("/northstar teams", channel=stage.growth)
    assert HOME_RULE in seen.message.plain
    company = await stage.bot.services.company.of(stage.bot.workspace)
    for team in ("design", None):
        assert HOME_RULE in str(editor(company, Noun.TEAM, team, ()))


async def test_who_leaves_the_group_leaves_the_team_with_the_next_look_and_is_listed(floor):
    stage, group = floor
    group.members.remove(stage.cy)
    stage.bot.house.clock.advance(minutes=15)
    services = stage.bot.services
    await services.people.settle_teams(stage.bot.workspace, services.shoutouts.directory)
    said = await shown(stage, stage.ana)
    assert "*Design* · 1 person" in said
    assert f"<@{stage.cy.id}>" in said
