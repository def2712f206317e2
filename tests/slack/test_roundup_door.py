"""A roundup whose story thanks a whole team is drawn, and a reply Slack will not draw still says its words."""

from northstar_bot.domain.company import Team
from northstar_bot.domain.ids import PersonId, TeamKey


async def _thank_a_team(stage) -> None:
    await stage.declare(
        teams=(
            Team(TeamKey("design"), "Design", people=(PersonId(stage.bo.id),)),
            Team(TeamKey("sales"), "Sales", people=(PersonId(stage.ana.id),)),
        )
    )
    await stage.bot.services.people.settle_teams(stage.bot.workspace, stage.bot.services.shoutouts.directory)
    reply = await stage.ana.types("/northstar thanks design for the new form", channel=stage.growth)
    assert "You thanked" in reply.text


async def test_a_story_about_a_team_alone_is_drawn(on_stage):
    await _thank_a_team(on_stage)
    week = on_stage.bot.house.clock.now().date().isoformat()
    reply = await on_stage.ana.types(f"/northstar roundup preview {week}", channel=on_stage.growth)
    assert "the new form" in reply.text
    assert reply.messages[0].blocks


async def test_words_are_said_when_the_blocks_are_refused(on_stage):
    on_stage.slack.faults.add("response_url", status=400, times=1)
    reply = await on_stage.ana.types("/northstar help", channel=on_stage.growth)
    assert "/northstar show" in reply.text
