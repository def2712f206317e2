"""Postgres for reading only: prepared, which admits one statement, read-only, with a time limit."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement
from sqlalchemy import URL

from northstar_bot.domain.errors import SourceFailed
from northstar_bot.sources import sql_question as told
from northstar_bot.sources.sql_question import MOST_ROWS, Question, Rows

_PATIENCE_TO_CONNECT = 5
# What is quoted, commented or a cast is left as it stands; only a bare :start or :end is a place for a day.
_TOKEN = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$|::|:(?P<name>start|end)\b",
    re.DOTALL,
)


async def answers(url: URL, questions: Sequence[Question], timeout: float) -> list[Rows]:  # noqa: ASYNC109
    """The rows of each question, over one connection; `timeout` is for each."""
    try:
        connection = await _connected(url, timeout)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError):
        raise told.unreachable() from None
    try:
        return await _all(connection, questions, timeout)
    except (TimeoutError, asyncpg.QueryCanceledError):
        raise told.too_slow(timeout) from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise _named(error) from None
    finally:
        connection.terminate()


async def _connected(url: URL, timeout: float) -> asyncpg.Connection:  # noqa: ASYNC109
    limit = f"{int(timeout * 1000)}ms"
    return await asyncpg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False),
        timeout=_PATIENCE_TO_CONNECT,
        command_timeout=timeout + 1,
        server_settings={
            "application_name": "northstar-bot source",
            "default_transaction_read_only": "on",
            "statement_timeout": limit,
            "lock_timeout": limit,
        },
    )


async def _all(connection: asyncpg.Connection, questions: Sequence[Question], timeout: float) -> list[Rows]:  # noqa: ASYNC109
    """All in one transaction, so that the answers fit together; each statement is prepared once."""
    prepared: dict[str, tuple[PreparedStatement, list[str]]] = {}
    found = []
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        for question in questions:
            async with asyncio.timeout(timeout + 1):
                if question.statement not in prepared:
                    written, names = with_places(question.statement)
                    prepared[question.statement] = (await connection.prepare(written), names)
                statement, names = prepared[question.statement]
                cursor = await statement.cursor(*_days(statement, question, names))
                found.append(told.within_limit([tuple(row) for row in await cursor.fetch(MOST_ROWS + 1)]))
    return found


def with_places(statement: str) -> tuple[str, list[str]]:
    """The statement with `:start` and `:end` as Postgres writes places, and the names in their order."""
    names: list[str] = []

    def place(token: re.Match[str]) -> str:
        name = token["name"]
        if name is None:
            return token[0]
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _TOKEN.sub(place, statement), names


def _days(statement: PreparedStatement, question: Question, names: Sequence[str]) -> list[object]:
    """The days in the types that the statement wants them in."""
    kinds = statement.get_parameters()
    return [_typed(getattr(question, name), kind.name) for name, kind in zip(names, kinds, strict=False)]


def _typed(day: date, kind: str) -> object:
    match kind:
        case "date":
            return day
        case "timestamp":
            return datetime.combine(day, time())
        case "timestamptz":
            return datetime.combine(day, time(), UTC)
    return day.isoformat()


def _named(error: Exception) -> SourceFailed:
    match error:
        case asyncpg.ReadOnlySQLTransactionError() | asyncpg.InsufficientPrivilegeError():
            return told.writes()
        case asyncpg.PostgresSyntaxError() if "multiple commands" in str(error):
            return told.several()
        case asyncpg.UndefinedTableError():
            return told.unknown("table", str(error))
        case asyncpg.UndefinedColumnError():
            return told.unknown("column", str(error))
        case asyncpg.PostgresConnectionError() | asyncpg.ConnectionDoesNotExistError() | OSError():
            return told.unreachable()
    return told.refused()
