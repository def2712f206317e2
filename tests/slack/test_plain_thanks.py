"""What one plain shout-out costs: few calls to Slack, and an answer long before Slack stops waiting."""

from statistics import median

import pytest
from tests.support.bot import stage

from northstar_bot.domain.company.company import Recognition


@pytest.fixture
async def scene(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        await made.declare(recognition=Recognition(feed=made.growth.id, allowance=40))
        await made.ana.types("/northstar thanks @Bo for the first time", channel=made.growth)
        await made.settle()
        yield made


async def test_a_plain_shout_out_posts_a_card_and_a_note_and_asks_slack_for_nobody_it_knows(scene):
    scene.bot.house.clock.advance(minutes=1)
    before = len(scene.slack.calls)
    await scene.ana.types("/northstar thanks @Bo for the second time", channel=scene.growth)
    await scene.settle()
    scene.bot.house.clock.advance(minutes=1)
    await scene.settle()
    called = [call.method for call in scene.slack.calls[before:] if call.method != "auth.test"]
    assert sorted(called) == ["chat.getPermalink", "chat.postMessage", "chat.postMessage"]


async def test_it_is_acknowledged_long_before_slack_stops_waiting(scene):
    took = []
    for number in range(14):
        line = f"/northstar thanks @Bo for time number {number}"
        took.append((await scene.ana.types(line, channel=scene.growth)).ack.elapsed)
    # A tenth of what Slack allows, on a machine that does other things as well.
    assert median(took) < 0.3
