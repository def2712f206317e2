"""A deck reads sums and the few thanks that somebody was asked about; it is the one that reading all of them gives."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from threading import get_ident

import pytest
from sqlalchemy import insert
from tests.support.decks import crossing
from tests.support.recognition import COMPANY

from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Dimension, Kind, Metric
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck import making
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.making import compose
from northstar_bot.domain.deck.stories import coverage_of
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.people import Person, Viewer
from northstar_bot.domain.recognition.consent import Consent
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.domain.recognition.spotlights import Spotlight
from northstar_bot.domain.requests.requests import Evidence, Request
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.services.recognition import candidates
from northstar_bot.services.recognition.consent import ConsentService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.deck_spotlight import light_of, spotlight_of
from northstar_bot.services.recognition.retelling import instants, retelling_of
from northstar_bot.storage.tables.consents import story_consent
from northstar_bot.storage.tables.shoutouts import receiver, shoutout

START = datetime(2026, 10, 24, 7, tzinfo=UTC)
PERIOD = Period(date(2026, 10, 26), date(2026, 11, 22))
PEOPLE, TEAMS = [f"U{number}" for number in range(9)], ("sales", "design", "legal")
METRIC = Metric("depth", "Depth", Kind.INPUT, dimension=Dimension.DEPTH)


def made(chance, number):
    giver, *others = chance.sample(PEOPLE, chance.randint(2, 4))
    got = tuple(Receiver(one, chance.choice([*TEAMS, None, "gone"])) for one in others)
    teams = tuple(chance.sample(TEAMS, chance.choice([0, 0, 0, 1, 2])))
    at = START + timedelta(minutes=chance.randint(0, 31 * 24 * 60))
    told = Shoutout(0, "acme", giver, chance.choice([*TEAMS, "gone", None]), got, teams, "", at, f"k{number}")
    return replace(
        told,
        text=f"words {number}" if chance.random() < 0.9 else "",
        private=chance.random() < 0.1,
        input=chance.choice([None, None, METRIC.key]),
        request=chance.choice([None, None, 1, 2]),
    )


@pytest.fixture
async def thanked(store):
    """Some dozens of thanks; some people said yes or no, some opted out; Design stood in the light."""
    chance = random.Random(2)
    every = sorted((made(chance, number) for number in range(45)), key=lambda one: one.given_at)
    turn = Spotlight("acme", "C1", "one", "design", START + timedelta(days=9))
    asked = Request("acme", 0, "U1", "bug fix", "t", "p", Evidence.SEEN, START, input=METRIC.key)
    async with store.write() as opened:
        await opened.companies.save(replace(COMPANY, metrics=(METRIC,)))
        await opened.people.remember("acme", [Person(one, f"Name {one}") for one in PEOPLE], START)
        await opened.requests.add(asked, "r")
        await opened.spotlights.plan(turn)
        await opened.spotlights.open(
            turn, Receipt("C1", "1.0"), turn.due_at, turn.due_at + timedelta(days=8.3)
        )
        for one in every:
            day = one.given_at.date()
            number = await opened.shoutouts.add(Given(one, (), 4), Week.of(day), day)
            if chance.random() < 0.1:
                await opened.shoutouts.take_back("acme", number, START)
            for by in chance.sample(PEOPLE, chance.choice([0, 0, 2])):
                await opened.shoutouts.press_boost("acme", number, by, START, present=True)
            if chance.random() < 0.5:
                for to in one.receivers:
                    await opened.consents.ask("acme", number, to.person, START)
                    said = chance.choice([Consent.YES, Consent.YES, Consent.YES, Consent.NO, None])
                    if said:
                        await opened.consents.answer("acme", number, to.person, said, START)
    return store


@pytest.fixture
def deck(store, clock):
    return DeckService(store, clock, (), None, NoSlack())


async def opt_out(store, *people):
    async with store.write() as opened:
        for one in people:
            await opened.preferences.keep("acme", one, frozenset({Switch.SHOWN_IN_DECKS}), START)


async def reading_all(store):
    """The deck as it is when every shout-out of its days is read."""
    async with store.read() as opened:
        company = await opened.companies.of("acme")
        days = Between(*instants(PERIOD, company.zone))
        every = await opened.shoutouts.given_between("acme", days.since, days.before)
        retelling = await retelling_of(opened, company, PERIOD, every)
        light = await light_of(opened, company, PERIOD)
        lit = await spotlight_of(opened, company, light, retelling)
    names, when = tuple(team.name for team in company.teams), light.when
    inside = [
        one
        for one in every
        if one.cross_team and "design" in one.thanked_teams and when.since <= one.given_at < when.before
    ]
    assert lit.count == len(inside)
    assert len(lit.thanked_by) == len({one.giver_team for one in inside})
    coverage = coverage_of(names, crossing(retelling.stories))
    return compose(company.name, PERIOD, None, retelling.stories, coverage, spotlight=lit), retelling


@pytest.mark.parametrize("out", [(), ("U1", "U2")])
async def test_it_is_the_deck_of_all_thanks(thanked, deck, out):
    await opt_out(thanked, *out)
    found = await deck.build("acme", PERIOD.first, PERIOD.last)
    every, _ = await reading_all(thanked)
    assert found.stories
    assert found.slides == every.slides
    assert (found.stories, found.retold, found.untold) == (every.stories, every.retold, every.untold)


async def test_thanks_for_an_input_are_counted_through_its_requests_too(thanked):
    _, retelling = await reading_all(thanked)
    async with thanked.read() as opened:
        sums = await opened.deck_thanks.sums("acme", Between(*instants(PERIOD, COMPANY.zone)), ())
    assert sums.for_inputs == {
        METRIC.key: sum(one.crosses and one.input == "Depth" for one in retelling.stories)
    }


async def test_those_who_are_asked_are_those_whom_reading_all_would_ask(thanked, clock, monkeypatch):
    """As long as no team has more thanks than are looked at."""
    viewer = Viewer("acme", Person("U0ANA", "Ana"))

    async def all_of_them(store, company, period, light):
        days = Between(*instants(period, company.zone))
        return await store.shoutouts.given_between("acme", days.since, days.before)

    class Taken(Exception):
        pass

    wished = []

    async def noted(self, *given):
        wished.append(await wanted(self, *given))
        raise Taken

    wanted = ConsentService._wanted
    monkeypatch.setattr(ConsentService, "_wanted", noted)
    for look in (candidates.candidates, all_of_them):
        monkeypatch.setattr("northstar_bot.services.recognition.consent.candidates", look)
        with pytest.raises(Taken):
            await ConsentService(thanked, clock).ask(viewer, PERIOD)
    assert wished[0] == wished[1]
    assert len({number for number, _ in wished[0]}) > 2


async def test_of_each_team_only_the_first_are_looked_at(thanked, clock, monkeypatch):
    monkeypatch.setattr(candidates, "FIRST", 2)
    async with thanked.read() as opened:
        company = await opened.companies.of("acme")
        found = await candidates.candidates(opened, company, PERIOD, None)
    assert len({one.id for one in found}) <= 2 * 4
    assert all(one.cross_team and one.text and not one.private and not one.undone for one in found)


async def test_it_is_put_together_beside_the_loop(thanked, deck, monkeypatch):
    """Choosing among many takes long; on the loop everybody else would wait for it."""
    threads = set()

    def choose(*given):
        threads.add(get_ident())
        return chosen(*given)

    chosen = making.choose_stories
    monkeypatch.setattr(making, "choose_stories", choose)
    await deck.build("acme", PERIOD.first, PERIOD.last)
    assert threads
    assert get_ident() not in threads


async def test_the_loop_keeps_turning_while_hundreds_of_stories_are_told(store, deck):
    """Nobody's turn waits for more than a part of the work."""
    async with store.write() as opened:
        await opened.companies.save(replace(COMPANY, zone="UTC"))
    await write_agreed(store, 600)
    turns = []

    async def turning():
        while True:
            turns.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0)

    watch = asyncio.create_task(turning())
    began = asyncio.get_running_loop().time()
    found = await deck.build("acme", PERIOD.first, PERIOD.last)
    took = asyncio.get_running_loop().time() - began
    watch.cancel()
    assert len(found.stories) == 600
    assert max(after - before for before, after in pairwise(turns)) < took / 2


async def write_agreed(store, many):
    """Thanks from team to team to which everybody said yes, straight into the tables."""
    own = {"workspace_id": "acme"}
    basis = own | {
        "giver": "U1", "text": "words", "permalink": "", "cross_team": True, "week_start": PERIOD.first,
        "allowance_day": PERIOD.first, "remaining": 0, "left_out": [], "given_at": START + timedelta(days=3),
    }  # fmt: skip
    numbers = range(1, many + 1)
    rows = [basis | {"id": one, "source_key": f"k{one}", "giver_team": TEAMS[one % 3]} for one in numbers]
    got = [own | {"shoutout_id": one, "person": "U2", "team": TEAMS[(one + 1) % 3]} for one in numbers]
    said = [own | {"shoutout_id": one, "person": "U2", "answer": "yes", "asked_at": START} for one in numbers]
    async with store.database.writer.begin() as connection:
        for table, some in ((shoutout, rows), (receiver, got), (story_consent, said)):
            await connection.execute(insert(table), some)
