"""Notes on weeks and shipments as rows: what stands, in which order, and that the database refuses changes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.support.requests import COMPANY

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate

W47 = Week.parse("2026-W47")


@pytest.fixture
async def acme(store):
    async with store.write() as opened:
        for workspace in ("acme", "other"):
            await opened.companies.save(replace(COMPANY, workspace=workspace))
    return store


def note(clock, text, week=W47, metric="dau"):
    return Annotation(metric, week, "UANA", text, clock.now())


async def test_notes_come_as_they_stand(acme, clock):
    async with acme.write() as opened:
        first = await opened.annotations.add("acme", note(clock, "First"))
        second = await opened.annotations.add("acme", note(clock, "Second", W47.previous))
        gone = await opened.annotations.add("acme", note(clock, "Gone", metric="new_users"))
        await opened.annotations.add("other", note(clock, "Elsewhere"))
        await opened.annotations.add("acme", replace(first, text="First, better"))
        await opened.annotations.add("acme", gone, removed=True)
    async with acme.read() as opened:
        between = await opened.annotations.between("acme", W47.previous, W47)
        assert [(each.text, each.corrected) for each in between] == [
            ("Second", False),
            ("First, better", True),
        ]
        assert [each.id for each in await opened.annotations.latest("acme", None, 5)] == [second.id, first.id]
        assert await opened.annotations.latest("acme", "new_users", 5) == []
        assert await opened.annotations.find("acme", gone.id) is None
        assert await opened.annotations.find("other", first.id) is None


_ROWS = {
    "annotation": "INSERT INTO annotation (id, workspace_id, metric, week_start, author, text, removed, at) "
    "VALUES (1, 'acme', 'dau', '2026-11-16', 'U', 'x', 0, '2026-11-23 08:00:00+00')",
    "shipment": "INSERT INTO shipment (workspace_id, number, shipped_by, shipped_on, at, look_at, star_version, "
    "changed) VALUES ('acme', 1, 'U', '2026-11-20', '2026-11-23 08:00:00+00', '2027-01-20', 1, '')",
    "look_back": "INSERT INTO look_back (id, workspace_id, number, answer, author, at, note) "
    "VALUES (1, 'acme', 1, 'moved', 'U', '2026-11-23 08:00:00+00', '')",
}


@pytest.mark.parametrize("table", _ROWS)
@pytest.mark.parametrize("change", ["UPDATE {} SET workspace_id = 'acme'", "DELETE FROM {}"])
async def test_the_database_itself_keeps_them(database_url, clock, table, change):
    from northstar_bot.domain.requests.requests import Evidence, Request
    from northstar_bot.storage.unit_of_work import Transactions

    await migrate(database_url)
    database = connect(database_url)
    try:
        async with Transactions(database, clock).write() as opened:
            await opened.companies.save(COMPANY)
            asked = Request(
                "acme", 0, "U", "bug fix", "t", "p", Evidence.SEEN, datetime(2026, 11, 1, tzinfo=UTC)
            )
            await opened.requests.add(asked, "key")
        async with database.writer.begin() as connection:
            await connection.execute(text(_ROWS[table]))
        with pytest.raises(DBAPIError, match="never changed"):
            async with database.writer.begin() as connection:
                await connection.execute(text(change.format(table)))
    finally:
        await database.close()
