"""One's own thanks turn their pages in place, and show nobody else's private ones."""

import pytest

from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.recognition.thanks_form import Where, Wish
from northstar_bot.domain.recognition.thanks_pages import Leaf, Side
from northstar_bot.playground import message_problems
from northstar_bot.render.ids import THANKS_NEWER, THANKS_OLDER, THANKS_SIDE

SECRET = "the talk that nobody has to know of"


@pytest.fixture
async def scene(on_stage):
    """Ana thanked Bo twelve times, last of all in private; Bo thanked Cy once."""
    await on_stage.declare(recognition=Recognition(allowance=50))
    for number in range(11):
        await give(on_stage, on_stage.ana, on_stage.bo, f"good turn {number}.", str(number))
    await give(on_stage, on_stage.ana, on_stage.bo, SECRET, "secret", where=Where.PRIVATE)
    await give(on_stage, on_stage.bo, on_stage.cy, "the long review.", "from bo")
    return on_stage


async def give(stage, giver, whom, text, key, where=Where.FEED):
    services = stage.bot.services
    viewer = await services.people.viewer(
        stage.bot.workspace, await services.shoutouts.directory.person(stage.bot.workspace, giver.id)
    )
    await services.shoutouts.give(viewer, Wish(people=(whom.id,), text=text, where=where), key)
    stage.bot.house.clock.advance(seconds=1)


async def mine(stage, person, words="mine"):
    reply = await person.types(f"/northstar thanks {words}", channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply.message


def fine(message):
    assert message_problems({"text": message.text, "blocks": message.blocks}) == []
    return message.text


async def test_pages_turn_where_they_stand(scene):
    shown = await mine(scene, scene.bo)
    assert SECRET in fine(shown)
    assert "long review" in shown.text
    assert "good turn 7." in shown.text
    assert "good turn 6." not in shown.text
    assert "Newer" not in str(shown.blocks)
    before = len(scene.growth.messages)
    await scene.bo.clicks(shown, THANKS_OLDER)
    assert "good turn 6." in fine(shown)
    assert "good turn 7." not in shown.text
    assert "6 to 10" in str(shown.blocks)
    await scene.bo.clicks(shown, THANKS_OLDER)
    assert "good turn 0." in fine(shown)
    assert "Older" not in str(shown.blocks)
    await scene.bo.clicks(shown, THANKS_NEWER)
    assert "good turn 6." in shown.text
    assert len(scene.growth.messages) == before


async def test_one_side_alone(scene):
    shown = await mine(scene, scene.bo)
    await scene.bo.clicks(shown, THANKS_SIDE, value="given")
    assert "long review" in fine(shown)
    assert "good turn" not in shown.text
    await scene.bo.clicks(shown, THANKS_SIDE, value="received")
    assert "good turn 2." in fine(shown)
    assert "long review" not in shown.text
    assert "good turn 2." in (await mine(scene, scene.bo, "mine received")).text


async def test_a_button_shows_the_thanks_of_whoever_presses(scene):
    shown = await mine(scene, scene.bo)
    await scene.cy.clicks(shown, THANKS_OLDER, value="received 0", force=True)
    assert SECRET not in str([one.text for one in scene.growth.messages if one is not shown]) + shown.text


@pytest.mark.parametrize(
    "words", ["", "nonsense", "given -1", "given x", "given ²", "mine", "given 99999999999"]
)
def test_what_a_button_says_is_read_leniently(words):
    leaf = Leaf.parse(words)
    assert leaf.side in {Side.BOTH, Side.GIVEN}
    assert 0 <= leaf.number <= 999
    assert Leaf.parse(leaf.words) == leaf
