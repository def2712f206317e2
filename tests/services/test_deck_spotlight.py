"""The spotlight in a deck, on both databases: whose turn it was, the thanks of that time, only what may be told."""

from datetime import UTC, date, datetime

import pytest
from tests.support.recognition import ANA, BOB, CY, agreed, recognised

from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.shape import Section, Shape
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.recognition.consent import Consent
from northstar_bot.domain.recognition.spotlights import Spotlight
from northstar_bot.domain.recognition.thanks_form import Where, Wish
from northstar_bot.exports.registry import installed
from northstar_bot.services.recognition.consent import ConsentService
from northstar_bot.services.recognition.deck import DeckService

SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 30)


def at(day, hour=12):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
async def thanks(store, clock):
    """Sales had the light until the 9th, Design has it since; a team that is gone had it last of all."""
    clock.moment = at(2)
    made = await recognised(store, clock)
    turns = (("sales", 2, 9, "C1"), ("design", 9, 16, "C1"), ("gone", 20, 27, "C1"))
    async with store.write() as opened:
        for team, first, last, channel in turns:
            turn = Spotlight("acme", channel, f"from {first}", team, at(first))
            await opened.spotlights.plan(turn)
            await opened.spotlights.open(turn, Receipt(channel, f"{first}.0"), at(first), at(last))
    return made


@pytest.fixture
def deck(store, clock):
    return DeckService(store, clock, tuple(installed()[0].values()), None, None)


async def give(thanks, day, text, *people, giver=ANA, said=None, **more):
    thanks.clock.moment = at(day, 13)
    wish = Wish(tuple(one.id for one in people), (), (), text, **more)
    given = await thanks.service.give(thanks.viewer(giver), wish, text)
    if said:
        await agreed(thanks.store, thanks.clock, given.shoutout, said)
    return given.shoutout.id


async def test_the_latest_team_stands_with_the_thanks_of_its_time(thanks, deck):
    await give(thanks, 8, "before the light", BOB, said=Consent.YES)
    await give(thanks, 10, "the launch page", BOB, said=Consent.YES)
    await give(thanks, 11, "the night of testing", CY, said=Consent.NO)
    await give(thanks, 12, "in private", CY, where=Where.PRIVATE)
    await give(thanks, 12, "by themselves", CY, giver=BOB, said=Consent.YES)
    await give(thanks, 17, "after the light", BOB, said=Consent.YES)
    made = await deck.build("acme", SINCE, UNTIL)
    light = made.spotlight
    assert (light.team, light.thanked) == ("Design", 2)
    assert [story.text for story in light.stories] == ["the launch page"]
    assert light.sentence == "Thanked 2 times while in the spotlight, by Sales. Before them: Sales."
    told = [story.text for story in made.chosen]
    assert sorted(told) == sorted(set(told))
    assert "in private" not in str(made)
    assert "the night of testing" not in str(made)


async def test_other_days_have_another_team_or_none(thanks, deck):
    assert (await deck.build("acme", date(2026, 11, 1), date(2026, 11, 5))).spotlight.team == "Sales"
    assert (await deck.build("acme", date(2026, 10, 1), date(2026, 10, 31))).spotlight is None
    assert (await deck.build("other", SINCE, UNTIL)).spotlight is None
    without = Shape(5, frozenset(Section) - {Section.SPOTLIGHT})
    assert (await deck.build("acme", SINCE, UNTIL, without)).spotlight is None


async def test_those_beside_the_spotlight_are_asked_too(thanks, store, clock):
    number = await give(thanks, 10, "the launch page", BOB)
    only = Shape(5, frozenset({Section.SPOTLIGHT}))
    asking = await ConsentService(store, clock).ask(thanks.viewer(ANA), Period(SINCE, UNTIL), only)
    assert (asking.stories, asking.people) == (1, 1)
    assert number
