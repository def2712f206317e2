"""Numbers that other bots get wrong: crowds inside crowds, people who left, and teams that changed in between."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, DEA, DI, agreed, recognised

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.people import Group, Person
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.roundup import RoundupService
from northstar_bot.services.recognition.thanks_report import ThanksReportService

GONE = Group("S0GONE", "alumni", (DEA.id,))
WIDE = Group("S0WIDE", "wide", (BOB.id, CY.id, DI.id, DEA.id))
WEEK = Week.parse("2026-W48")
DAY = date(2026, 11, 23)


@pytest.fixture
async def thanks(store, clock):
    many = replace(COMPANY, recognition=Recognition(feed="C0FEED", allowance=50))
    made = await recognised(store, clock, many)
    made.known.groups_known |= {GONE.id: GONE, WIDE.id: WIDE}
    return made


async def _counted(thanks):
    return (await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK)).counts


async def test_a_group_of_deactivated_people_alone_is_refused_and_costs_nothing(thanks):
    with pytest.raises(BadInput):
        await thanks.service.give(thanks.viewer(ANA), Wish(groups=(GONE.id,), text="for it"), "a")
    given = await thanks.service.give(thanks.viewer(ANA), Wish(people=(BOB.id,), text="for it"), "b")
    assert given.remaining == 49


async def test_a_person_their_group_and_a_second_group_are_counted_once(thanks):
    wish = Wish(people=(BOB.id,), groups=("S0FLOW", WIDE.id), text="for it")
    given = await thanks.service.give(thanks.viewer(ANA), wish, "a")
    assert sorted(one.person for one in given.shoutout.receivers) == [BOB.id, CY.id, DI.id]
    assert given.remaining == 49
    counts = await _counted(thanks)
    assert (counts.given, counts.people_thanked, counts.givers) == (1, 3, 1)


async def test_a_move_between_giving_and_reporting_changes_no_past_number(thanks):
    await thanks.service.give(thanks.viewer(ANA), Wish(people=(BOB.id,), text="for it"), "a")
    before = await _counted(thanks)
    async with thanks.store.write() as opened:
        await opened.people.settle("acme", {BOB.id: "sales"}, thanks.clock.now())
    assert await _counted(thanks) == before
    assert before.cross_team == 1


async def test_twelve_at_once_from_each_of_three_are_all_counted(thanks):
    acts = [
        thanks.service.give(
            thanks.viewer(giver), Wish(people=(DI.id,), text="for it"), f"{giver.id}-{number}"
        )
        for giver in (ANA, BOB, CY)
        for number in range(12)
    ]
    await asyncio.gather(*acts)
    counts = await _counted(thanks)
    assert (counts.given, counts.people_thanked, counts.givers) == (36, 1, 3)


async def test_twelve_givers_at_once_with_one_left_each_give_exactly_that(store, clock):
    thanks = await recognised(store, clock, replace(COMPANY, recognition=Recognition(allowance=1)))
    givers = [Person(f"U1GIVER{number}", f"G{number}") for number in range(12)]
    acts = [
        thanks.service.give(thanks.viewer(giver), Wish(people=(DI.id,), text="for it"), f"{giver.id}-{act}")
        for act in range(3)
        for giver in givers
    ]
    came = await asyncio.gather(*acts, return_exceptions=True)
    assert sum(isinstance(one, NotAllowed) for one in came) == 24
    assert sorted(one.shoutout.giver for one in came if not isinstance(one, Exception)) == sorted(
        giver.id for giver in givers
    )
    counts = await _counted(thanks)
    assert (counts.given, counts.people_thanked, counts.givers) == (12, 1, 12)


def _reports(thanks):
    store, clock = thanks.store, thanks.clock
    return (
        RoundupService(store, clock),
        BalanceService(store, clock),
        DeckService(store, clock, (), None, None),
        ThanksReportService(store, clock),
    )


async def _moved(thanks, person, team):
    async with thanks.store.write() as opened:
        await opened.people.settle("acme", {person.id: team}, thanks.clock.now())


async def test_who_moved_counts_everywhere_where_they_were_when_they_gave_and_were_thanked(thanks):
    for giver, receiver in ((ANA, BOB), (BOB, ANA)) * 5:
        wish, key = Wish(people=(receiver.id,), text="for it"), f"{giver.id}{thanks.clock.now()}"
        given = await thanks.service.give(thanks.viewer(giver), wish, key)
        await agreed(thanks.store, thanks.clock, given.shoutout)
        thanks.clock.advance(seconds=1)
    await _moved(thanks, ANA, "legal")
    await _moved(thanks, BOB, "sales")
    roundups, balances, decks, reports = _reports(thanks)
    roundup = await roundups.roundup("acme", WEEK)
    assert (roundup.counts.cross_team, roundup.coverage.not_yet) == (10, ("legal",))
    balance = await balances.view(thanks.viewer(CY), "30d")
    assert balance.cells == {("sales", "design"): 5, ("design", "sales"): 5}
    deck = await decks.build("acme", DAY, DAY)
    assert {(one.giver_team, one.receiver_teams) for one in deck.stories} == {
        ("Sales", ("Design",)),
        ("Design", ("Sales",)),
    }
    report = await reports.report(thanks.viewer(BOB), asked="30d")
    assert [(team, len(told)) for team, told in report.stories] == [("Sales", 5)]
    await thanks.service.give(thanks.viewer(ANA), Wish(people=(BOB.id,), text="now"), "c")
    assert (await thanks.service.latest(thanks.viewer(), 1))[0].giver_team == "legal"
