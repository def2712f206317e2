"""Each wall around SQLite stands by itself, also for statements that were never checked."""

import sqlite3

import pytest
from sqlalchemy import make_url

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.sources.sql_question import Question
from northstar_bot.sources.sql_sqlite import answers

WEEK = Week.parse("2026-W47")


@pytest.fixture
def sales(tmp_path):
    connection = sqlite3.connect(tmp_path / "sales.db")
    connection.executescript("CREATE TABLE sales (units); INSERT INTO sales VALUES (7);")
    connection.close()
    return tmp_path / "sales.db"


async def ask(path, statement):
    return await answers(make_url(f"sqlite:///{path}"), [Question(statement, WEEK.start, WEEK.next.start)], 5)


async def test_reading_and_plain_functions_pass(sales):
    assert await ask(sales, "SELECT SUM(units), :start, upper(:end) FROM sales") == [
        [(7, "2026-11-16", "2026-11-23")]
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '{folder}/new.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "SELECT * FROM pragma_table_info('sales')",
        "BEGIN EXCLUSIVE",
        "VACUUM INTO '{folder}/new.db'",
        "CREATE TEMP TABLE mine (x)",
        "DELETE FROM sales",
        "SELECT load_extension('x')",
    ],
)
async def test_anything_more_than_reading_is_refused(sales, statement):
    with pytest.raises(SourceFailed, match=r"does more than read|refused the query"):
        await ask(sales, statement.format(folder=sales.parent))
    assert [found.name for found in sales.parent.iterdir()] == ["sales.db"]


async def test_a_value_that_would_fill_the_memory_is_refused(sales):
    with pytest.raises(SourceFailed, match="refused the query"):
        await ask(sales, "SELECT hex(zeroblob(900000000))")
