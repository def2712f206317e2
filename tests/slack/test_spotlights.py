"""The rotating team spotlight at the door: whose turn, the word ahead, the card, thanks in its thread, the end."""

import asyncio
from datetime import time

import pytest
from tests.support.teaching import parents

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.ids import ChannelId, PersonId

BRINGS = "We know what customers ask for <!channel> *loudly*"


def weekly(stage, **more) -> Schedule:
    where = ChannelId(stage.growth.id)
    return Schedule("light", PostKind.SPOTLIGHT, where, 0, time(10), "Europe/Berlin", **more)


@pytest.fixture
async def acme(on_stage):
    """Bo is in Sales, Cy in Product, nobody in Legal; Ana owns; the spotlight comes on Mondays at ten in Berlin."""
    await on_stage.declare(
        zone="Europe/Berlin",
        teams=(
            Team("sales", "Sales", brings=BRINGS, people=(PersonId(on_stage.bo.id),)),
            Team(
                "product",
                "Product",
                people=(PersonId(on_stage.cy.id), PersonId(on_stage.bo.id)),
                lead=PersonId(on_stage.cy.id),
            ),
            Team("legal", "Legal"),
        ),
        recognition=Recognition(feed=ChannelId(on_stage.growth.id)),
        schedules=(weekly(on_stage),),
    )
    return on_stage


async def settled(stage, clock, times=5):
    """A channel takes one post a second."""
    await stage.settle_in_turn(clock, times)


