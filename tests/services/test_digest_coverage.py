"""How many teams another one thanked, in the digest: a number for everybody, of thirty days that end with the week."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from tests.support.digests import COMPANY, STAR, WEEK

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Team
from northstar_bot.domain.counts import Covered
from northstar_bot.domain.digest.digest import EXECUTIVES
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.sources.registry import installed

TEAMS = tuple(Team(key, key.capitalize()) for key in ("sales", "design", "legal"))
LAST = WEEK.end


@pytest.fixture
async def digests(store, clock):
    declared = replace(COMPANY, teams=TEAMS, star=replace(STAR, version=1))
    await CompanyService(store, clock, installed()[0]).apply(declared)
    return DigestService(store, clock)


async def thank(store, giver_team, team, day, **more):
    at = datetime.combine(day, time(12), UTC)
    key = f"{giver_team} {team} {day}"
    given = Shoutout(
        0, COMPANY.workspace, "U1", giver_team, (Receiver("U2", team),), (), "it", at, key, **more
    )
    async with store.write() as opened:
        await opened.shoutouts.add(Given(given, (), 1), Week.of(day), day)


async def covered(digests, audience="whole"):
    return (await digests.build(COMPANY.workspace, WEEK, audience=audience)).covered


async def test_only_thanks_from_another_team_in_the_thirty_days_count(digests, store):
    await thank(store, "sales", "design", LAST)
    await thank(store, "sales", "sales", LAST)
    await thank(store, None, "sales", LAST)
    await thank(store, "design", "sales", LAST, private=True)
    assert await covered(digests) == Covered(1, 3)
    await thank(store, "sales", "legal", LAST - timedelta(days=30))
    await thank(store, "sales", "legal", LAST + timedelta(days=1))
    assert await covered(digests) == Covered(1, 3)
    await thank(store, "sales", "legal", LAST - timedelta(days=29))
    assert await covered(digests) == Covered(2, 3)


async def test_a_digest_for_executives_is_about_numbers_alone(digests, store):
    await thank(store, "sales", "design", LAST)
    assert await covered(digests, EXECUTIVES) is None


async def test_who_does_not_thank_across_teams_is_not_reminded_weekly(digests, store):
    await thank(store, "sales", "sales", LAST)
    assert await covered(digests) is None


async def test_one_team_alone_has_no_other(digests, store, clock):
    company = replace(COMPANY, teams=TEAMS[1:2], star=replace(STAR, version=1))
    await CompanyService(store, clock, installed()[0]).apply(company)
    await thank(store, "sales", "design", LAST)
    assert await covered(digests) is None
