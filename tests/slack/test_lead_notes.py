"""The monthly notes arrive once, in office hours, with what may be retold, for the lead and the owner alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.company.preferences import Switch


@pytest.fixture
async def scene(on_stage, clock):
    """Cy leads design, where Bo and Dot work; sales and legal have no lead, so that Ana, who owns, hears."""
    dot = on_stage.slack.add_person("Dot")
    await on_stage.declare(
        teams=(
            Team("sales", "Sales", people=(on_stage.ana.id,)),
            Team(
                "design",
                "Design <!here>",
                people=(on_stage.bo.id, on_stage.cy.id, dot.id),
                lead=on_stage.cy.id,
            ),
            Team("legal", "Legal"),
        ),
        owners=(on_stage.ana.id,),
    )
    directory = on_stage.bot.services.shoutouts.directory
    await on_stage.bot.services.people.settle_teams(on_stage.bot.workspace, directory)
    clock.moment = datetime(2027, 2, 1, 8, tzinfo=UTC)
    said = await on_stage.ana.types("/northstar thanks @Bo for the *sign-up* fix", channel=on_stage.growth)
    assert "You thanked" in said.text
    return on_stage, dot


def notes(person, words):
    return [message for message in person.dm.messages if words in message.text]


async def test_the_lead_hears_once_a_month(scene, clock):
    stage, dot = scene
    await stage.settle()
    assert not notes(stage.cy, "this month")
    clock.moment = datetime(2027, 2, 1, 10, tzinfo=UTC)
    for _ in range(3):
        await stage.settle()
        clock.advance(hours=1)
    (note,) = notes(stage.cy, "Design &lt;!here&gt;, this month")
    assert "the *sign-up* fix" in note.text or "sign-up" in note.text
    assert f"Not thanked in public for 30 days: <@{dot.id}>." in note.text
    assert "A team to thank: Sales, if they helped you." in note.text
    (quiet,) = notes(stage.ana, "Teams no other team thanked for 60 days")
    assert "60 days: Sales." in quiet.text, "nobody is in Legal who could be thanked"
    (gathered,) = notes(stage.ana, "this month")
    assert "Thanks and Legal, this month" in gathered.text
    assert "Thanks and Sales, this month" in gathered.text
    assert "These teams have no lead." in gathered.text
    clock.moment = datetime(2027, 2, 19, 10, tzinfo=UTC)
    await stage.settle()
    assert len(notes(stage.cy, "this month")) == 1


async def test_who_switched_notes_off_hears_nothing_and_the_shy_are_not_named(scene, clock):
    stage, dot = scene
    preferences, people = stage.bot.services.preferences, stage.bot.services.people
    directory = stage.bot.services.shoutouts.directory

    async def viewer(person):
        return await people.viewer(
            stage.bot.workspace, await directory.person(stage.bot.workspace, person.id)
        )

    await preferences.choose(
        await viewer(stage.ana), [each for each in Switch if each is not Switch.LEAD_NOTES], []
    )
    for shy in (dot, stage.bo):
        await preferences.choose(await viewer(shy), list(Switch), [Switch.NAMED_IN_ROUNDUPS])
    clock.moment = datetime(2027, 2, 1, 10, tzinfo=UTC)
    await stage.settle()
    assert not notes(stage.ana, "this month")
    (note,) = notes(stage.cy, "this month")
    assert dot.id not in note.text
    assert "sign-up" not in note.text


async def test_of_people_and_teams_that_are_new_nothing_is_said_of_thirty_or_sixty_days(scene, clock):
    stage, dot = scene
    lou = stage.slack.add_person("Lou")
    company = await stage.bot.services.company.of(stage.bot.workspace)
    design = replace(company.team("design"), people=(*company.team("design").people, lou.id))
    legal = Team("legal", "Legal", people=(stage.slack.add_person("Kim").id,))
    await stage.declare(teams=(company.teams[0], design, legal), owners=company.owners)
    directory = stage.bot.services.shoutouts.directory
    await stage.bot.services.people.settle_teams(stage.bot.workspace, directory)
    clock.advance(hours=2)
    for _ in range(3):
        await stage.settle()
        clock.advance(hours=1)
    (note,) = notes(stage.cy, "this month")
    assert f"Not thanked in public for 30 days: <@{dot.id}>." in note.text
    (quiet,) = notes(stage.ana, "Teams no other team thanked for 60 days")
    assert "60 days: Sales." in quiet.text
    (gathered,) = notes(stage.ana, "These teams have no lead.")
    assert "Not thanked in public" not in gathered.text.partition("Thanks and Legal")[2]
