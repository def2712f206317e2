"""A transaction is kept on a clean exit and lost on an exception, on both databases."""

import pytest
from sqlalchemy import func, insert, select

from northstar_bot.storage.tables.company import workspace


async def _count(store) -> int:
    async with store.database.reader.begin() as connection:
        return (await connection.execute(select(func.count()).select_from(workspace))).scalar_one()


def _row(clock):
    return {"id": "w", "name": "W", "zone": "UTC", "declared": {}, "revision": 0, "created_at": clock.now()}


async def test_a_clean_exit_keeps_what_was_written(store, clock):
    async with store.write() as open_store:
        await open_store.companies._connection.execute(insert(workspace).values(**_row(clock)))
    assert await _count(store) == 1


async def _write_and_fail(store, clock) -> None:
    async with store.write() as open_store:
        await open_store.companies._connection.execute(insert(workspace).values(**_row(clock)))
        raise RuntimeError


async def test_an_exception_takes_it_all_back(store, clock):
    with pytest.raises(RuntimeError):
        await _write_and_fail(store, clock)
    assert await _count(store) == 0
