"""The sql source reads weeks on both databases, and its walls hold against writing, hanging and rubbish."""

import sqlite3
from datetime import date

import asyncpg
import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Point, Window
from northstar_bot.sources import sql_other
from northstar_bot.sources.sql import source
from northstar_bot.sources.sql_postgres import with_places

UNITS = Metric("units", "Units", Kind.STAR)
SHARE = Metric("share", "Share", Kind.INPUT, style=Style.SHARE)
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
BOTH = Window(W46, W47)
SET_UP = """
CREATE TABLE sales (day DATE NOT NULL, units INTEGER NOT NULL, still_open INTEGER NOT NULL);
INSERT INTO sales VALUES ('2026-11-08', 99, 0), ('2026-11-09', 3, 0), ('2026-11-15', 4, 0);
INSERT INTO sales VALUES ('2026-11-16', 5, 1), ('2026-11-22', 6, 0), ('2026-11-23', 99, 0);
"""
COUNTING = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
EACH_WEEK = "SELECT SUM(units), SUM(still_open) FROM sales WHERE day >= :start AND day < :end"


@pytest.fixture
async def sales(database_url, monkeypatch):
    """A database of the company's own, and how its variable is called."""
    if database_url.startswith("sqlite"):
        with sqlite3.connect(database_url.removeprefix("sqlite:///")) as connection:
            connection.executescript(SET_UP)
        connection.close()
    else:
        connection = await asyncpg.connect(database_url)
        await connection.execute(SET_UP)
        await connection.close()
    monkeypatch.setenv("SALES_URL", database_url)
    return database_url


async def fetch(query, metric=UNITS, window=BOTH, **options):
    return await source().fetch(metric, {"url_env": "SALES_URL", "query": query, **options}, window)


async def sentence(query, metric=UNITS, **options):
    with pytest.raises(SourceFailed) as failed:
        await fetch(query, metric, **options)
    assert failed.value.hint
    return failed.value.sentence


async def rows_left(url):
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return connection.execute("SELECT COUNT(*) FROM sales").fetchone()[0]
        finally:
            connection.close()
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval("SELECT COUNT(*) FROM sales")
    finally:
        await connection.close()


async def test_once_for_each_week(sales):
    fetched = await fetch(EACH_WEEK, per="week")
    assert fetched.points == [Point(W46, 7), Point(W47, 11, provisional=True)]
    assert (fetched.first, fetched.through) == (None, None)


async def test_once_for_all_weeks_by_any_day_in_them(sales):
    query = """SELECT MAX(day), SUM(units) FROM sales WHERE day >= :start AND day < :end
        GROUP BY CASE WHEN day < '2026-11-16' THEN 1 ELSE 2 END; -- end"""
    assert (await fetch(query)).points == (Point(W46, 7), Point(W47, 11))


async def test_a_query_for_each_kind_of_database(sales):
    either = {"sqlite": "SELECT :start, 1", "postgresql": "SELECT CAST(:start AS DATE), 2"}
    assert (await fetch(either)).points == (Point(W46, 1 if sales.startswith("sqlite") else 2),)
    assert "has no query for" in await sentence({"oracle": "SELECT 1"})


async def test_the_days_the_data_covers(sales):
    fetched = await fetch(
        EACH_WEEK, per="week", complete_from="2026-11-01", complete_through="SELECT MAX(day) FROM sales"
    )
    assert (fetched.first, fetched.through) == (date(2026, 11, 1), date(2026, 11, 23))
    assert await sentence(
        EACH_WEEK, per="week", complete_through="SELECT MAX(day) FROM sales WHERE units < 0"
    ) == ("The query of complete_through gives no day.")


