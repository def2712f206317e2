"""Roundups as they come, daily and weekly, and at the command; what Slack will not draw still says its words."""

from datetime import time

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Team
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey


def schedule(channel, cadence):
    return Schedule(
        channel.name,
        PostKind.ROUNDUP,
        ChannelId(channel.id),
        0,
        time(9),
        "Etc/UTC",
        cadence=cadence,
    )


async def settled(stage, clock, times=3):
    """A channel takes one post a second."""
    await stage.settle_in_turn(clock, times)


async def a_day_later(stage, clock):
    clock.advance(hours=23, minutes=59)
    await settled(stage, clock)


def titles(channel):
    return [one.text.split(".")[0] for one in channel.messages if one.text.startswith("Thanks of")]


async def thank(stage, text):
    reply = await stage.ana.types(f"/northstar thanks @Bo for {text}", channel=stage.growth)
    assert "You thanked" in reply.text


async def test_two_channels_have_their_own_cadences(on_stage, clock):
    """Monday to Monday: one channel daily, the other weekly; quiet days are silent."""
    calm = on_stage.slack.add_channel("calm", [on_stage.ana, on_stage.slack.bot])
    daily, weekly = schedule(on_stage.growth, Cadence.DAILY), schedule(calm, Cadence.WEEKLY)
    await on_stage.declare(schedules=(daily, weekly))
    await settled(on_stage, clock)
    await thank(on_stage, "the Monday fix of the form")
    clock.advance(hours=2)
    for _ in range(3):
        await a_day_later(on_stage, clock)
    assert titles(on_stage.growth) == ["Thanks of Mon 23 Nov"]
    await thank(on_stage, "the Thursday fix of the form")
    for _ in range(4):
        await a_day_later(on_stage, clock)
    assert titles(on_stage.growth) == ["Thanks of Mon 23 Nov", "Thanks of Thu 26 Nov"]
    assert titles(calm) == ["Thanks of week 48 (23–29 Nov 2026)"]
    both = next(one for one in calm.messages if one.text.startswith("Thanks of")).text
    assert "Monday fix" in both
    assert "Thursday fix" in both


async def test_a_change_of_cadence_tells_nothing_twice(on_stage, clock):
    """Daily until Wednesday, then weekly: Monday's thanks were told, Wednesday's come with the week."""
    where = on_stage.growth
    await on_stage.declare(schedules=(schedule(where, Cadence.DAILY),))
    await settled(on_stage, clock)
    await thank(on_stage, "the Monday fix of the form")
    clock.advance(hours=2)
    await a_day_later(on_stage, clock)
    await thank(on_stage, "the Tuesday fix of the form")
    await a_day_later(on_stage, clock)
    await thank(on_stage, "the Wednesday fix of the form")
    await on_stage.declare(schedules=(schedule(where, Cadence.WEEKLY),))
    for _ in range(6):
        await a_day_later(on_stage, clock)
    assert titles(where) == [
        "Thanks of Mon 23 Nov",
        "Thanks of Tue 24 Nov",
        "Thanks of 25 to 29 Nov 2026",
    ]
    told = [one.text for one in where.messages if one.text.startswith("Thanks of")]
    for day in ("Monday", "Tuesday", "Wednesday"):
        assert sum(f"the {day} fix" in text for text in told) == 1


async def test_todays_daily_one_is_previewed(on_stage, clock):
    await on_stage.declare()
    await thank(on_stage, "the Monday fix of the form")
    clock.advance(days=1)
    reply = await on_stage.ana.types("/northstar roundup preview daily", channel=on_stage.growth)
    assert "Thanks of Mon 23 Nov" in reply.text
    clock.advance(days=1)
    reply = await on_stage.ana.types("/northstar roundup preview daily", channel=on_stage.growth)
    assert "Nobody was thanked on Tue 24 Nov" in reply.text


async def _thank_a_team(stage) -> None:
    await stage.declare(
        teams=(
            Team(TeamKey("design"), "Design", people=(PersonId(stage.bo.id),)),
            Team(TeamKey("sales"), "Sales", people=(PersonId(stage.ana.id),)),
        )
    )
    await stage.bot.services.people.settle_teams(stage.bot.workspace, stage.bot.services.shoutouts.directory)
    reply = await stage.ana.types("/northstar thanks design for the new form", channel=stage.growth)
    assert "You thanked" in reply.text


async def test_a_story_about_a_team_alone_is_drawn(on_stage):
    await _thank_a_team(on_stage)
    week = on_stage.bot.house.clock.now().date().isoformat()
    reply = await on_stage.ana.types(f"/northstar roundup preview {week}", channel=on_stage.growth)
    assert "the new form" in reply.text
    assert reply.messages[0].blocks


async def test_words_are_said_when_the_blocks_are_refused(on_stage):
    on_stage.slack.faults.add("response_url", status=400, times=1)
    reply = await on_stage.ana.types("/northstar help", channel=on_stage.growth)
    assert "/northstar show" in reply.text
