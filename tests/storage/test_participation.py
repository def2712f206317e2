"""Who took part between two moments, whatever became of them, their team and their thanks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.privacy import Forgotten
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.storage.tables.shoutouts import shoutout

BEGAN, SINCE, BEFORE = (datetime(2026, month, 1, tzinfo=UTC) for month in (9, 10, 11))
AT = datetime(2026, 10, 14, 12, tzinfo=UTC)
PEOPLE = tuple(f"U{n}" for n in range(6))
act = st.tuples(
    st.sampled_from(PEOPLE),
    st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=3),
    st.sampled_from([-40, -1, 0, 3, 16]),
    st.booleans(),
    st.booleans(),
)


def made(key, giver="U0", got=("U1",), at=AT, workspace="acme", private=False):
    people = tuple(Receiver(one, "ops") for one in sorted(got))
    return Shoutout(0, workspace, giver, "ops", people, (), "it", at, key, private=private)


async def keep(store, one):
    async with store.write() as opened:
        day = one.given_at.date()
        return await opened.shoutouts.add(Given(one, (), 4), Week.of(day), day)


async def told(store, since=SINCE, before=BEFORE):
    async with store.read() as opened:
        found = await opened.taking_part.between("acme", since, before)
    return {one.person: (one.team, one.gave, one.got) for one in found}


@pytest.fixture
async def filled(store):
    async with store.write() as opened:
        for workspace in ("acme", "other"):
            await opened.companies.save(Company(workspace, workspace))
        await opened.people.remember("acme", [Person(one, one) for one in PEOPLE], BEGAN)
        await opened.people.settle("acme", dict.fromkeys(PEOPLE, "ops"), BEGAN)
    return store


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(act, max_size=8))
async def test_it_is_what_walking_through_the_thanks_of_that_time_gives(filled, acts):
    async with filled.database.writer.begin() as connection:
        await connection.execute(delete(shoutout))
    gave, got = set(), set()
    for place, (giver, whom, days, private, undone) in enumerate(sorted(acts, key=lambda one: one[2])):
        at = SINCE + timedelta(days=days)
        number = await keep(filled, made(f"k{place}", giver, whom, at, private=private))
        if undone:
            async with filled.write() as opened:
                await opened.shoutouts.take_back("acme", number, AT)
        if SINCE <= at < BEFORE and not (private or undone):
            gave.add(giver)
            got |= whom
    assert await told(filled) == {one: ("ops", one in gave, one in got) for one in PEOPLE}


async def test_who_moved_counts_once_where_they_were_when_the_time_ended(filled):
    await keep(filled, made("a"))
    async with filled.write() as opened:
        await opened.people.settle("acme", {"U0": "legal"}, AT + timedelta(days=1))
        await opened.people.settle("acme", {"U1": "legal"}, BEFORE)
    assert [(await told(filled))[one] for one in ("U0", "U1")] == [
        ("legal", True, False),
        ("ops", False, True),
    ]
    later = await told(filled, BEFORE, BEFORE + timedelta(days=30))
    assert [later[one] for one in ("U0", "U1")] == [("legal", False, False)] * 2


async def test_who_left_is_a_guest_or_was_erased_is_in_no_number_and_others_stay_as_they_are(filled):
    await keep(filled, made("a", "U0", ("U1", "U2")))
    await keep(filled, made("b", "U2", ("U3",)))
    async with filled.write() as opened:
        await opened.people.remember("acme", [Person("U0", "U0", standing=Standing.DEACTIVATED)], AT)
        await opened.people.settle("acme", {"U5": None}, AT)
        await opened.personal.erase(Forgotten("U2", ("U2",), "gone-1"), "acme", AT)
    assert await told(filled) == {
        "U1": ("ops", False, True),
        "U3": ("ops", False, True),
        "U4": ("ops", False, False),
    }


async def test_thanks_to_a_whole_group_make_one_who_gave_and_reach_everybody(filled):
    await keep(filled, replace(made("a", "U0", PEOPLE[1:]), teams=("ops",)))
    found = await told(filled)
    assert [one for one in PEOPLE if found[one][1]] == ["U0"]
    assert [one for one in PEOPLE if found[one][2]] == list(PEOPLE[1:])


async def test_who_thanked_only_whole_groups_named_nobody(filled):
    await keep(filled, replace(made("a", "U0", PEOPLE[1:]), to_group=True))
    await keep(filled, replace(made("b", "U1", ("U2", "U3")), to_group=True))
    await keep(filled, made("c", "U1", ("U2",)))
    async with filled.read() as opened:
        found = await opened.taking_part.between("acme", SINCE, BEFORE)
        assert (await opened.shoutouts.by_source("acme", "a")).shoutout.to_group
    assert {one.person: one.named for one in found if one.gave} == {"U0": False, "U1": True}


async def test_another_workspace_is_apart(filled):
    async with filled.write() as opened:
        await opened.people.settle("other", {"U1": "legal"}, BEGAN)
    await keep(filled, made("a", workspace="other"))
    assert not any(gave or got for _, gave, got in (await told(filled)).values())