async def test_days_come_in_the_type_the_query_wants(sales):
    for place in ("CAST(day AS TEXT) >= :start", "CAST(day AS TIMESTAMP) >= CAST(:start AS TIMESTAMP)"):
        if sales.startswith("sqlite") and "TIMESTAMP" in place:
            continue
        fetched = await fetch(
            f"SELECT SUM(units) FROM sales WHERE {place} AND ':end' <> '' AND day < :end", per="week"
        )
        assert [point.value for point in fetched.points] == [7, 11]
    if not sales.startswith("sqlite"):
        zoned = "SELECT SUM(units) FROM sales WHERE day < CAST(:end AS TIMESTAMPTZ)"
        assert [point.value for point in (await fetch(zoned, per="week")).points] == [106, 117]


async def test_a_week_without_a_value_is_no_reading(sales):
    assert (
        await fetch("SELECT SUM(units) FROM sales WHERE units < 0 AND day < :end", per="week")
    ).points == []
    assert (await fetch("SELECT day, NULL FROM sales")).points == ()


WRITES = {
    "insert": "WITH x AS (SELECT 1) INSERT INTO sales VALUES ('2026-01-01', 1, 1)",
    "two statements": "SELECT 1; DELETE FROM sales",
    "undoing the walls": "SELECT 1; SET TRANSACTION READ WRITE; DELETE FROM sales",
}
WRITES_SQLITE = {"attach": "WITH x AS (SELECT 1) SELECT load_extension('x')"}
WRITES_POSTGRES = {
    "inside with": "WITH gone AS (DELETE FROM sales RETURNING day) SELECT day, 1 FROM gone",
    "by setting": "SELECT set_config('transaction_read_only', 'off', false), 1",
    "into": "SELECT * INTO other FROM sales",
}


async def test_an_attempt_to_write_is_refused_and_leaves_no_trace(sales):
    more = WRITES_SQLITE if sales.startswith("sqlite") else WRITES_POSTGRES
    for query in (*WRITES.values(), *more.values()):
        said = await sentence(query)
        assert said in {
            "The query does more than read, which is refused.",
            "The query holds more than one statement.",
            "The database refused the query.",
        }, query
    assert await rows_left(sales) == 6


@pytest.mark.parametrize(
    "query", ["DELETE FROM sales", "ATTACH 'x' AS y", "PRAGMA writable_schema=1", "", None, 7, {}]
)
def test_what_does_not_begin_as_a_query_is_refused_when_declared(query):
    with pytest.raises(BadInput) as refused:
        source().check({"url_env": "SALES_URL", "query": query})
    assert refused.value.field == "query"


async def test_a_query_that_hangs_is_stopped(sales):
    endless = f"{COUNTING}) SELECT MAX(x) FROM n"
    assert await sentence(endless, timeout=0.3) == "The query did not answer within 0.3 seconds."


async def test_a_query_may_be_as_slow_as_it_is_told(sales):
    assert (await fetch(EACH_WEEK, per="week", timeout="30")).points


RUBBISH = {
    "SELECT 'soon', 1": "“soon” is not a week.",
    "SELECT '2026-11-16', 'many'": "“many” for 2026-W47 is not a number.",
    "SELECT '2026-11-16', 1 UNION ALL SELECT '2026-11-17', 2": "It has two values for 2026-W47.",
    "SELECT '2026-11-16'": "The query gives 1 column.",
    "SELECT '2026-11-16', 1, 0, 9": "The query gives 4 columns.",
    "SELECT '2026-11-16', 1, 'perhaps'": "“perhaps” for 2026-W47 does not say whether",
    "SELECT 1, 1": "“1” is not a week.",
    "SELECT '2026-11-16', 1e300": "The value for 2026-W47 is not a finite number.",
    "SELECT x FROM nowhere": "The query names a table",
    "SELECT amount FROM sales": "The query names a column “amount” that is not there.",
    "SELECT FROM WHERE": "The database refused the query.",
}


@pytest.mark.parametrize("query", RUBBISH)
async def test_rubbish_is_a_sentence(sales, query):
    assert (await sentence(query)).startswith(RUBBISH[query])


