"""The whole bot with a webhook: thanks and verdicts leave, and a receiver that hangs keeps nothing from Slack."""

import pytest
from tests.support.bot import stage
from tests.support.receiver import receiving
from tests.support.request_doors import MECHANISM, YES, ask, choose, on_scene, weigh_view

from northstar_bot.domain.webhooks import WEBHOOK


@pytest.fixture
async def heard(ready_database_url, clock):
    async with (
        receiving() as receiver,
        stage(ready_database_url, clock, environment=receiver.environment) as made,
    ):
        yield await on_scene(made), receiver


async def test_thanks_and_a_verdict_arrive(heard, clock):
    scene, receiver = heard
    await scene.ana.types("/northstar thanks @Bo for the long night of testing", channel=scene.growth)
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    await scene.cy.submits(view, YES | {"mechanism": MECHANISM})
    await scene.settle_in_turn(clock, 4)
    assert [one["event"] for one in receiver.heard] == ["shoutout.given", "verdict.given"]
    verdict = receiver.heard[1]["verdict"]
    assert (verdict["request"], verdict["answer"], verdict["star_version"]) == (1, "yes", 1)
    assert not [one for one in (scene.bo.id, scene.cy.id, "teacher") if one in str(receiver.heard)]


async def test_slack_never_waits_for_the_receiver(heard):
    scene, receiver = heard
    await scene.ana.types("/northstar thanks @Bo for the long night of testing", channel=scene.growth)
    pump, clock = scene.bot.work.pump, scene.bot.house.clock
    while await pump.pump(clock.now()):
        pass
    assert any("long night" in one.text for one in scene.growth.messages)
    assert receiver.heard == []
    async with scene.bot.house.transactions.read() as store:
        waiting = [
            one for one in await store.deliveries.recent(scene.bot.workspace) if one.plan.kind == WEBHOOK
        ]
    assert [one.state.value for one in waiting] == ["due"]
