"""Any other database that SQLAlchemy has a driver for: read, rolled back, and stopped waiting for."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import URL, Connection, Date, NullPool, bindparam, create_engine, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from northstar_bot.domain.errors import SourceFailed
from northstar_bot.sources import sql_question as told
from northstar_bot.sources.sql_question import MOST_ROWS, Question, Rows

_READ_ONLY = {
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}


async def answers(url: URL, questions: Sequence[Question], timeout: float) -> list[Rows]:  # noqa: ASYNC109
    """The rows of each question, over one connection; `timeout` is for each."""
    try:
        async with asyncio.timeout(timeout * len(questions)):
            if url.get_dialect().is_async:
                return await _awaited(url, questions)
            return await asyncio.to_thread(_blocking, url, questions)
    except TimeoutError:
        raise told.too_slow(timeout) from None
    except (NoSuchModuleError, ImportError):
        raise SourceFailed(
            f"There is no driver for {url.get_backend_name()} here.", "Install it beside the bot."
        ) from None
    except DBAPIError as error:
        raise (told.unreachable() if error.connection_invalidated else told.refused()) from None
    except (SQLAlchemyError, OSError):
        raise told.refused() from None


async def _awaited(url: URL, questions: Sequence[Question]) -> list[Rows]:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_ask, questions)
    finally:
        await engine.dispose()


def _blocking(url: URL, questions: Sequence[Question]) -> list[Rows]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _ask(connection, questions)
    finally:
        engine.dispose()


def _ask(connection: Connection, questions: Sequence[Question]) -> list[Rows]:
    with suppress(DBAPIError):
        if guard := _READ_ONLY.get(connection.dialect.name):
            connection.exec_driver_sql(guard)
            connection.commit()
    found = []
    for question in questions:
        places = [name for name in ("start", "end") if f":{name}" in question.statement]
        statement = text(question.statement).bindparams(*(bindparam(name, type_=Date) for name in places))
        rows = connection.execute(statement, {name: getattr(question, name) for name in places})
        found.append(told.within_limit([tuple(row) for row in rows.fetchmany(MOST_ROWS + 1)]))
        connection.rollback()
    return found
