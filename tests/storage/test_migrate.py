"""Migrations make what the tables say, one process at a time, up and down, never over a newer version."""

import asyncio
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Date, Integer, String, inspect, text
from sqlalchemy.exc import DBAPIError

from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import NewerDatabase, downgrade, is_current, migrate
from northstar_bot.storage.process_lock import only_process
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.columns import Moment
from northstar_bot.storage.tables.company import workspace
from northstar_bot.storage.tables.requests import request, verdict
from northstar_bot.storage.tables.second_weighing import second


async def _ask(url, question):
    database = connect(url)
    try:
        async with database.writer.begin() as connection:
            return await connection.run_sync(question)
    finally:
        await database.close()


def _differences(connection):
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


async def test_a_migrated_database_is_what_the_tables_say(database_url):
    await migrate(database_url)
    assert await _ask(database_url, _differences) == []


async def test_a_database_is_current_only_after_migrating(database_url):
    assert not await is_current(database_url)
    await migrate(database_url)
    assert await is_current(database_url)


async def test_migrating_again_changes_nothing(database_url):
    await migrate(database_url)
    await migrate(database_url)
    assert await is_current(database_url)


async def test_five_that_start_together_all_succeed(database_url):
    await asyncio.gather(*(migrate(database_url) for _ in range(5)))
    assert await is_current(database_url)


async def test_down_and_up_again(database_url):
    await migrate(database_url)
    await downgrade(database_url, "base")
    assert await _ask(database_url, lambda c: inspect(c).get_table_names()) == ["alembic_version"]
    await migrate(database_url)
    assert await _ask(database_url, _differences) == []


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(database_url):
    await migrate(database_url)
    await _ask(
        database_url, lambda c: c.execute(text("UPDATE alembic_version SET version_num = 'from-afar'"))
    )
    with pytest.raises(NewerDatabase, match="newer version"):
        await migrate(database_url)
    assert not await is_current(database_url)


NOW = datetime(2026, 11, 23, tzinfo=UTC)
_FILLINGS = {Moment: NOW, Date: NOW.date(), JSON: {}, Integer: 0, String: ""}


def _filled(table, **given):
    """A row with something in every column that must not be empty."""
    row = dict(given)
    for column in table.columns:
        if column.name in row or column.nullable or (column.primary_key and column.autoincrement):
            continue
        row[column.name] = next(value for kind, value in _FILLINGS.items() if isinstance(column.type, kind))
    return row


def _judged(connection):
    connection.execute(workspace.insert().values(**_filled(workspace, id="acme")))
    connection.execute(request.insert().values(**_filled(request, workspace_id="acme", number=1)))
    connection.execute(verdict.insert().values(**_filled(verdict, workspace_id="acme", number=1)))


@pytest.mark.parametrize("change", ["UPDATE verdict SET reason = 'else'", "DELETE FROM verdict"])
async def test_the_database_itself_keeps_verdicts_as_they_are(database_url, change):
    await migrate(database_url)
    await _ask(database_url, _judged)
    with pytest.raises(DBAPIError, match="never changed"):
        await _ask(database_url, lambda c: c.execute(text(change)))


# How each engine lets a row go without asking the guard of its rows.
_AROUND = {
    "sqlite": [
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
    ],
    "postgresql": ["TRUNCATE {table} CASCADE", "TRUNCATE workspace CASCADE"],
}
KEPT = {
    "verdict": {"number": 1},
    "request_step": {"number": 1, "act": "appeal"},
    "shipment": {"number": 1},
    "look_back": {"number": 1},
    "annotation": {},
    "star_answer": {},
    "squad_pick": {},
    "second_verdict": {},
}


def _one_row_in(table):
    def fill(connection):
        _judged(connection)
        if table.name == "second_verdict":
            connection.execute(
                second.insert().values(**_filled(second, workspace_id="acme", number=1, verdict=1, id=1))
            )
        if table.name != "verdict":
            given = {"second": 1} if table.name == "second_verdict" else KEPT[table.name]
            connection.execute(table.insert().values(**_filled(table, workspace_id="acme", **given)))

    return fill


@pytest.mark.parametrize("name", KEPT)
async def test_no_way_around_the_guard_of_what_is_never_changed(database_url, name):
    await migrate(database_url)
    await _ask(database_url, _one_row_in(metadata.tables[name]))
    count = text(f"SELECT count(*) FROM {name}")
    before = await _ask(database_url, lambda c: c.execute(count).scalar())
    engine = await _ask(database_url, lambda c: c.dialect.name)
    for change in _AROUND[engine]:
        with pytest.raises(DBAPIError, match="never changed"):
            await _ask(database_url, lambda c, change=change: c.execute(text(change.format(table=name))))
    assert await _ask(database_url, lambda c: c.execute(count).scalar()) == before == 1


async def test_another_appeal_does_not_take_the_place_of_the_first(database_url):
    await migrate(database_url)
    await _ask(database_url, _one_row_in(metadata.tables["request_step"]))
    columns = "workspace_id, number, act, by, text, at"
    again = "INSERT OR REPLACE" if database_url.startswith("sqlite") else "INSERT"
    with pytest.raises(DBAPIError):
        await _ask(
            database_url,
            lambda c: c.execute(
                text(f"{again} INTO request_step ({columns}) SELECT {columns} FROM request_step")
            ),
        )
    kept = text("SELECT min(id) FROM request_step")
    assert await _ask(database_url, lambda c: c.execute(kept).scalar()) == 1


async def test_every_table_that_is_guarded_is_guarded_all_the_way(database_url):
    await migrate(database_url)
    if database_url.startswith("sqlite"):
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        guards = ("_no_update", "_no_delete", "_no_replace")
    else:
        names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        guards = ("_append_only", "_no_truncate")
    found = set(await _ask(database_url, lambda c: c.execute(text(names)).scalars().all()))
    of_each = [{name.removesuffix(guard) for name in found if name.endswith(guard)} for guard in guards]
    assert all(tables == set(KEPT) for tables in of_each), of_each


async def test_verdicts_go_with_their_whole_workspace(database_url):
    await migrate(database_url)
    await _ask(database_url, _judged)
    await _ask(database_url, lambda c: c.execute(text("DELETE FROM workspace WHERE id = 'acme'")))
    assert await _ask(database_url, lambda c: c.execute(text("SELECT count(*) FROM verdict")).scalar()) == 0


def test_a_second_process_on_one_sqlite_file_is_turned_away(tmp_path):
    url = f"sqlite:///{tmp_path}/northstar.db"
    with only_process(url), pytest.raises(AlreadyDone, match="already running"), only_process(url):
        pass
    with only_process(url):
        pass


def test_many_processes_may_share_a_server():
    url = "postgresql://somewhere/northstar"
    with only_process(url), only_process(url):
        pass
