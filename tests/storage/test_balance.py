"""The sums of thanks between teams are what walking through all shout-outs would give, whatever happened to them."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import downgrade, migrate
from northstar_bot.storage.tables.shoutouts import shoutout
from northstar_bot.storage.unit_of_work import Transactions

AT = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TEAMS = ("sales", "design", "legal", None)
# Given one after the other, as time goes on: numbers grow with it.
act = st.tuples(
    st.sampled_from(["U1", "U2", "U3"]),
    st.sampled_from(TEAMS),
    st.lists(st.tuples(st.sampled_from(["U4", "U5", "U6"]), st.sampled_from(TEAMS)), max_size=3),
    st.lists(st.sampled_from(TEAMS[:3]), max_size=2, unique=True),
    st.integers(0, 3),
    st.sampled_from(["keep", "keep", "undo", "restore"]),
)


def made(key, giver="U1", team="sales", got=(("U2", "design"),), teams=(), days=0):
    people = tuple({one: Receiver(one, theirs) for one, theirs in got}.values())
    return Shoutout(0, "acme", giver, team, people, tuple(teams), "it", AT + timedelta(days=days), key)


async def keep(store, one):
    async with store.write() as opened:
        return await opened.shoutouts.add(
            Given(one, (), 4), Week.of(one.given_at.date()), one.given_at.date()
        )


def midnight(day, later=0):
    return datetime.combine(day, time(), UTC) + timedelta(days=later)


async def flows(store, without=(), first=FIRST, last=LAST):
    async with store.read() as opened:
        found = await opened.team_thanks.flows("acme", midnight(first), midnight(last, 1), without)
    return {(one.giver, one.team): (one.amount, one.one_giver) for one in found}


@pytest.fixture
async def filled(store):
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
        await opened.companies.save(Company("other", "Other"))
    return store


def walked(kept, without=()):
    """The same, counted by hand."""
    found = {}
    for one in kept:
        if one.giver in without:
            continue
        reached = {*one.teams, *(r.team for r in one.receivers if r.team and r.person not in without)}
        for team in reached:
            found.setdefault((one.giver_team, team), []).append(one.giver)
    return {pair: len(givers) for pair, givers in found.items()}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(act, max_size=12), without=st.sets(st.sampled_from(["U1", "U4", "U5"])))
async def test_sums_are_those_of_the_shoutouts_that_stand(filled, acts, without):
    async with filled.database.writer.begin() as connection:
        await connection.execute(delete(shoutout))
        for sums in ("team_thanks", "team_thanks_week"):
            await connection.execute(text(f"DELETE FROM {sums}"))
    standing = []
    for place, (giver, team, got, teams, days, then) in enumerate(sorted(acts, key=lambda one: one[4])):
        one = made(f"k{place}", giver, team, got, teams, days)
        number = await keep(filled, one)
        async with filled.write() as opened:
            if then != "keep":
                await opened.shoutouts.take_back("acme", number, AT)
            if then == "restore":
                await opened.shoutouts.restore("acme", number)
        standing += [one] if then != "undo" else []
    every = await flows(filled)
    assert {pair: amount for pair, (amount, _) in every.items()} == walked(standing)
    for pair, (_, alone) in every.items():
        givers = {one.giver for one in standing if pair in walked([one])}
        assert alone == (len(givers) == 1)
    assert {pair: amount for pair, (amount, _) in (await flows(filled, without)).items()} == walked(
        standing, without
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(st.tuples(act, st.integers(-20, 70)), max_size=10),
    since=st.integers(-30, 60),
    hours=st.integers(0, 70),
    without=st.sets(st.sampled_from(["U1", "U4", "U5"])),
)
async def test_a_period_may_begin_and_end_at_any_hour(filled, acts, since, hours, without):
    async with filled.database.writer.begin() as connection:
        await connection.execute(delete(shoutout))
        await connection.execute(text("DELETE FROM team_thanks"))
    begins, ends = AT + timedelta(hours=since), AT + timedelta(hours=since + hours)
    inside = []
    for place, ((giver, team, got, teams, _, _), later) in enumerate(sorted(acts, key=lambda one: one[1])):
        one = made(f"h{place}", giver, team, got, teams)
        one = replace(one, given_at=AT + timedelta(hours=later))
        await keep(filled, one)
        inside += [one] if begins <= one.given_at < ends else []
    async with filled.read() as opened:
        every = await opened.team_thanks.flows("acme", begins, ends)
        some = await opened.team_thanks.flows("acme", begins, ends, without)
    assert {(one.giver, one.team): one.amount for one in every} == walked(inside)
    assert {(one.giver, one.team): one.amount for one in some} == walked(inside, without)
    for one in every:
        givers = {each.giver for each in inside if (one.giver, one.team) in walked([each])}
        assert one.one_giver == (len(givers) == 1)


async def test_private_thanks_are_in_no_sum(filled):
    number = await keep(filled, replace(made("a"), private=True))
    assert not await flows(filled)
    async with filled.write() as opened:
        await opened.shoutouts.take_back("acme", number, AT)
        await opened.shoutouts.restore("acme", number)
    await keep(filled, made("b"))
    assert await flows(filled) == {("sales", "design"): (1, True)}


async def test_days_are_those_of_utc_and_workspaces_are_apart(filled):
    await keep(filled, made("a"))
    await keep(filled, replace(made("a"), workspace="other"))
    assert await flows(filled, first=AT.date(), last=AT.date()) == {("sales", "design"): (1, True)}
    assert not await flows(filled, first=date(2026, 11, 19))


async def test_giving_and_taking_back_at_once_loses_nothing(filled):
    numbers = [await keep(filled, made(f"k{place}", teams=("legal",))) for place in range(4)]

    async def back(number):
        async with filled.write() as opened:
            await opened.shoutouts.take_back("acme", number, AT)

    more = (keep(filled, made(f"m{place}", giver="U3", teams=("legal",))) for place in range(6))
    await asyncio.gather(*more, *(back(number) for number in numbers))
    assert await flows(filled) == {("sales", "design"): (6, True), ("sales", "legal"): (6, True)}


async def test_what_was_given_before_is_summed_by_the_migration(database_url, clock):
    await migrate(database_url)
    database = connect(database_url)
    store = Transactions(database, clock)
    try:
        async with store.write() as opened:
            await opened.companies.save(Company("acme", "Acme"))
        for place in range(3):
            await keep(store, made(f"k{place}", giver=f"U{place}", teams=("legal", "design")))
        await keep(store, made("x", team=None, got=(("U9", None),)))
        number = await keep(store, made("y", days=1))
        async with store.write() as opened:
            await opened.shoutouts.take_back("acme", number, AT)
        before = await flows(store)
        await downgrade(database_url, "0021")
        await migrate(database_url)
        assert (
            await flows(store) == before == {("sales", "design"): (3, False), ("sales", "legal"): (3, False)}
        )
    finally:
        await database.close()


async def test_a_pair_of_two_givers_stays_one_when_they_go_by_other_ids(filled):
    for key, giver in (("a", "U1"), ("b", "U5"), ("c", "U5")):
        await keep(filled, made(key, giver=giver, days=int(key == "c")))
    async with filled.database.writer.begin() as connection:
        for sums in ("team_thanks", "team_thanks_week"):
            await connection.execute(text(f"UPDATE {sums} SET first_giver = 'Z' WHERE first_giver = 'U1'"))
    await keep(filled, made("d", giver="Z"))
    assert await flows(filled) == {("sales", "design"): (4, False)}


async def test_what_reached_a_team_lately_and_who_was_thanked(filled):
    await keep(filled, made("a", got=(("U2", "design"), ("U3", None))))
    await keep(filled, made("b", got=(("U4", "legal"),), teams=("design",), days=1))
    await keep(filled, made("old", days=-40))
    await keep(filled, replace(made("p", got=(("U5", "design"),)), private=True))
    await keep(filled, replace(made("r", got=(("U6", "design"),)), text=""))
    since = AT - timedelta(days=30)
    async with filled.read() as opened:
        told = await opened.team_thanks.told_of("acme", "design", since)
        thanked = await opened.team_thanks.thanked_among("acme", {"U2", "U3", "U5", "U6", "U9"}, since)
        assert not await opened.team_thanks.thanked_among("acme", set(), since)
        assert not await opened.team_thanks.told_of("other", "design", since)
    assert [one.source_key for one in told] == ["b", "a"]
    assert thanked == {"U2", "U3", "U6"}
