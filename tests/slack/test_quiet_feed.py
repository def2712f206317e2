"""The nudge in a quiet feed: once in a spell, on working days, another question each time; it can be switched off."""

from datetime import UTC, date, datetime

import pytest

from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.ids import ChannelId
from northstar_bot.domain.recognition.quiet_feed import PROMPTS, prompt_after
from northstar_bot.playground import message_problems
from northstar_bot.render.ids import THANKS_OPEN


def at(day, hour, month=11):
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def come_to(stage, clock, moment):
    clock.moment = moment
    await stage.settle_in_turn(clock, 2)


def nudges(stage):
    return [one for one in stage.growth.messages if "/northstar settings" in one.text]


async def feed(stage, **more):
    await stage.declare(recognition=Recognition(feed=ChannelId(stage.growth.id), **more))


async def thank(stage, text):
    reply = await stage.bo.types(f"/northstar thanks @Cy for {text}", channel=stage.growth)
    assert "You thanked" in reply.text
    await stage.settle()


@pytest.fixture
async def watched(on_stage, clock):
    """The feed is watched since Monday 23 November."""
    await feed(on_stage)
    await on_stage.settle()
    return on_stage


async def test_a_quiet_spell_is_said_once(watched, clock):
    await thank(watched, "the night of testing")
    await come_to(watched, clock, at(30, 7))
    assert not nudges(watched)  # a week, but nobody is at work yet
    await come_to(watched, clock, at(30, 10))
    (said,) = nudges(watched)
    assert said.text.startswith(f"The last shout-out here was 7 days ago. {PROMPTS[0]}")
    assert message_problems({"channel": watched.growth.id, "text": said.text, "blocks": said.blocks}) == []
    for day in (1, 8, 15):
        await come_to(watched, clock, at(day, 10, month=12))
    assert len(nudges(watched)) == 1


async def test_the_next_spell_asks_another_question(watched, clock):
    await come_to(watched, clock, at(30, 10))
    assert nudges(watched)[0].text.startswith(f"There is no shout-out here yet. {PROMPTS[0]}")
    await thank(watched, "the quick answer to legal")
    await come_to(watched, clock, at(7, 9, month=12))
    assert len(nudges(watched)) == 1
    await come_to(watched, clock, at(7, 11, month=12))
    assert PROMPTS[1] in nudges(watched)[1].text


async def test_days_off_are_left_in_peace(on_stage, clock):
    await on_stage.declare(
        recognition=Recognition(feed=ChannelId(on_stage.growth.id)),
        skip=(date(2026, 11, 30), date(2026, 12, 1)),
    )
    await on_stage.settle()
    await come_to(on_stage, clock, at(30, 10))
    await come_to(on_stage, clock, at(1, 10, month=12))
    assert not nudges(on_stage)
    await come_to(on_stage, clock, at(2, 10, month=12))
    assert len(nudges(on_stage)) == 1


async def test_it_can_be_switched_off_and_begins_anew(watched, clock):
    await feed(watched, nudge=False)
    await come_to(watched, clock, at(30, 10))
    assert not nudges(watched)
    await feed(watched)
    await come_to(watched, clock, at(1, 10, month=12))
    await come_to(watched, clock, at(7, 10, month=12))
    assert not nudges(watched)
    await come_to(watched, clock, at(8, 11, month=12))
    assert len(nudges(watched)) == 1


async def test_its_button_opens_the_form_for_whoever_presses_it(watched, clock):
    await come_to(watched, clock, at(30, 10))
    await watched.cy.clicks(nudges(watched)[0], THANKS_OPEN)
    assert watched.cy.view.payload["title"]["text"] == "Give thanks"


def test_each_question_comes_in_turn():
    assert len(set(PROMPTS)) >= 5
    assert [prompt_after(number) for number in range(len(PROMPTS) + 1)] == [*PROMPTS, PROMPTS[0]]