async def test_not_a_number_is_refused(sales):
    query = (
        "SELECT '2026-11-16', 9e999" if sales.startswith("sqlite") else "SELECT '2026-11-16', 'NaN'::float8"
    )
    assert await sentence(query) == "The value for 2026-W47 is not a finite number."


async def test_a_percentage_is_not_a_share(sales):
    assert await sentence("SELECT '2026-11-16', 45", SHARE) == "45 for 2026-W47 is not a share."


async def test_more_rows_than_weeks(sales):
    many = f"{COUNTING} WHERE x < 9000) SELECT '2026-11-16', x FROM n"
    assert await sentence(many) == "The query gives more than 5,000 rows."
    assert await sentence("SELECT units FROM sales", per="week") == "The query gives 6 rows for 2026-W46."


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://who:hunter2@127.0.0.1:9/none",
        "sqlite:////nowhere/at/all/hunter2.db",
        "hunter2",
        "nodriver://who:hunter2@db/none",
        "mysql+pymysql://who:hunter2@127.0.0.1:9/none",
        "",
    ],
)
async def test_no_error_gives_the_url_or_the_password_away(monkeypatch, url):
    monkeypatch.setenv("SALES_URL", url)
    with pytest.raises(SourceFailed) as failed:
        await fetch("SELECT 'hunter2', 1")
    assert "hunter2" not in failed.value.words
    assert failed.value.__suppress_context__ or failed.value.__context__ is None


async def test_what_the_database_says_is_not_repeated(sales):
    if sales.startswith("sqlite"):
        pytest.skip("SQLite reads any text as a number")
    assert "hunter2" not in await sentence("SELECT CAST('hunter2' AS INTEGER), 1")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"url_env": "postgresql://u:p@h/d", "query": "SELECT 1"}, "url_env"),
        ({"url_env": "NORTHSTAR_DATABASE_URL", "query": "SELECT 1"}, "url_env"),
        ({"query": "SELECT 1"}, "url_env"),
        ({"url_env": "X", "query": "SELECT 1", "per": "month"}, "per"),
        ({"url_env": "X", "query": "SELECT 1", "timeout": "soon"}, "timeout"),
        ({"url_env": "X", "query": "SELECT 1", "timeout": 9999}, "timeout"),
        ({"url_env": "X", "query": "SELECT 1", "complete_through": "yesterday"}, "complete_through"),
        ({"url_env": "X", "qeury": "SELECT 1"}, "qeury"),
    ],
)
def test_options_that_cannot_work(options, field):
    with pytest.raises(BadInput) as refused:
        source().check(options)
    assert refused.value.field == field


def test_places_are_only_found_where_they_stand_bare():
    written, names = with_places("""SELECT ':start', "a:end", x::start, $q$:end$q$ -- :start
        /* :end */ WHERE d < :end AND d >= :start AND e < :end AND :starting""")
    assert names == ["end", "start"]
    assert "d < $1 AND d >= $2 AND e < $1 AND :starting" in written
    assert written.count("$1") + written.count("$2") == 3


@pytest.mark.parametrize("driver", ["sqlite+pysqlite", "sqlite+aiosqlite"])
async def test_any_other_database_goes_through_sqlalchemy(tmp_path, driver, monkeypatch):
    with sqlite3.connect(tmp_path / "sales.db") as connection:
        connection.executescript(SET_UP)
    connection.close()
    monkeypatch.setattr("northstar_bot.sources.sql._answers", lambda _: sql_other.answers)
    monkeypatch.setenv("SALES_URL", f"{driver}:///{tmp_path / 'sales.db'}")
    assert (await fetch(EACH_WEEK, per="week")).points == [Point(W46, 7), Point(W47, 11, provisional=True)]
    assert await sentence("SELECT x FROM nowhere") == "The database refused the query."
    endless = f"{COUNTING} WHERE x < 1000000) SELECT MAX(x) FROM n"
    assert await sentence(endless, timeout=0.1) == "The query did not answer within 0.1 seconds."
