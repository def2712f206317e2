"""SQLite for reading only: its own authorizer sees every step, and a clock stops what never ends."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from urllib.parse import quote

from sqlalchemy import URL

from northstar_bot.domain.errors import SourceFailed
from northstar_bot.sources import sql_question as told
from northstar_bot.sources.sql_question import MOST_ROWS, Question, Rows

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_STEPS_BETWEEN_LOOKS = 10_000
_LONGEST_VALUE = 1_000_000


async def answers(url: URL, questions: Sequence[Question], timeout: float) -> list[Rows]:  # noqa: ASYNC109
    """The rows of each question, over one connection; `timeout` is for each."""
    return await asyncio.to_thread(_answers, url.database or "", questions, timeout)


def _answers(path: str, questions: Sequence[Question], timeout: float) -> list[Rows]:
    # Without this SQLite would be asked for a file in memory, which has no tables.
    if not path or not Path(path).is_file():
        raise told.unreachable()
    try:
        with closing(_reading_only(path, timeout)) as connection:
            return [_answer(connection, question, timeout) for question in questions]
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _named(error, timeout) from None


def _reading_only(path: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(path)}?mode=ro", uri=True, timeout=timeout, isolation_level=None
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.set_authorizer(_allows)
    return connection


def _allows(action: int, first: str | None, second: str | None, *_: object) -> int:
    """Reading and plain functions; no ATTACH, PRAGMA, transaction or extension."""
    del first
    loads = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() == "load_extension"
    return sqlite3.SQLITE_OK if action in _ALLOWED and not loads else sqlite3.SQLITE_DENY


def _answer(connection: sqlite3.Connection, question: Question, timeout: float) -> Rows:
    late = monotonic() + timeout
    connection.set_progress_handler(lambda: int(monotonic() > late), _STEPS_BETWEEN_LOOKS)
    days = {"start": question.start.isoformat(), "end": question.end.isoformat()}
    found = connection.execute(question.statement, days).fetchmany(MOST_ROWS + 1)
    return told.within_limit(found)


def _named(error: Exception, timeout: float) -> SourceFailed:
    message = str(error)
    if "one statement at a time" in message:
        return told.several()
    if "not authorized" in message or "prohibited" in message or "readonly" in message:
        return told.writes()
    if message in {"interrupted", "database is locked"}:
        return told.too_slow(timeout)
    if "no such" in message:
        return told.unknown("column" if "column" in message else "table or function", message)
    if "unable to open" in message or "not a database" in message:
        return told.unreachable()
    return told.refused()
