"""The deck at the door: files in a direct message, or what to grant; every file opens."""

from io import BytesIO
from threading import get_ident

import pytest
from pptx import Presentation

from northstar_bot.domain.company.company import Team
from northstar_bot.services.recognition.deck import DeckService


async def declared(on_stage):
    await on_stage.declare(zone="Europe/Berlin", teams=(Team("sales", "Sales"), Team("design", "Design")))


async def test_it_arrives_as_files_in_a_direct_message(on_stage):
    await declared(on_stage)
    reply = await on_stage.bo.types("/northstar deck pptx html", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    assert "Making the deck for 26 Oct to 22 Nov 2026, the last 4 closed weeks" in reply.messages[0].text
    assert "is in your direct messages with Northstar, as PowerPoint and HTML." in reply.messages[1].text
    files = [file for message in on_stage.bo.dm.messages for file in message.files]
    assert [file.name for file in files] == [
        "all-hands-2026-10-26-to-2026-11-22.pptx",
        "all-hands-2026-10-26-to-2026-11-22.html",
    ]
    assert len(Presentation(BytesIO(files[0].data)).slides) == 3


@pytest.mark.parametrize("granted", [True, False])
async def test_files_are_made_beside_the_event_loop(on_stage, monkeypatch, granted):
    """A large deck takes a second; on the loop everybody else would wait for it."""
    await declared(on_stage)
    if not granted:
        on_stage.slack.scopes = on_stage.slack.scopes - {"files:write"}
    made, threads = DeckService.export, []

    def export(service, deck, form):
        threads.append(get_ident())
        return made(service, deck, form)

    monkeypatch.setattr(DeckService, "export", export)
    reply = await on_stage.bo.types("/northstar deck pptx html", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    assert len(threads) == (2 if granted else 3)
    assert get_ident() not in threads


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


async def the_form(on_stage):
    await declared(on_stage)
    reply = await on_stage.bo.types("/northstar allhands", channel=on_stage.growth)
    await on_stage.slack.until(lambda: reply.view and reply.view.callback_id == "northstar.deck.form")
    return reply.view


FILLED = {"act": "make", "period": "month", "length": "3", "sections": ["star", "stories"], "formats": ["md"]}


async def test_the_form_makes_the_files_and_says_where_they_are(on_stage):
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED)
    await on_stage.slack.until(lambda: on_stage.bo.dm.messages and on_stage.bo.dm.messages[-1].files)
    (file,) = on_stage.bo.dm.messages[-1].files
    assert file.name == "all-hands-2026-10-01-to-2026-10-31.md"
    assert b"about 3 min" in file.data
    await on_stage.slack.until(lambda: "is in your direct messages" in str(view.blocks))


async def test_the_next_all_hands_can_begin_where_the_last_ended(on_stage, clock):
    view = await the_form(on_stage)
    assert "since-last" not in str(view.blocks)
    await on_stage.bo.submits(view, FILLED)
    await on_stage.slack.until(lambda: "is in your direct messages" in str(view.blocks))
    clock.advance(hours=24)
    again = await the_form(on_stage)
    assert "Since the last all-hands, to 31 Oct 2026" in str(again.blocks)
    await on_stage.bo.submits(again, FILLED | {"period": "since-last"})
    await on_stage.slack.until(lambda: "1 to 24 Nov 2026" in str(again.blocks))


async def test_a_deck_by_command_is_an_all_hands_too(on_stage, clock):
    await declared(on_stage)
    reply = await on_stage.bo.types("/northstar deck 2026-10-05 2026-10-11 md", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    clock.advance(hours=24)
    assert "Since the last all-hands, to 11 Oct 2026" in str((await the_form(on_stage)).blocks)


async def test_what_was_never_handed_over_is_no_all_hands(on_stage, clock):
    on_stage.slack.scopes = on_stage.slack.scopes - {"files:write"}
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED)
    await on_stage.slack.until(lambda: "is not granted" in str(view.blocks))
    clock.advance(hours=24)
    assert "since-last" not in str((await the_form(on_stage)).blocks)


async def test_it_goes_to_a_channel_when_one_is_chosen(on_stage):
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED | {"where": on_stage.growth.id})
    await on_stage.slack.until(lambda: any(one.files for one in on_stage.growth.messages))
    assert not any(one.files for one in on_stage.bo.dm.messages)


async def test_a_channel_without_the_bot_is_said_in_the_form(on_stage):
    closed = on_stage.slack.add_channel("closed", [on_stage.bo])
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED | {"where": closed.id})
    await on_stage.slack.until(lambda: "may not post in that channel" in str(view.blocks))


async def test_the_form_asks_for_consent(on_stage):
    view = await the_form(on_stage)
    await on_stage.bo.submits(view, FILLED | {"act": "ask"})
    await on_stage.slack.until(lambda: "Nobody new to ask about 1 to 31 Oct 2026" in str(view.blocks))
    assert not on_stage.bo.dm.messages


async def test_own_days_need_a_first_day(on_stage):
    view = await the_form(on_stage)
    sent = await on_stage.bo.submits(view, FILLED | {"period": "dates"})
    await on_stage.slack.until(lambda: sent.errors)
    assert "From which day?" in sent.errors["since"]
