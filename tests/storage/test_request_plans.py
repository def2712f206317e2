"""What people wait for is found by index: SQLite says how it would look, and never goes through every request."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from tests.support.databases import ready_sqlite

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.query import STATES, Query, Which
from northstar_bot.domain.requests.requests import Evidence, Request, State
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.engine import connect
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
REQUEST = Request(
    "acme", 0, "U1", "bug fix", "Fix the login page", "a problem", Evidence.SEEN, NOW, input="depth"
)
MEMBER, DECIDER, OF_INPUT = (
    Desk("U5"),
    Desk("U9", all_inputs=True),
    Desk("U7", own_inputs=frozenset({"depth"})),
)
# What a pivot flagged has an index of its own.
IN_STATES = {which for which in Which if STATES[which]} - {Which.RE_WEIGH}
BIG = ("request", "verdict", "request_title_key", "request_follower", "request_note")


@pytest.fixture
async def spied(tmp_path, clock):
    """A store of a few dozen requests, and every question that it was asked."""
    database = connect(await ready_sqlite(tmp_path / "northstar.db"))
    store, asked = Transactions(database, clock), []
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
        for number in range(60):
            kept, _ = await opened.requests.add(replace(REQUEST, title=f"Fix page {number}"), f"k{number}")
            if number % 10:
                await opened.requests.move(kept, State.DECLINED, NOW)
        await opened.requests._connection.execute(text("ANALYZE"))
    event.listen(
        database.reader.sync_engine,
        "before_cursor_execute",
        lambda _, __, statement, given, *rest: asked.append((statement, given)),
    )
    yield store, asked
    await database.close()


async def _plans(spied):
    store, asked = spied
    questions = list(asked)
    async with store.read() as opened:
        return [
            (statement, row[3])
            for statement, given in questions
            if statement.lstrip().upper().startswith("SELECT")
            for row in await opened.requests._connection.run_sync(_explained, statement, given)
        ]


def _explained(connection, statement, given):
    return connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()


def _whole_tables(plans):
    """Steps that go through a whole table, or through all that a workspace has in it."""
    return [
        (step, said)
        for said, step in plans
        for table in BIG
        if step.split()[:2] == ["SCAN", table]
        or (step.split()[:2] == ["SEARCH", table] and step.endswith("(workspace_id=?)"))
    ]


async def test_a_page_of_a_list_is_read_by_index(spied):
    store, asked = spied
    asked.clear()
    async with store.read() as opened:
        for desk in (MEMBER, DECIDER, OF_INPUT):
            for which in IN_STATES:
                await opened.requests.matching("acme", Query(which), desk, 11)
                await opened.requests.matching("acme", Query(which, input="depth"), desk, 11)
            await opened.requests.matching("acme", Query(Which.FOLLOWING), desk, 11)
            await opened.requests.of_follower("acme", desk.person, 5)
    plans = await _plans(spied)
    assert len(plans) >= 3 * len(IN_STATES)
    assert _whole_tables(plans) == []


async def test_one_request_its_precedents_and_its_followers_are_found_by_index(spied):
    store, asked = spied
    async with store.read() as opened:
        request = await opened.requests.find("acme", 1)
        asked.clear()
        await opened.requests.verdicts("acme", 1)
        await opened.requests.notes("acme", 1)
        await opened.requests.latest_verdicts("acme", [1, 2, 3])
        await opened.requests.precedents(request, "depth", 1, MEMBER)
        await opened.requests.load("acme", ["depth"], 100)
        await opened.followers.counts("acme", [1, 2, 3])
        await opened.followers.followed("acme", "U5", [1, 2, 3])
        await opened.requests.asked_as("acme", "k7")
    assert _whole_tables(await _plans(spied)) == []


async def test_what_is_similar_is_found_by_index(spied):
    store, asked = spied
    async with store.read() as opened:
        asked.clear()
        assert await opened.similar.like("acme", "Fix page 20", MEMBER, NOW)
    plans = await _plans(spied)
    assert _whole_tables(plans) == []
    assert not any("TEMP B-TREE" in step for _, step in plans)
