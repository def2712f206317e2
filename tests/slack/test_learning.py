"""Lunch-and-learns at the door: the host is asked, answers can change, a calendar file, reminders, the last word."""

import asyncio

import pytest
from tests.render.test_calendar_file import strictly_read
from tests.support.teaching import parents

from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.ids import ChannelId, PersonId

HOSTILE = "<!channel> *Deals* <https://evil.example|click> & \\;,"


@pytest.fixture
async def acme(on_stage):
    """Bo is in Sales, Cy in Product, Ana in none."""
    await on_stage.declare(
        zone="Europe/Berlin",
        teams=(
            Team("sales", "Sales", people=(PersonId(on_stage.bo.id),)),
            Team("product", "Product", people=(PersonId(on_stage.cy.id),)),
        ),
        recognition=Recognition(feed=ChannelId(on_stage.growth.id)),
    )
    return on_stage


async def settled(stage, clock, times=3):
    """A channel takes one post a second."""
    await stage.settle_in_turn(clock, times)


async def typed(person, words, stage):
    reply = await person.types(words, channel=stage.growth)
    await stage.slack.until(lambda: reply.messages or reply.view)
    return reply


async def proposed(stage, clock, person, host=None, **more):
    """Proposed for the next day but one at 12:30 on the proposer's clock."""
    opened = await typed(person, "/northstar learn propose", stage)
    filled = {
        "topic": HOSTILE, "host": (host or person).id, "day": "2026-11-25", "time": "12:30", "length": "45",
        "place": "Kitchen", "channel": stage.growth.id,
    }  # fmt: skip
    answer = await person.submits(opened.view, {**filled, **more})
    await settled(stage, clock)
    return answer


def cards(stage):
    return [one for one in parents(stage.growth) if "Lunch-and-learn: " in one.text]


def told(person, words):
    return [one for one in person.dm.messages if words in one.text]


