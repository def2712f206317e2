"""Titles are found again in the same transaction, by their workspace, and never beyond who may read them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import MetaData, select, text

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.joining import OFFERED, Kept
from northstar_bot.domain.requests.requests import Evidence, Request, State, Visibility
from northstar_bot.domain.requests.similar import keys_of
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.tables.similar import title_key
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=180)
TITLE = "New notifications for teachers"
REQUEST = Request("acme", 0, "U1", "bug fix", TITLE, "a problem", Evidence.SEEN, NOW, input="depth")
MEMBER, DECIDER = Desk("U5"), Desk("U9", all_inputs=True)


@pytest.fixture
async def acme(store):
    async with store.write() as opened:
        for key in ("acme", "other"):
            await opened.companies.save(Company(key, key.title()))
    return store


async def _add(store, key, state=State.OPEN, at=NOW, **changes):
    async with store.write() as opened:
        request, _ = await opened.requests.add(replace(REQUEST, **changes), key)
        return await opened.requests.move(request, state, at) if state is not State.OPEN else request


async def _like(store, title=TITLE, desk=MEMBER, workspace="acme"):
    async with store.read() as opened:
        return [each.number for each in await opened.similar.like(workspace, title, desk, LONG_AGO)]


async def _fail_after_adding(store):
    async with store.write() as opened:
        await opened.requests.add(REQUEST, "lost")
        raise RuntimeError


async def test_a_title_is_found_again_by_other_endings_case_and_order(acme):
    await _add(acme, "a")
    await _add(acme, "b", title="Fix the assignment workflow")
    assert await _like(acme, "notification for NEW teachers!") == [1]
    assert await _like(acme, "Workflow of the assignments, fix it") == [2]
    assert await _like(acme, "Something else entirely") == []
    assert await _like(acme, "...") == []


async def test_the_most_alike_three_come_first_then_the_newest(acme):
    for number in range(5):
        await _add(acme, f"k{number}")
    await _add(acme, "near", title="New notifications for parents and teachers")
    assert await _like(acme) == [5, 4, 3]


async def test_another_workspace_and_a_lost_transaction_leave_nothing_behind(acme):
    await _add(acme, "a", workspace="other")
    with pytest.raises(RuntimeError):
        await _fail_after_adding(acme)
    assert await _like(acme) == []
    assert await _like(acme, workspace="other") == [1]


async def test_what_may_not_be_read_is_not_hinted_at(acme):
    await _add(acme, "a", visibility=Visibility.DECIDERS)
    assert await _like(acme) == []
    for desk in (DECIDER, Desk("U1"), Desk("U7", own_inputs=frozenset({"depth"}))):
        assert await _like(acme, desk=desk) == [1]


async def test_what_ended_is_not_offered_nor_an_old_no(acme):
    for state in set(State) - OFFERED:
        await _add(acme, state.value, state)
    old = await _add(acme, "old", State.DECLINED, at=LONG_AGO - timedelta(seconds=1))
    assert await _like(acme) == []
    recent = [(await _add(acme, state.value, state)).number for state in (State.PARKED, State.DECLINED)]
    assert await _like(acme) == sorted(recent, reverse=True)
    assert old.number not in recent


async def test_an_exact_twin_is_found_under_a_thousand_newer_titles_of_the_same_words(acme):
    await _add(acme, "a", title="Fix the login page")
    for number in range(120):
        await _add(acme, f"k{number}", title=f"The page {number} to fix for login {number}")
    assert (await _like(acme, "fix the LOGIN page"))[0] == 1


async def test_erasing_a_request_empties_its_keys(acme):
    request = await _add(acme, "a")
    await _add(acme, "b")
    async with acme.write() as opened:
        await opened.similar.forget("acme", request.number)
    assert await _like(acme) == [2]
    async with acme.write() as opened:
        await opened.similar._connection.execute(text("DELETE FROM request WHERE number = 2"))
    async with acme.read() as opened:
        left = await opened.similar._connection.scalar(text("SELECT count(*) FROM request_title_key"))
    assert left == 0


async def test_drafts_are_replaced_by_their_own_person_only_and_swept(acme):
    kept = Kept("acme", "view:V1", "U1", {"title": TITLE}, "{}", NOW)
    async with acme.write() as opened:
        await opened.drafts.keep(kept)
        await opened.drafts.keep(replace(kept, fields={"title": "Another"}, made_at=NOW + timedelta(hours=1)))
        await opened.drafts.keep(replace(kept, person="U2", fields={"title": "Stolen"}))
        found = await opened.drafts.find("acme", "view:V1")
        assert (found.person, found.fields) == ("U1", {"title": "Another"})
        assert await opened.drafts.find("other", "view:V1") is None
        assert await opened.drafts.sweep("other", NOW + timedelta(days=9)) == 0
        assert await opened.drafts.sweep("acme", NOW + timedelta(hours=1)) == 0
        assert await opened.drafts.sweep("acme", NOW + timedelta(hours=2)) == 1
        await opened.drafts.keep(kept)
        await opened.drafts.drop("acme", "view:V1")
        assert await opened.drafts.find("acme", "view:V1") is None


async def test_followers_are_counted_once_and_leave(acme):
    await _add(acme, "a")
    await _add(acme, "b")
    async with acme.write() as opened:
        assert await opened.followers.add("acme", 1, ["U3", "U2", "U3"], NOW) == 2
        assert await opened.followers.add("acme", 1, ["U2", "U4"], NOW + timedelta(hours=1), 2) == 1
        assert await opened.followers.add("acme", 1, [], NOW) == 0
        assert await opened.followers.of("acme", 1) == ["U2", "U3", "U4"]
        assert await opened.followers.counts("acme", [1, 2]) == {1: 3}
        assert await opened.followers.counts("acme", []) == {}
        assert await opened.followers.followed("acme", "U2", [1, 2]) == {1}
        assert await opened.followers.remove("acme", 1, ["U2", "U9"]) == 1
        assert await opened.followers.remove("acme", 1, ["U2"]) == 0
        assert await opened.followers.remove("other", 1, ["U3"]) == 0
        assert await opened.followers.remove("acme", 1, ["U3", "U4"]) == 2
        assert await opened.followers.of("acme", 1) == []
        assert await opened.followers.of("other", 1) == []


def _asked_long_ago(connection):
    """Rows as the version before kept them."""
    before = MetaData()
    before.reflect(connection, only=["workspace", "request"])
    filling = {"Integer": 0, "INTEGER": 0}
    for name, given in (
        ("workspace", {"id": "acme"}),
        ("request", {"workspace_id": "acme", "number": 1, "title": TITLE}),
    ):
        table = before.tables[name]
        needed = [each for each in table.columns if not each.nullable and each.name not in given]
        blank = {each.name: filling.get(type(each.type).__name__, "") for each in needed}
        times = {each.name: NOW.replace(tzinfo=None) for each in needed if each.name.endswith("_at")}
        zoned = {key: NOW for key in times if connection.dialect.name == "postgresql"}
        documents = {each.name: {} for each in needed if type(each.type).__name__ in ("JSON", "JSONB")}
        connection.execute(table.insert().values(blank | times | zoned | documents | given))


async def test_what_was_asked_before_is_indexed_when_the_database_is_brought_up_to_date(database_url, clock):
    await migrate(database_url, "0011")
    database = connect(database_url)
    async with database.writer.begin() as connection:
        await connection.run_sync(_asked_long_ago)
    await migrate(database_url)
    async with Transactions(database, clock).read() as opened:
        kept = select(title_key.c.key).where(title_key.c.workspace_id == "acme", title_key.c.number == 1)
        assert set(await opened.similar._connection.scalars(kept)) == set(keys_of(TITLE))
    await database.close()
