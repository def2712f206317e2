"""The deck at the door: files in a direct message, or what to grant; every file opens."""

from io import BytesIO

from pptx import Presentation

from northstar_bot.domain.company import Team


async def declared(on_stage):
    await on_stage.declare(zone="Europe/Berlin", teams=(Team("sales", "Sales"), Team("design", "Design")))


async def test_it_arrives_as_files_in_a_direct_message(on_stage):
    await declared(on_stage)
    reply = await on_stage.bo.types("/northstar deck", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    assert "Making the deck for 26 Oct to 22 Nov 2026, the last 4 closed weeks" in reply.messages[0].text
    assert "is in your direct messages with Northstar, as PowerPoint and HTML." in reply.messages[1].text
    files = [file for message in on_stage.bo.dm.messages for file in message.files]
    assert [file.name for file in files] == [
        "all-hands-2026-10-26-to-2026-11-22.pptx",
        "all-hands-2026-10-26-to-2026-11-22.html",
    ]
    assert len(Presentation(BytesIO(files[0].data)).slides) == 3


async def test_without_the_scope_it_says_what_to_grant_and_shows_the_text(on_stage):
    await declared(on_stage)
    on_stage.slack.scopes = on_stage.slack.scopes - {"files:write"}
    reply = await on_stage.bo.types("/northstar allhands 2026-11-16 2026-11-22 csv", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    assert "the scope `files:write` is not granted" in reply.messages[1].text
    assert not on_stage.slack.calls_to("chat.postMessage")


async def test_a_wrong_day_is_said_where_the_person_is(on_stage):
    await declared(on_stage)
    reply = await on_stage.bo.types("/northstar deck tomorrow", channel=on_stage.growth)
    await on_stage.slack.until(lambda: reply.messages)
    assert "“tomorrow” is neither a day, a week nor a format." in reply.messages[-1].text
