"""The all-hands as a canvas: offered when it can be made, a tab or one's own, and never at the cost of the files."""

import pytest
from tests.support.bot import stage

from northstar_bot.domain.company.company import Team
from northstar_bot.playground.world import USUAL_SCOPES
from northstar_bot.render.ids import DECK_FORM

FILLED = {
    "act": "make", "period": "month", "length": "3",
    "sections": ["star", "stories"], "formats": ["md", "canvas"],
}  # fmt: skip


@pytest.fixture
async def scene(ready_database_url, clock):
    async with stage(ready_database_url, clock, scopes=USUAL_SCOPES | {"canvases:write"}) as made:
        await made.declare(zone="Europe/Berlin", teams=(Team("sales", "Sales"),))
        yield made


async def the_form(on_stage):
    reply = await on_stage.bo.types("/northstar allhands", channel=on_stage.growth)
    await on_stage.slack.until(lambda: reply.view and reply.view.callback_id == DECK_FORM)
    return reply.view


async def sent(on_stage, **changed):
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED | changed)
    await on_stage.slack.until(lambda: "/docs/" in str(view.blocks) or "About the canvas" in str(view.blocks))
    return view


def canvases(on_stage):
    return list(on_stage.slack.world.canvases.values())


async def test_it_is_one_persons_own(scene):
    view = await sent(scene)
    (canvas,) = canvases(scene)
    assert canvas.title == "Acme all-hands, 1 to 31 Oct 2026"
    assert "# Acme" not in canvas.markdown
    assert "Speaker" not in canvas.markdown
    assert canvas.access == {scene.bo.id: "write"}
    assert f"/docs/{scene.slack.world.team_id}/{canvas.id}" in scene.bo.dm.messages[-1].text
    assert "is in your direct messages" in str(view.blocks)
    assert any(message.files for message in scene.bo.dm.messages)


async def test_it_is_a_tab_of_a_channel(scene):
    await sent(scene, where=scene.growth.id, formats=["canvas"])
    (canvas,) = canvases(scene)
    assert canvas.tab is scene.growth
    assert canvas.id in scene.growth.messages[-1].text
    assert not any(message.files for message in scene.growth.messages)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("free", "has to be in a channel"), ("off", "switched off"), ("scope", "canvases:write")],
)
async def test_a_refusal_leaves_the_files_as_they_are(scene, trouble, said):
    world = scene.slack.world
    world.free_plan, world.canvases_disabled = trouble == "free", trouble == "off"
    if trouble == "scope":
        scene.slack.scopes = USUAL_SCOPES
    view = await sent(scene)
    assert said in str(view.blocks)
    assert any(message.files for message in scene.bo.dm.messages)
    assert canvases(scene) == []


async def test_the_canvas_is_made_when_files_are_refused(scene):
    scene.slack.scopes = {"canvases:write"} | USUAL_SCOPES - {"files:write"}
    view = await sent(scene)
    assert len(canvases(scene)) == 1
    assert "files:write" in str(view.blocks)


async def test_without_the_scope_it_is_not_offered(on_stage):
    await on_stage.declare(zone="Europe/Berlin")
    view = await the_form(on_stage)
    assert "canvas" not in str(view.blocks)


async def test_a_canvas_that_cannot_be_handed_over_says_where_it_is(scene):
    scene.slack.faults.add("canvases.access.set", error="restricted_action", times=1)
    view = await sent(scene, formats=["canvas"])
    (canvas,) = canvases(scene)
    assert "The canvas is made, but" in str(view.blocks)
    assert canvas.id in str(view.blocks)
