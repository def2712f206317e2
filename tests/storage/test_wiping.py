"""A workspace is wiped: no row of any table is left, none of another workspace is touched, and all was copied."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, String, func, insert, select

from northstar_bot.domain.deliveries import Plan
from northstar_bot.exports.whole_company import Archive
from northstar_bot.storage.company import installations
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.privacy.whole_export import WORKINGS
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.columns import Moment
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, tzinfo=UTC)
# Of the bot's own workings this one belongs to no workspace by a column; its key begins with it.
_OWN_WAY = {"workspace", "gate"}
TABLES = [table for table in metadata.sorted_tables if table.name not in _OWN_WAY]
KINDS = (
    (Boolean, False), (Integer, None), (Float, 1.0), (Date, date(2026, 11, 23)), (Moment, NOW), (DateTime, NOW),
    (JSON, {}), (String, "=cmd"),
)  # fmt: skip


def _row(table, workspace, number):
    def value(column):
        if column.name == "workspace_id":
            return workspace
        found = next(given for kind, given in KINDS if isinstance(column.type, kind))
        return number if found is None else found

    return {column.name: value(column) for column in table.columns}


async def _fill(database, workspace, number):
    async with database.writer.begin() as connection:
        await connection.execute(
            insert(metadata.tables["workspace"]).values(
                id=workspace, name="Acme", zone="UTC", declared={}, revision=1, created_at=NOW
            )
        )
        for key in (workspace, f"{workspace}:C1", f"{workspace}2:C1"):
            await connection.execute(insert(metadata.tables["gate"]).values(key=key, opens_at=1.0))
        for table in TABLES:
            await connection.execute(insert(table).values(_row(table, workspace, number)))


@pytest.fixture
async def full(ready_database_url, clock):
    """A migrated database with a row of two workspaces in every table."""
    await migrate(ready_database_url)
    database = connect(ready_database_url)
    await _fill(database, "acme", 1001)
    await _fill(database, "a_me", 2002)
    yield Transactions(database, clock)
    await database.close()


async def _rows(store, workspace):
    async with store.database.reader.begin() as connection:
        counted = {
            table.name: await connection.scalar(
                select(func.count()).select_from(table).where(table.c.workspace_id == workspace)
            )
            for table in TABLES
        }
        gates = await connection.scalars(select(metadata.tables["gate"].c.key))
    return counted, sorted(gates)


def test_every_table_belongs_to_a_workspace_and_goes_with_it():
    """A new table without such a column would be left behind by a wipe."""
    for table in TABLES:
        going = {key.target_fullname: key.ondelete for key in table.c.workspace_id.foreign_keys}
        assert going["workspace.id"] == "CASCADE", table.name


@pytest.mark.parametrize("piece", [5_000, 1])
async def test_not_a_row_of_any_table_is_left(full, monkeypatch, piece):
    monkeypatch.setattr(installations, "PIECE", piece)
    before, _ = await _rows(full, "acme")
    assert set(before.values()) == {1}, "every table has a row to begin with"
    async with full.write() as opened:
        assert await opened.installations.wipe("acme")
    after, gates = await _rows(full, "acme")
    assert set(after.values()) == {0}, {name for name, count in after.items() if count}
    assert await _rows(full, "a_me") == (before, ["a_me", "a_me2:C1", "a_me:C1", "acme2:C1"])
    assert gates == ["a_me", "a_me2:C1", "a_me:C1", "acme2:C1"]
    async with full.read() as opened:
        assert await opened.companies.all_ids() == ["a_me"]
    async with full.write() as opened:
        assert not await opened.installations.wipe("acme")


async def test_a_wipe_that_broke_off_left_everything_as_it_was(full):
    before = await _rows(full, "acme")

    class PowerCutError(Exception):
        pass

    async def cut_short():
        async with full.write() as opened:
            await opened.installations.wipe("acme")
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await cut_short()
    assert await _rows(full, "acme") == before


async def test_no_post_of_a_workspace_without_the_app_is_claimed(full):
    grace = timedelta(days=9)
    async with full.write() as opened:
        await opened.deliveries.plan([Plan("acme", "k", "C1", "p", NOW, grace)])
        await opened.deliveries.plan([Plan("a_me", "k", "C2", "p", NOW, grace)])
        first = await opened.deliveries.claim(NOW, 10, timedelta(seconds=60))
    assert {each.plan.workspace for each in first} == {"acme", "a_me"}
    later = NOW + timedelta(minutes=5)
    async with full.write() as opened:
        assert await opened.installations.remove("acme", NOW) == NOW
        assert await opened.installations.remove("acme", later) == NOW
        assert await opened.installations.remove("nobody", NOW) is None
        held = {each.plan.workspace: await opened.deliveries.is_ours(each) for each in first}
        again = await opened.deliveries.claim(later, 10, timedelta(seconds=60))
    assert held == {"acme": False, "a_me": True}
    assert [each.plan.workspace for each in again] == ["a_me"]
    async with full.write() as opened:
        assert await opened.installations.restore("acme")
        back = await opened.deliveries.claim(later, 10, timedelta(seconds=60))
    assert [each.plan.workspace for each in back] == ["acme"]


async def test_an_event_of_a_wiped_workspace_is_not_kept(full):
    async with full.write() as opened:
        assert await opened.inbox.keep("acme", "E2", "k", {"a": 1}, NOW)
        assert not await opened.inbox.keep("acme", "E2", "k", {"a": 1}, NOW)
        await opened.installations.wipe("acme")
        assert not await opened.inbox.keep("acme", "E3", "k", {"a": 1}, NOW)


async def test_the_copy_holds_every_table_once_as_csv_and_once_as_json(full, tmp_path):
    path = tmp_path / "acme.zip"
    with path.open("wb") as file, Archive(file, "acme", NOW.isoformat()) as archive:
        async with full.read() as opened:
            for name, columns in opened.whole.tables().items():
                with archive.table(name, columns) as table:
                    async for row in opened.whole.rows("acme", name):
                        table.add(row)
    wanted = {table.name for table in metadata.sorted_tables} - WORKINGS
    with ZipFile(path) as archive:
        assert set(archive.namelist()) == {
            "README.txt", *(f"csv/{name}.csv" for name in wanted), *(f"json/{name}.json" for name in wanted)
        }  # fmt: skip
        assert "workspace acme" in archive.read("README.txt").decode()
        for name in wanted:
            (row,) = json.loads(archive.read(f"json/{name}.json"))
            head, cells = csv.reader(io.StringIO(archive.read(f"csv/{name}.csv").decode("utf-8-sig")))
            assert list(row) == head == [column.name for column in metadata.tables[name].columns]
            assert row.get("workspace_id", row.get("id")) == "acme"
            assert not [cell for cell in cells if cell.startswith("=")]
        (verdict,) = json.loads(archive.read("json/verdict.json"))
        assert verdict["reason"] == "=cmd"
