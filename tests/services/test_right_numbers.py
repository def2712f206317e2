"""Numbers that other bots get wrong: crowds inside crowds, people who left, and teams that changed in between."""

import asyncio
from dataclasses import replace

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, DEA, DI, recognised

from northstar_bot.domain.company import Recognition
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.people import Group
from northstar_bot.domain.periods import Week
from northstar_bot.domain.thanks_form import Wish
from northstar_bot.services.roundup import RoundupService

GONE = Group("S0GONE", "alumni", (DEA.id,))
WIDE = Group("S0WIDE", "wide", (BOB.id, CY.id, DI.id, DEA.id))
WEEK = Week.parse("2026-W48")


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
