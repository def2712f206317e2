"""The morning's reminder in a decider's direct messages, its buttons, and an asker who hears with whom it waits."""

import pytest
from tests.support.request_doors import MECHANISM, ask, choose, on_scene, told

from northstar_bot.domain.company.preferences import OF_MESSAGES, Switch


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides."""
    return await on_scene(on_stage)


async def mornings(scene, clock, days=1, hours=0):
    """Let days pass, and what they bring arrive."""
    clock.advance(days=days, hours=hours)
    await scene.settle()
    await scene.slack.quiet()


async def test_a_decider_weighs_from_the_reminder(scene, clock):
    await ask(scene)
    await ask(scene, title="Confetti for <!channel> & everyone")
    await mornings(scene, clock, hours=6)
    message = await told(scene, scene.cy, "2 requests wait for your verdict")
    assert "#1 New notifications for teachers" in message.text
    assert "<!channel>" not in message.text
    assert scene.ana.dm.messages == []
    view = (await scene.cy.clicks(message, "northstar.requests.weigh", value="1")).view
    assert view.title == "Weigh #1"
    await scene.cy.submits(await choose(scene.cy, view, "answer", "yes"), {"mechanism": MECHANISM})
    await mornings(scene, clock)
    again = await told(scene, scene.cy, "1 request waits for your verdict")
    assert "#1" not in again.text


async def test_the_reminder_leads_to_its_own_switch(scene, clock):
    await ask(scene)
    await mornings(scene, clock, hours=6)
    message = await told(scene, scene.cy, "1 request waits")
    view = (await scene.cy.clicks(message, "northstar.preferences.open")).view
    wanted = [kind for kind in OF_MESSAGES if kind is not Switch.WAITING]
    await scene.cy.submits(view, {"messages": wanted, "recognition": []})
    for _ in range(3):
        await mornings(scene, clock)
    await told(scene, scene.cy, "1 request waits")


async def test_after_a_week_the_asker_hears_with_whom_it_waits(scene, clock):
    await ask(scene)
    await mornings(scene, clock, days=7, hours=7)
    note = await told(scene, scene.bo, "is still waiting")
    assert f"<@{scene.cy.id}>" in note.text
    assert "No news since 23 Nov 2026." in note.text
    details = await scene.bo.clicks(note, "northstar.requests.why", value="1")
    assert "#1 New notifications for teachers is open." in details.text
    await mornings(scene, clock, days=7)
    await told(scene, scene.bo, "is still waiting")


async def test_somebody_who_left_hears_nothing(scene, clock):
    await ask(scene)
    await scene.slack.admin.deactivate(scene.cy)
    await mornings(scene, clock, hours=6)
    assert [each for each in scene.cy.dm.messages if "waits" in each.text] == []
