"""A week of thanks rounded up from the database, the same by schedule, preview and command line."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.recognition import ANA, BOB, CY, DI, GUS, recognised

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import NotAllowed, NotFound
from northstar_bot.domain.recognition.reactions import Reacted
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.recognition.roundup import RoundupService

WEEK = Week.parse("2026-W48")


@pytest.fixture
async def thanks(store, clock):
    return await recognised(store, clock)


@pytest.fixture
def roundup(thanks):
    return RoundupService(thanks.store, thanks.clock)


async def give(thanks, giver, receiver, text, key):
    found = await thanks.service.give(thanks.viewer(giver), Wish(people=(receiver.id,), text=text), key)
    return found.shoutout.id


async def test_a_week_comes_to_its_counts_coverage_and_stories(thanks, roundup):
    first = await give(thanks, ANA, BOB, "the demo", "a")
    second = await give(thanks, BOB, CY, "the review", "b")
    third = await give(thanks, CY, ANA, "the deal", "c")
    gone = await give(thanks, CY, ANA, "a mistake", "d")
    await thanks.service.undo(thanks.viewer(CY), gone)
    await thanks.service.boost(thanks.viewer(DI), third)
    await thanks.service.heard(thanks.viewer(DI), Reacted("C1", "1.1", DI.id, "star2", True, 1, ANA.id))
    found = await roundup.roundup("acme", WEEK)
    counts = found.counts
    assert (counts.given, counts.cross_team, counts.people_thanked, counts.givers, counts.boosts) == (
        4,
        3,
        3,
        4,
        1,
    )
    assert (found.coverage.thanked, found.coverage.not_yet) == (("sales", "design"), ("legal",))
    assert [one.id for one in found.stories] == [third, first, second]
    assert found.names["legal"] == "Legal"


async def test_the_schedule_and_the_preview_say_the_same(thanks, roundup):
    await give(thanks, ANA, BOB, "the demo", "a")
    thanks.clock.advance(days=7)
    plan = Plan("acme", "roundup", "C1", WEEK.label, thanks.clock.now())
    posted = await roundup.compose(plan, thanks.clock.now())
    assert await roundup.preview(thanks.viewer()) == replace(posted, preview=True)
    assert not posted.preview


async def test_an_empty_week_says_nothing(thanks, roundup):
    await give(thanks, ANA, BOB, "the demo", "a")
    assert await roundup.roundup("acme", WEEK.previous) is None
    assert await roundup.roundup("other", WEEK) is None
    assert await roundup.roundup("nowhere", WEEK) is None
    assert await roundup.preview(thanks.viewer(), WEEK.next) is None


async def test_the_week_is_the_companys_own(thanks, roundup):
    thanks.clock.moment = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)  # 23:59 on Sunday in Berlin
    await give(thanks, ANA, BOB, "late", "a")
    thanks.clock.moment = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    await give(thanks, ANA, BOB, "early", "b")
    assert [one.text for one in (await roundup.roundup("acme", WEEK.previous)).stories] == ["late"]
    assert [one.text for one in (await roundup.roundup("acme", WEEK)).stories] == ["early"]


async def test_only_members_preview(thanks, roundup):
    with pytest.raises(NotAllowed):
        await roundup.preview(thanks.viewer(GUS))
    with pytest.raises(NotFound):
        await roundup.closed_week("nowhere")
