"""A team leaves the rotation of the spotlight for good and comes back: by its lead or a steward, at every door."""

from dataclasses import replace
from datetime import time

import pytest

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.recognition.spotlights import fair_order

LEAVE, BACK = "northstar.spotlight.leave", "northstar.spotlight.back"


@pytest.fixture
async def acme(on_stage):
    """Bo leads Sales, Cy leads Product, nobody Legal; Ana owns; the spotlight comes on Mondays at ten in Berlin."""
    stage = on_stage
    await stage.declare(
        zone="Europe/Berlin",
        teams=(
            Team("sales", "Sales", people=(stage.bo.id,), lead=stage.bo.id),
            Team("product", "Product", people=(stage.cy.id,), lead=stage.cy.id),
            Team("legal", "Legal"),
        ),
        schedules=(Schedule("light", PostKind.SPOTLIGHT, stage.growth.id, 0, time(10), "Europe/Berlin"),),
    )
    return stage


async def typed(person, words, stage):
    reply = await person.types(f"/northstar spotlight {words}".strip(), channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def past_monday(stage, weeks=0):
    """From Monday at nine in Berlin past the spotlight at ten, and so many weeks more."""
    await stage.settle()
    stage.bot.house.clock.advance(hours=1, minutes=5)
    await stage.settle()
    for _ in range(weeks):
        stage.bot.house.clock.advance(days=7)
        await stage.settle_in_turn(stage.bot.house.clock, 3)


def in_the_light(stage):
    said = (one.text.splitlines()[0] for one in stage.growth.messages)
    return [one.partition(": ")[2] for one in said if "in the spotlight: " in one.lower()]


def notices(person):
    return [one for one in person.dm.messages if "is in the spotlight on" in one.text]


async def test_a_lead_takes_the_team_out_by_the_button_of_the_notice_and_another_is_told(acme):
    await past_monday(acme)
    acme.bot.house.clock.advance(hours=6)
    await acme.settle()
    (notice,) = notices(acme.cy)
    await acme.cy.clicks(notice, LEAVE)
    assert "Product takes no turns in the spotlight any more." in notice.text
    assert "Legal takes the one on Mon 30 Nov 10:00 Europe/Berlin" in notice.text
    await acme.settle()
    assert "Legal is in the spotlight on" in notices(acme.ana)[-1].text
    await past_monday(acme, weeks=4)
    assert "Product" not in in_the_light(acme)
    await acme.cy.clicks(notice, BACK)
    assert "Product takes turns in the spotlight again." in notice.text
    await past_monday(acme, weeks=2)
    assert "Product" in in_the_light(acme)


async def test_who_comes_back_is_where_the_fair_order_puts_them(acme):
    await past_monday(acme, weeks=1)
    await typed(acme.bo, "leave", acme)
    await past_monday(acme, weeks=2)
    board = await typed(acme.cy, "", acme)
    assert "Take no turns: Sales" in board.text
    await typed(acme.bo, "back sales", acme)
    await past_monday(acme, weeks=2)
    assert in_the_light(acme) == ["Sales", "Product", "Legal", "Product", "Legal", "Sales"]


async def test_only_its_lead_and_stewards_decide_and_once(acme):
    for words in ("leave product", "back product", "leave legal"):
        assert "Only the lead of" in (await typed(acme.bo, words, acme)).text
    assert "Which team? Teams: sales, product, legal" in (await typed(acme.ana, "leave", acme)).text
    assert "takes no turns in the spotlight any more" in (await typed(acme.ana, "leave Legal", acme)).text
    assert "takes no turns in the spotlight already" in (await typed(acme.ana, "leave legal", acme)).text
    refused = await typed(acme.ana, "swap legal", acme)
    assert "Legal takes no turns in the spotlight." in refused.text
    assert "spotlight back legal" in refused.text
    assert "takes turns in the spotlight again" in (await typed(acme.ana, "back legal", acme)).text


async def test_who_may_not_leave_gets_no_button_for_it(acme):
    company = await acme.bot.house.services.company.of(acme.bot.workspace)
    teams = (company.teams[0], replace(company.teams[1], lead=None), company.teams[2])
    await acme.bot.house.services.company.apply(replace(company, teams=teams))
    await past_monday(acme)
    acme.bot.house.clock.advance(hours=6)
    await acme.settle()
    (notice,) = notices(acme.cy)
    assert LEAVE not in str(notice.blocks)
    assert "northstar.spotlight.skip" in str(notice.blocks)


async def test_a_team_that_leaves_in_the_declaration_hands_its_turn_on_and_with_none_left_there_is_no_card(
    acme,
):
    await past_monday(acme)
    companies = acme.bot.house.services.company
    company = await companies.of(acme.bot.workspace)
    out = replace(company.teams[1], spotlight=False)
    await companies.apply(replace(company, teams=(company.teams[0], out, company.teams[2])))
    acme.bot.house.clock.advance(hours=6)
    await acme.settle()
    assert "Legal is in the spotlight on" in notices(acme.ana)[-1].text
    for team in ("sales", "legal"):
        await typed(acme.ana, f"leave {team}", acme)
    await past_monday(acme, weeks=2)
    assert in_the_light(acme) == ["Sales"]
    assert "No team takes turns in the spotlight." in (await typed(acme.cy, "", acme)).text


def test_the_order_of_the_others_stays_as_it_was():
    teams = tuple(Team(key, key) for key in "abcd")
    company = Company("acme", "Acme", teams=teams)
    turns = {"a": 3, "b": 1, "c": 2}
    whole = [one.key for one in fair_order(company.teams, turns)]
    for team in teams:
        out = [replace(one, spotlight=one is not team) for one in teams]
        assert [one.key for one in fair_order(out, turns)] == [key for key in whole if key != team.key]
