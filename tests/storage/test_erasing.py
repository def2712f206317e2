"""A person who is erased is in no row of any table, also of those that never change; what is counted stays."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from northstar_bot.domain.privacy import Forgotten
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.privacy.personal_columns import PERSONAL
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.columns import Moment
from northstar_bot.storage.unit_of_work import Transactions

MAYA, NAME, INSTEAD = "U0MAYA77", "Maya Chén", "gone-0123abcd"
LEAVING = Forgotten(MAYA, (NAME,), INSTEAD)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
SECRET = "the words she wrote"


def _value(table, column, kept):
    """Something that betrays Maya wherever a column may hold it, and something harmless elsewhere."""
    if column.name in kept.people:
        return MAYA
    if column.name in {*kept.texts, *kept.links} and not isinstance(column.type, JSON):
        return f"{SECRET}, said {NAME}"
    if column.name in kept.carries:
        return f"C1:{MAYA}:star"
    if isinstance(column.type, JSON):
        return {"who": MAYA, "said": f"thanks to {NAME}"} if column.name in kept.documents else {}
    if column.name == "workspace_id":
        return "acme"
    if isinstance(column.type, Moment | DateTime):
        return NOW
    kinds = ((Boolean, False), (Integer, 1), (Float, 1.0), (Date, date(2026, 11, 23)))
    return next((value for kind, value in kinds if isinstance(column.type, kind)), "x")


def _row(table):
    kept = PERSONAL[table.name]
    skipped = {"until", "settled_at", "ended_at", "undone_at", "done_at", "taken_back_at"}
    return {
        column.name: None if column.name in skipped and column.nullable else _value(table, column, kept)
        for column in table.columns
    }


@pytest.fixture
async def full(database_url, clock):
    """A migrated database in which Maya stands in every table that may hold a person."""
    await migrate(database_url)
    database = connect(database_url)
    async with database.writer.begin() as connection:
        declared = {"metrics": [], "teams": [], "squads": []}
        await connection.execute(
            insert(metadata.tables["workspace"]).values(
                id="acme", name="Acme", zone="UTC", declared=declared, revision=1, created_at=NOW
            )
        )
        for table in metadata.sorted_tables:
            if table.name in PERSONAL:
                await connection.execute(insert(table).values(_row(table)))
        await connection.execute(
            insert(metadata.tables["inbox"]).values(
                workspace_id="acme", event_id="E1", kind="k", payload={"user": MAYA}, received_at=NOW
            )
        )
        await connection.execute(
            insert(metadata.tables["request_title_key"]).values(workspace_id="acme", key=1, number=1)
        )
    yield Transactions(database, clock)
    await database.close()


async def _everything(store):
    found = {}
    async with store.database.reader.begin() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(select(table))
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found


async def _erase(store):
    async with store.write() as opened:
        return await opened.personal.erase(LEAVING, "acme", NOW)


async def test_nothing_of_her_is_left_in_any_table(full):
    before = await _everything(full)
    assert all(before[name] for name in PERSONAL), "every table has her in it to begin with"
    assert await _erase(full)
    after = await _everything(full)
    said = json.dumps(after, default=str, ensure_ascii=False)
    for word in (MAYA, NAME, SECRET, json.dumps(NAME)[1:-1]):
        assert word not in said, next(name for name, rows in after.items() if word in str(rows))
    kept = {name for name, about in PERSONAL.items() if not about.goes}
    assert {name: len(after[name]) for name in kept} == {name: len(before[name]) for name in kept}
    assert after["request"][0]["asker"] == after["shoutout"][0]["giver"] == INSTEAD
    assert after["request_title_key"] == [] == after["erasing"]


async def test_a_second_time_changes_nothing(full):
    await _erase(full)
    first = await _everything(full)
    async with full.write() as opened:
        assert await opened.personal.erase(Forgotten(MAYA, (NAME,), "gone-99999999"), "acme", NOW) == 0
    assert {**await _everything(full), "delivery": 0} == {**first, "delivery": 0}


async def test_rows_that_never_change_still_do_not(full):
    await _erase(full)
    with pytest.raises(DBAPIError, match="never changed"):
        async with full.database.writer.begin() as connection:
            await connection.execute(update(metadata.tables["verdict"]).values(reason="else"))


async def test_erasing_removes_no_row_that_never_changes(full):
    async with full.database.writer.begin() as connection:
        await connection.execute(insert(metadata.tables["erasing"]).values(workspace_id="acme"))
    with pytest.raises(DBAPIError, match="never changed"):
        async with full.database.writer.begin() as connection:
            await connection.execute(delete(metadata.tables["verdict"]))


async def test_another_workspace_is_not_touched(full):
    async with full.database.writer.begin() as connection:
        await connection.execute(
            insert(metadata.tables["workspace"]).values(
                id="other", name="Other", zone="UTC", declared={}, revision=1, created_at=NOW
            )
        )
        await connection.execute(
            insert(metadata.tables["star_answer"]).values(
                workspace_id="other", id=2, version=1, question="x", text=NAME, by=MAYA, at=NOW
            )
        )
    await _erase(full)
    answer = metadata.tables["star_answer"]
    async with full.database.reader.begin() as connection:
        found = await connection.execute(
            select(answer.c.by, answer.c.text).where(answer.c.workspace_id == "other")
        )
        assert found.one() == (MAYA, NAME)


async def test_what_broke_off_in_the_middle_left_everything_as_it_was(full):
    before = await _everything(full)

    class PowerCutError(Exception):
        pass

    async def cut_short():
        async with full.write() as opened:
            await opened.personal.erase(LEAVING, "acme", NOW)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await cut_short()
    assert await _everything(full) == before


async def test_the_export_holds_a_row_of_every_table_and_is_hers_alone(full):
    async with full.read() as opened:
        hers = await opened.personal.of("acme", MAYA)
        nobodys = await opened.personal.of("acme", "U0SOMEBODY")
    assert {kept.says for kept in PERSONAL.values()} <= set(hers)
    assert "what they were thanked for" in hers
    assert nobodys == {}
    json.dumps(hers)


async def test_a_post_that_was_composed_before_is_composed_again(full):
    delivery = metadata.tables["delivery"]
    async with full.database.writer.begin() as connection:
        await connection.execute(update(delivery).values(state="due", target="C1", epoch=4))
    await _erase(full)
    async with full.database.reader.begin() as connection:
        assert await connection.scalar(select(delivery.c.epoch)) == 5


async def test_nothing_is_planned_for_somebody_who_was_erased(full):
    from datetime import timedelta

    from northstar_bot.domain.deliveries import Plan

    async with full.write() as opened:
        assert await opened.deliveries.plan([Plan("acme", "k", INSTEAD, "p", NOW, timedelta(1))]) == 0
