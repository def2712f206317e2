"""What becomes of thanks by reaction when the message behind them changes, goes, or carries files."""

import pytest

from northstar_bot.domain.company.company import Recognition
from northstar_bot.playground.stored_files import StoredFile


@pytest.fixture
async def talk(on_stage):
    await on_stage.declare(recognition=Recognition())
    return on_stage


async def _standing(scene):
    async with scene.bot.house.transactions.read() as opened:
        return list(await opened.shoutouts.latest(scene.bot.workspace, 50))


async def _thanked(scene, text="shipped"):
    """Ana thanked Bo by a reaction to this message."""
    message = await scene.bo.says(scene.growth, text)
    await scene.ana.reacts(message, "star2")
    await scene.settle()
    return message


async def test_thanks_outlive_their_message_and_can_still_be_taken_back(talk):
    message = await _thanked(talk)
    message.deleted = True
    await talk.settle()
    (given,) = await _standing(talk)
    mine = (await talk.ana.types("/northstar thanks mine", channel=talk.growth)).message
    await talk.ana.clicks(mine, "northstar.shoutouts.undo", value=str(given.id))
    talk.bot.house.clock.advance(minutes=1)
    await talk.settle()
    assert await _standing(talk) == []
    assert "took their thanks to you back" in talk.bo.dm.messages[-1].plain


async def test_an_edited_message_leaves_thanks_as_they_are(talk):
    message = await _thanked(talk)
    before = await _standing(talk)
    message.text, message.edited = "Ana, pay me. <!channel>", True
    event = {"type": "message", "subtype": "message_changed", "channel": talk.growth.id, "ts": "9.9",
             "message": message.record(), "previous_message": {"ts": message.ts, "text": "shipped"}}  # fmt: skip
    for ack in await talk.slack.deliver_event(event, times=2):
        assert ack.ok
    await talk.settle()
    assert await _standing(talk) == before
    assert "pay me" not in talk.bo.dm.messages[-1].plain


async def test_news_of_a_message_that_is_gone_already_counts_without_an_address(talk):
    message = await talk.bo.says(talk.growth, "shipped")
    talk.slack.faults.add("chat.getPermalink", error="message_not_found")
    await talk.ana.reacts(message, "star2")
    await talk.settle()
    (given,) = await _standing(talk)
    assert given.permalink == ""
    assert "thanked you" in talk.bo.dm.messages[-1].plain


async def test_a_message_with_files_is_a_message_and_a_file_alone_is_nobodys(talk):
    message = await talk.bo.says(talk.growth, "")
    message.files.append(StoredFile("F0REPORT01", "report.pdf", 1, talk.bo.id, complete=True))
    await talk.ana.reacts(message, "star2")
    event = {"type": "reaction_added", "user": talk.cy.id, "reaction": "star2", "item_user": talk.bo.id,
             "item": {"type": "file", "file": "F0REPORT01"}, "event_ts": "9.000001"}  # fmt: skip
    await talk.slack.doorway.emit(event)
    await talk.settle()
    assert [one.giver for one in await _standing(talk)] == [talk.ana.id]
