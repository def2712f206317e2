"""Whatever happens to thanks, the sums that are kept are what counting the rows anew would give."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.privacy import Forgotten
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.storage.tables.balance import team_thanks, team_thanks_week, thanks_given
from northstar_bot.storage.tables.shoutouts import boost, receiver, shoutout, thanked_team

# A Sunday evening: what follows lies in another week.
AT = datetime(2026, 11, 15, 22, 30, tzinfo=UTC)
ERASED = count(1)
PEOPLE, TEAMS = ("U1", "U2", "U3", "U4"), ("sales", "design")
# Few people, teams and days, so that what happens happens to the same sums again and again.
person, team, days = st.sampled_from(PEOPLE), st.sampled_from([*TEAMS, None]), st.integers(0, 2)
thanks = st.tuples(
    st.just("give"),
    person,
    team,
    st.dictionaries(person, team, max_size=2),
    st.lists(st.sampled_from(TEAMS), max_size=1),
    days,
    st.sampled_from([False, False, False, True]),
)
which = st.integers(0, 99)
taken_or_restored = st.tuples(st.sampled_from(["undo", "undo", "restore"]), which)
boosted = st.tuples(st.sampled_from(["press", "react"]), which, person, st.booleans())
gone = st.one_of(st.tuples(st.just("erase"), person), st.tuples(st.just("forget words"), days))
act = st.one_of(*[thanks] * 5, *[taken_or_restored] * 5, boosted, gone)


async def give(store, place, giver, of, people, teams, days, private):
    got = tuple(Receiver(one, theirs) for one, theirs in people.items() if one != giver)
    one = Shoutout(0, "acme", giver, of, got, tuple(teams), "words", AT + timedelta(days=days), f"k{place}")
    day = one.given_at.date()
    async with store.write() as opened:
        await opened.shoutouts.add(Given(replace(one, private=private), (), 4), Week.of(day), day)


async def change(store, act, which, *more):
    async with store.database.writer.begin() as connection:
        numbers = list(await connection.scalars(select(shoutout.c.id).order_by(shoutout.c.id)))
    async with store.write() as opened:
        number = numbers[which % len(numbers)] if numbers and isinstance(which, int) else 0
        if act == "erase":
            await opened.personal.erase(Forgotten(which, (), f"gone-{next(ERASED):06x}"), "acme", AT)
        elif act == "forget words":
            await opened.retention.forget_words("acme", AT + timedelta(days=which))
        elif act == "restore":
            await opened.shoutouts.restore("acme", number)
        elif act == "undo":
            await opened.shoutouts.take_back("acme", number, AT)
        elif number:
            person, present = more
            change = opened.shoutouts.press_boost if act == "press" else opened.shoutouts.react_boost
            kept = await change("acme", number, person, AT, present=present)
            assert (await opened.shoutouts.get("acme", number)).boosts == kept


async def rows_of(connection, table):
    return [dict(row) for row in (await connection.execute(select(table))).mappings()]


async def counted_anew(connection):
    """By day, by week and by giver, from the rows themselves."""
    reached = defaultdict(set)
    for side in (receiver, thanked_team):
        for row in await rows_of(connection, side):
            reached[row["shoutout_id"]] |= {row["team"]} - {None}
    by_day, by_week, given_by = defaultdict(list), defaultdict(list), Counter()
    for row in await rows_of(connection, shoutout):
        if row["undone_at"] or row["private"]:
            continue
        day, giver_team = row["given_at"].date(), row["giver_team"] or ""
        given_by[day, giver_team, "amount"] += 1
        given_by[day, giver_team, "across"] += row["cross_team"]
        for one in reached[row["id"]]:
            by_day[day, giver_team, one].append(row["giver"])
            by_week[Week.of(day).start, giver_team, one].append(row["giver"])
    return by_day, by_week, given_by


async def assert_sums_are_true(store):
    async with store.database.writer.begin() as connection:
        by_day, by_week, given_by = await counted_anew(connection)
        for table, span, expected in ((team_thanks, "day", by_day), (team_thanks_week, "week", by_week)):
            kept = [row for row in await rows_of(connection, table) if row["amount"]]
            assert {(row[span], row["giver_team"], row["team"]): row["amount"] for row in kept} == {
                key: len(givers) for key, givers in expected.items()
            }
            for row in kept:
                givers = set(expected[row[span], row["giver_team"], row["team"]])
                ends = {row["first_giver"], row["last_giver"]}
                assert ends <= givers
                assert (len(ends) == 1) == (len(givers) == 1)
        said = Counter()
        for row in await rows_of(connection, thanks_given):
            for name in ("amount", "across"):
                said[row["day"], row["giver_team"], name] = row[name]
        assert +said == +given_by
        boosts = Counter(row["shoutout_id"] for row in await rows_of(connection, boost) if row["present"])
        assert all(row["boosts"] == boosts[row["id"]] for row in await rows_of(connection, shoutout))


@pytest.fixture
async def filled(store):
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
    return store


# Not made smaller when it fails: with a database behind each try that takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


def said(giver, of, to, times=1):
    return [("give", giver, of, {"U2": to}, [], 0, False)] * times


# Who was first and last, a Sunday at the end of its week, and givers of no team.
TRICKY = [
    *said("U3", "sales", "design"), *said("U1", "sales", "design"), *said("U3", "sales", "design"),
    *said("U1", "design", "sales"), *said("U3", "design", "sales"), *said("U1", "design", "sales"),
    *said("U1", None, "design", 2), ("undo", 6), *said("U1", "sales", "sales", 2), ("undo", 8),
]  # fmt: skip


@example(acts=TRICKY)
@settings(max_examples=2, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(act, min_size=45, max_size=45))
async def test_every_sum_is_what_counting_anew_gives(filled, acts):
    async with filled.database.writer.begin() as connection:
        for table in (shoutout, team_thanks, team_thanks_week, thanks_given):
            await connection.execute(delete(table))
    for place, (act, *what) in enumerate(acts):
        await (give(filled, place, *what) if act == "give" else change(filled, act, *what))
        if place % 5 == 4:
            await assert_sums_are_true(filled)


async def test_sums_over_days_are_those_of_the_days_whatever_weeks_lie_in_them(filled):
    for place, days in enumerate((0, 1, 3, 8, 9, 14, 15)):
        await give(filled, place, "U1", "sales", {"U2": "design"}, (), days, private=False)
    first = date(2026, 11, 13)
    async with filled.read() as opened:
        for begin in range(12):
            for length in range(20):
                low, high = first + timedelta(days=begin), first + timedelta(days=begin + length)
                inside = [
                    days
                    for days in (0, 1, 3, 8, 9, 14, 15)
                    if low <= (AT + timedelta(days=days)).date() <= high
                ]
                midnights = (datetime.combine(day, time(0), UTC) for day in (low, high + timedelta(days=1)))
                found = await opened.team_thanks.flows("acme", *midnights)
                assert [one.amount for one in found] == ([len(inside)] if inside else []), (low, high)
