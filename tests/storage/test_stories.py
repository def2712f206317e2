"""The best stories of each team are the same, whether they are found among the best of all or asked for by team."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.storage.recognition import shoutout_stories

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
WEEK = Week.of(AT.date())
TEAMS = ("sales", "design", "legal", "tiny")
PEOPLE = [f"U{number}" for number in range(6)]


def made(chance, number):
    giver, *others = chance.sample(PEOPLE, chance.randint(2, 4))
    got = tuple(Receiver(one, chance.choice([*TEAMS[:3], None])) for one in others)
    teams = tuple(chance.sample(TEAMS[:3], chance.choice([0, 0, 1, 2])))
    # One team is thanked once, by itself, and nobody joins in: it stands at the very end.
    of, got, teams = (
        ("tiny", (Receiver("U9", "tiny"),), ()) if number == 0 else (chance.choice(TEAMS[:3]), got, teams)
    )
    at = AT + timedelta(minutes=7 * number)
    basis = Shoutout(0, "acme", giver, of, got, teams, "words" if number % 5 else "", at, f"k{number}")
    return replace(basis, private=number % 11 == 4, text="of tiny" if number == 0 else basis.text)


@pytest.fixture
async def thanked(store):
    chance = random.Random(5)
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
        for number in range(50):
            kept = await opened.shoutouts.add(Given(made(chance, number), (), 4), WEEK, AT.date())
            for person in chance.sample(PEOPLE, chance.choice([0, 0, 1, 3]) if number else 0):
                await opened.shoutouts.press_boost("acme", kept, person, AT, present=True)
        await opened.shoutouts.take_back("acme", 8, AT)
    return store


def best_by_hand(every, most):
    """The first `most` of each team, the best first; what reached no team is one group more."""
    groups = {}
    for one in sorted(
        every, key=lambda one: (one.cross_team, one.boosts, one.given_at, one.id), reverse=True
    ):
        for team in {*one.teams, *(each.team for each in one.receivers if each.team)} or {None}:
            groups.setdefault(team, []).append(one.id)
    return {number for group in groups.values() for number in group[:most]}


async def test_a_small_pool_is_filled_up_by_team(thanked, monkeypatch):
    async with thanked.read() as opened:
        before = AT + timedelta(days=7)
        every = [one for one in await opened.shoutouts.given_between("acme", AT, before) if one.text]
        for when in (WEEK, Between(AT, before)):
            for pool in (1, 7, 200):
                monkeypatch.setattr(shoutout_stories, "POOL", pool)
                for most in (1, 3):
                    found = await opened.shoutouts.stories("acme", when, most)
                    assert {one.id for one in found} == best_by_hand(every, most)
                    assert any(one.text == "of tiny" for one in found)