async def typed(person, words, stage):
    reply = await person.types(words, channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def to_monday(stage, clock):
    """From Monday at nine in Berlin past the spotlight at ten."""
    await stage.settle()
    clock.advance(hours=1, minutes=5)
    await settled(stage, clock)


def cards(stage):
    return [one for one in parents(stage.growth) if "in the spotlight: " in one.text.lower()]


async def test_the_first_declared_team_opens_with_what_it_brings_its_people_and_a_question(acme, clock):
    await to_monday(acme, clock)
    (card,) = cards(acme)
    assert "In the spotlight: Sales" in card.text
    assert "What we bring" in card.text
    assert "&lt;!channel&gt;" in card.text
    assert "<!channel>" not in card.text
    assert "Bo" in card.text
    assert "Sales" in card.text.splitlines()[-1]
    assert card.text.splitlines()[-1].endswith("?")


async def test_each_team_has_its_turn_before_one_comes_again(acme, clock):
    await to_monday(acme, clock)
    for _ in range(4):
        clock.advance(days=7)
        await settled(acme, clock)
    titles = [one.text.splitlines()[0].partition(": ")[2] for one in cards(acme)]
    assert titles == ["Sales", "Product", "Legal", "Sales", "Product"]


async def test_who_speaks_for_a_team_hears_a_week_ahead_and_once(acme, clock):
    await acme.settle()
    await to_monday(acme, clock)
    clock.advance(hours=6)
    await settled(acme, clock)
    ahead = [one for one in acme.cy.dm.messages if "is in the spotlight on" in one.text]
    assert len(ahead) == 1
    assert "Product is in the spotlight on Mon 30 Nov 10:00 Europe/Berlin" in ahead[0].text
    clock.advance(days=1)
    await settled(acme, clock)
    assert len([one for one in acme.cy.dm.messages if "is in the spotlight on" in one.text]) == 1


async def test_who_switched_spotlights_off_is_not_told(acme, clock):
    async with acme.bot.house.transactions.write() as store:
        await store.preferences.keep(
            acme.bot.workspace, PersonId(acme.cy.id), frozenset({Switch.SPOTLIGHT}), clock.now()
        )
    await to_monday(acme, clock)
    clock.advance(hours=6)
    await settled(acme, clock)
    assert not [one for one in acme.cy.dm.messages if "spotlight" in one.text]


async def test_a_team_skips_its_turn_by_the_button_and_comes_first_in_the_next(acme, clock):
    await to_monday(acme, clock)
    clock.advance(hours=6)
    await settled(acme, clock)
    (ahead,) = [one for one in acme.cy.dm.messages if "is in the spotlight on" in one.text]
    await acme.cy.clicks(ahead, "northstar.spotlight.skip")
    await acme.settle()
    assert "Legal takes the turn on Mon 30 Nov 10:00 Europe/Berlin" in ahead.text
    for _ in range(2):
        clock.advance(days=7)
        await settled(acme, clock)
    titles = [one.text.splitlines()[0].partition(": ")[2] for one in cards(acme)]
    assert titles == ["Sales", "Legal", "Product"]


async def test_only_the_team_or_a_steward_moves_a_turn(acme, clock):
    await to_monday(acme, clock)
    refused = (await typed(acme.bo, "/northstar spotlight skip", acme)).text
    assert "Only the lead of Product and stewards can move this turn." in refused
    assert "Ask that lead, or a steward." in refused, "Bo is in Product: to ask that team would lead nowhere"
    said = await typed(acme.ana, "/northstar spotlight swap LEGAL", acme)
    assert "Legal takes the turn" in said.text
    assert "in place of Product" in said.text
    again = await typed(acme.ana, "/northstar spotlight swap legal", acme)
    assert "the turn of Legal already" in again.text
    refused = (await typed(acme.bo, "/northstar spotlight skip", acme)).text
    assert "Only stewards, as nobody is in Legal yet, can move this turn." in refused
    nobody = await typed(acme.ana, "/northstar spotlight swap <!here>", acme)
    assert "Teams: sales, product, legal" in nobody.text


async def test_the_board_says_who_is_in_the_light_and_whose_turn_follows(acme, clock):
    await to_monday(acme, clock)
    said = (await typed(acme.bo, "/northstar spotlight", acme)).text
    assert "Now: Sales" in said
    assert "Next: *Product*, Mon 30 Nov 10:00 Europe/Berlin" in said
    assert "Then: Legal, Sales" in said


async def test_when_everybody_lets_a_turn_go_by_it_stays(acme, clock):
    await to_monday(acme, clock)
    for _ in range(2):
        await typed(acme.ana, "/northstar spotlight skip", acme)
    said = await typed(acme.ana, "/northstar spotlight skip", acme)
    assert "No other team is left for this turn" in said.text


async def test_two_who_skip_at_once_move_the_turn_once(acme, clock):
    await to_monday(acme, clock)
    said = await asyncio.gather(
        *(typed(acme.ana, f"/northstar spotlight swap {team}", acme) for team in ("legal", "sales"))
    )
    async with acme.bot.house.transactions.read() as store:
        turn = await store.spotlights.of(acme.bot.workspace, acme.growth.id, "2026-W48")
    taken = [one.text for one in said if "takes the turn" in one.text]
    assert taken[-1].startswith(("Legal", "Sales"))
    assert turn.team in {"legal", "sales"}


async def test_thanks_in_the_open_are_gathered_in_the_thread_and_summed_up_in_the_card(acme, clock):
    await to_monday(acme, clock)
    (card,) = cards(acme)
    opened = await acme.cy.clicks(card, "northstar.spotlight.thank")
    await acme.slack.until(lambda: opened.view)
    assert '"value": "team:sales"' in str(opened.view.blocks).replace("'", '"')
    await acme.cy.submits(opened.view, {"text": "They brought a customer along", "changed": "We saw it used"})
    clock.advance(minutes=1)
    await settled(acme, clock)
    await settled(acme, clock)
    gathered = card.thread
    assert len(gathered) == 1
    assert "They brought a customer along" in gathered[0].text
    assert "(Product)" in gathered[0].text
    clock.advance(days=7)
    await settled(acme, clock, 8)
    assert card.text.startswith("Was in the spotlight: Sales")
    assert "1 shout-out in this spotlight, from Product." in card.text
    assert "Thank this team" not in str(card.blocks)


async def test_thanks_that_are_taken_back_leave_the_thread(acme, clock):
    await to_monday(acme, clock)
    (card,) = cards(acme)
    given = await typed(acme.cy, "/northstar thanks @Bo for the long walk home", acme)
    clock.advance(minutes=1)
    await settled(acme, clock)
    (reply,) = card.thread
    assert "the long walk home" in reply.text
    await acme.cy.clicks(given.message, "northstar.shoutouts.undo")
    await settled(acme, clock)
    assert reply.text == "These thanks were taken back."


async def test_without_a_schedule_or_teams_it_says_what_to_do(on_stage):
    await on_stage.declare(teams=(Team("sales", "Sales"),))
    assert (
        "No team spotlight is scheduled" in (await typed(on_stage.bo, "/northstar spotlight", on_stage)).text
    )
    await on_stage.declare(schedules=(weekly(on_stage, cadence=Cadence.MONTHLY, nth=1),))
    assert "There are no teams yet" in (await typed(on_stage.bo, "/northstar spotlight", on_stage)).text
    said = await typed(on_stage.bo, "/northstar spotlight dance", on_stage)
    assert "skip a turn or swap it" in said.text
