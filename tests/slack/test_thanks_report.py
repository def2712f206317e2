"""A report on one person: for themselves and the lead of their team, in words under team names, without counts."""

import pytest

from northstar_bot.domain.company.company import Team


@pytest.fixture
async def scene(on_stage):
    """Bo designs under Cy; Ana, who owns, sells."""
    await on_stage.declare(
        teams=(
            Team("sales", "Sales", people=(on_stage.ana.id,)),
            Team("design", "Design", people=(on_stage.bo.id, on_stage.cy.id), lead=on_stage.cy.id),
        )
    )
    for giver, words in ((on_stage.ana, "the <!here> form"), (on_stage.cy, "the calm review")):
        said = await giver.types(f"/northstar thanks @Bo for {words}", channel=on_stage.growth)
        assert "You thanked" in said.text
    return on_stage


async def asks(stage, person, words=""):
    return await person.types(f"/northstar thanks report {words}".strip(), channel=stage.growth)


async def test_they_and_their_lead_read_it_and_nobody_else(scene):
    for reader, words in ((scene.bo, ""), (scene.cy, "@Bo"), (scene.cy, "@Bo 30d")):
        text = (await asks(scene, reader, words)).message.text
        assert "Design:\n• the calm review\nSales:\n• the" in text
        assert "<!here>" not in text
    for reader, words in ((scene.ana, "@Bo"), (scene.bo, "@Cy"), (scene.cy, "@Ana quarter")):
        assert "Only people themselves and the lead of their team" in (await asks(scene, reader, words)).text
    assert "Nothing with words in this time." in (await asks(scene, scene.ana)).text
    assert "Write 30d, 90d or quarter." in (await asks(scene, scene.bo, "@Bo year")).text