async def test_ones_own_is_announced_at_once_and_nothing_typed_comes_alive(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    assert "&lt;!channel&gt; *Deals*" in card.text
    assert "<!channel>" not in card.text
    assert "Wed 25 Nov 12:30 Europe/Berlin, 45 min" in card.text
    assert "0 people come." in card.text


async def test_who_proposed_it_hears_when_it_cannot_be_announced_there(acme, clock):
    away = acme.slack.add_channel("away", [acme.ana, acme.bo])
    await proposed(acme, clock, acme.bo, channel=away.id)
    (trouble,) = told(acme.bo, "was not posted (not_in_channel)")
    await acme.slack.admin.invite(away, acme.slack.bot)
    await acme.bo.clicks(trouble, "northstar.deliveries.resend")
    await settled(acme, clock)
    assert "Lunch-and-learn: " in parents(away)[-1].text


async def test_somebody_else_is_asked_first_and_announced_when_they_agree(acme, clock):
    await proposed(acme, clock, acme.ana, acme.bo)
    assert not cards(acme)
    (asked,) = told(acme.bo, "would host a lunch-and-learn")
    await acme.bo.clicks(asked, "northstar.learn.host_yes")
    await settled(acme, clock)
    (card,) = cards(acme)
    assert f"Host: <@{acme.bo.id}>" in card.text


async def test_who_says_no_to_hosting_is_not_announced_and_the_proposer_hears(acme, clock):
    await proposed(acme, clock, acme.ana, acme.bo)
    (asked,) = told(acme.bo, "would host a lunch-and-learn")
    await acme.bo.clicks(asked, "northstar.learn.host_no")
    await settled(acme, clock)
    assert not cards(acme)
    assert told(acme.ana, "cannot host this time")


async def test_who_switched_it_off_and_who_is_no_member_cannot_be_asked(acme, clock):
    async with acme.bot.house.transactions.write() as store:
        await store.preferences.keep(
            acme.bot.workspace, PersonId(acme.bo.id), frozenset({Switch.SPOTLIGHT}), clock.now()
        )
    for host, said in ((acme.bo, "take no questions"), (acme.guest, "cannot host here")):
        answer = await proposed(acme, clock, acme.ana, host)
        assert said in str(answer.errors)
    assert not acme.bo.dm.messages


async def test_coming_brings_a_calendar_file_and_can_be_changed(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    pressed = await acme.cy.clicks(card, "northstar.learn.yes")
    await acme.slack.until(lambda: pressed.messages)
    await settled(acme, clock)
    assert "1 person comes." in card.text
    (file,) = [file for message in acme.cy.dm.messages for file in message.files]
    assert file.name == "lunch-and-learn-1.ics"
    assert strictly_read(file.data)["DTSTART"] == "20261125T113000Z"
    await acme.cy.clicks(card, "northstar.learn.no")
    await acme.cy.clicks(card, "northstar.learn.yes")
    await acme.cy.clicks(card, "northstar.learn.no")
    await settled(acme, clock)
    assert "0 people come, 1 cannot." in card.text
    assert len([file for message in acme.cy.dm.messages for file in message.files]) == 1


async def test_without_the_scope_the_sentence_says_when_and_where(acme, clock):
    acme.slack.scopes = acme.slack.scopes - {"files:write"}
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    await acme.cy.clicks(card, "northstar.learn.yes")
    await settled(acme, clock)
    (said,) = told(acme.cy, "Put it into your calendar:")
    assert "Wed 25 Nov 12:30 Europe/Berlin" in said.text


async def test_only_the_host_reads_who_comes(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    await acme.cy.clicks(card, "northstar.learn.yes")
    await settled(acme, clock)
    assert f"Coming (1): <@{acme.cy.id}>" in (await typed(acme.ana, "/northstar learn", acme)).text
    others = (await typed(acme.bo, "/northstar learn", acme)).text
    assert "You have not answered. 1 person comes." in others
    assert f"<@{acme.cy.id}>" not in others


async def test_answers_that_come_at_once_are_all_counted_once(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    await asyncio.gather(
        *(
            one.clicks(card, "northstar.learn.yes")
            for one in (acme.bo, acme.cy, acme.bo, acme.ana, acme.guest)
        )
    )
    await settled(acme, clock)
    assert "3 people come." in card.text


async def test_reminders_come_a_day_in_office_hours_and_an_hour_before_to_who_comes(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    for person in (acme.bo, acme.cy):
        await person.clicks(card, "northstar.learn.yes")
    await acme.cy.clicks(card, "northstar.learn.no")
    clock.advance(hours=27, minutes=30)  # Tuesday 12:30 in Berlin, 6:30 in New York
    await settled(acme, clock)
    assert told(acme.ana, "Tomorrow or soon")
    assert f"<@{acme.bo.id}>" in told(acme.ana, "Tomorrow or soon")[0].text
    assert not told(acme.bo, "Tomorrow or soon")
    clock.advance(hours=3)
    await settled(acme, clock)
    assert len(told(acme.bo, "Tomorrow or soon")) == 1
    clock.advance(hours=20)
    await settled(acme, clock)
    assert len(told(acme.bo, "In an hour")) == 1
    assert not [one for one in acme.cy.dm.messages if "Tomorrow" in one.text or "In an hour" in one.text]


async def test_called_off_is_said_on_the_card_and_to_who_comes(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    await acme.cy.clicks(card, "northstar.learn.yes")
    await settled(acme, clock)
    listed = await typed(acme.ana, "/northstar learn", acme)
    refused = await acme.cy.clicks(listed.message, "northstar.learn.cancel", force=True)
    await acme.slack.until(lambda: refused.messages)
    assert not told(acme.cy, "called off")
    await acme.ana.clicks(listed.message, "northstar.learn.cancel")
    await settled(acme, clock)
    assert card.text.startswith("Called off: ")
    assert told(acme.cy, "was called off")
    clock.advance(days=3)
    await settled(acme, clock)
    assert not told(acme.cy, "In an hour")


async def test_afterwards_the_host_says_what_was_learned_once_under_the_announcement(acme, clock):
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    clock.advance(days=2, hours=5)
    await settled(acme, clock)
    (asked,) = told(acme.ana, "What did people learn?")
    opened = await acme.ana.clicks(asked, "northstar.learn.after")
    await acme.slack.until(lambda: opened.view)
    await acme.ana.submits(opened.view, {"learned": "Ask who signs <!here>"})
    await settled(acme, clock)
    (reply,) = card.thread
    assert "Ask who signs &lt;!here&gt;" in reply.text
    again = await acme.ana.clicks(asked, "northstar.learn.after")
    await acme.slack.until(lambda: again.view)
    answer = await acme.ana.submits(again.view, {"learned": "More"})
    assert "told already" in str(answer.errors)


async def test_who_taught_another_team_is_suggested_with_why(acme, clock):
    await typed(acme.cy, "/northstar thanks @Bo for he explained how a deal is won", acme)
    await settled(acme, clock)
    said = (await typed(acme.ana, "/northstar learn", acme)).text
    assert f"<@{acme.bo.id}> (has not hosted yet). Thanked by <@{acme.cy.id}>:" in said
    assert "explained how a deal is won" in said
    assert (await typed(acme.ana, "/northstar learn dance", acme)).text.startswith("Look at what is planned")
