"""Events are acted on once however often they come, and again when an earlier try came to nothing."""

import pytest

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.errors import DatabaseAway
from northstar_bot.services.recognition.reactions import ReactionService


async def _ready(stage):
    await stage.declare(teams=(Team("sales", "Sales", people=(stage.ana.id,)), Team("ops", "Ops")))
    return await stage.bo.says(stage.growth, "The export is right again")


async def _thanks(stage):
    async with stage.bot.house.transactions.read() as store:
        return list(await store.shoutouts.latest(stage.bot.workspace, 50))


def _reaction(stage, message, emoji="star2"):
    item = {"type": "message", "channel": message.channel.id, "ts": message.ts}
    return {
        "type": "reaction_added",
        "user": stage.ana.id,
        "reaction": emoji,
        "item": item,
        "item_user": message.author.id,
        "event_ts": message.ts,
    }


async def test_a_redelivered_event_is_acted_on_once(on_stage):
    message = await _ready(on_stage)
    acks = await on_stage.slack.deliver_event(_reaction(on_stage, message), times=4, event_id="Ev1")
    await on_stage.settle()
    assert [ack.code for ack in acks] == [200] * 4
    assert len(await _thanks(on_stage)) == 1


async def test_an_event_that_failed_is_acted_on_later(on_stage, clock, monkeypatch):
    message = await _ready(on_stage)

    async def away(*_, **__):
        raise DatabaseAway("OperationalError")

    with monkeypatch.context() as broken:
        broken.setattr(ReactionService, "heard", away)
        (ack,) = await on_stage.slack.deliver_event(_reaction(on_stage, message), event_id="Ev2")
        await on_stage.bot.background.drain()
    assert ack.code == 200
    assert await _thanks(on_stage) == []
    await on_stage.bot.inbox.sweep()
    await on_stage.settle()
    assert await _thanks(on_stage) == []  # too soon: the first try may still be at work
    clock.advance(seconds=61)
    await on_stage.bot.inbox.sweep()
    await on_stage.settle()
    assert len(await _thanks(on_stage)) == 1
    clock.advance(seconds=61)
    await on_stage.bot.inbox.sweep()
    await on_stage.settle()
    assert len(await _thanks(on_stage)) == 1


async def test_an_event_that_cannot_be_kept_is_asked_for_again(on_stage, monkeypatch):
    message = await _ready(on_stage)

    async def away(*_, **__):
        raise DatabaseAway("OperationalError")

    with monkeypatch.context() as broken:
        broken.setattr(type(on_stage.bot.inbox.inbox), "keep", away)
        (ack,) = await on_stage.slack.deliver_event(_reaction(on_stage, message), event_id="Ev3")
    assert ack.code == 500
    (ack,) = await on_stage.slack.deliver_event(_reaction(on_stage, message), event_id="Ev3", retry_num=1)
    await on_stage.settle()
    assert ack.code == 200
    assert len(await _thanks(on_stage)) == 1


UNKNOWN = {
    "another kind": {"type": "channel_created", "channel": {"id": "C9", "name": "new"}},
    "a kind nobody knows": {"type": "planet_discovered"},
    "no kind": {"event_ts": "1"},
    "an event of nobody": {
        "type": "reaction_added",
        "reaction": "star2",
        "item": {"type": "file", "file": "F1"},
    },
    "a reaction to a file": {
        "type": "reaction_added",
        "user": "U0ANA",
        "reaction": "star2",
        "item": {"type": "file", "file": "F1"},
    },
    "a word that a database refuses": {"type": "app_home_opened", "user": "U0ANA", "tab": "ho\x00me"},
}


@pytest.mark.parametrize("event", UNKNOWN.values(), ids=UNKNOWN.keys())
async def test_what_we_do_not_know_is_acknowledged(on_stage, event):
    await on_stage.declare()
    (ack,) = await on_stage.slack.deliver_event(event)
    await on_stage.settle()
    assert ack.code == 200


@pytest.mark.parametrize("kind", ["view_closed", "block_suggestion"])
async def test_what_nobody_asked_for_is_acknowledged(embedded, kind):
    person = {"id": embedded.ana.id, "team_id": embedded.slack.team_id}
    payload = {
        "type": kind,
        "team": {"id": embedded.slack.team_id},
        "user": person,
        "action_id": "x",
        "block_id": "y",
        "value": "z",
        "view": {"id": "V1", "type": "modal", "callback_id": "x", "blocks": []},
    }
    ack = await embedded.slack.deliver("interactive", payload)
    assert ack.code == 200
