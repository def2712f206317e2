"""Bringing the database to the shape this version knows, by one process at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.storage.engine import async_url
from northstar_bot.storage.file_lock import beside, locked
from northstar_bot.storage.requests.answering import answering

_STEPS = Path(__file__).parent / "migrations"
# Any number will do, so long as every version uses the same one.
_ADVISORY_LOCK = 4_672_181_209


class NewerDatabase(NorthstarError):
    """The database was brought further by a later version than this one."""


async def migrate(database_url: str, revision: str = "head") -> None:
    """Go up to `revision`; processes that start together wait for each other. May raise NewerDatabase."""
    url = async_url(database_url)
    with answering():
        if revision == "head" and await _is_there_already(url):
            return
        async with _alone(url) as connection:
            await connection.run_sync(_up, revision)


async def downgrade(database_url: str, revision: str) -> None:
    """Go down to `revision`; `base` leaves an empty database."""
    async with _alone(async_url(database_url)) as connection:
        await connection.run_sync(_down, revision)


async def is_current(database_url: str) -> bool:
    """Whether the database stands exactly where this version does."""
    engine = create_async_engine(async_url(database_url))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_stands_at_head)
    finally:
        await engine.dispose()


async def _is_there_already(url: URL) -> bool:
    """The quick look of every usual start, which spares loading Alembic."""
    if url.get_backend_name() == "sqlite" and not await asyncio.to_thread(Path(url.database or "").is_file):
        return False
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_says_the_last_step)
    finally:
        await engine.dispose()


def _says_the_last_step(connection: Connection) -> bool:
    last = max(step.name for step in (_STEPS / "versions").glob("[0-9]*.py"))
    if not inspect(connection).has_table("alembic_version"):
        return False
    stands = connection.scalar(text("SELECT max(version_num) FROM alembic_version"))
    return bool(stands == last.partition("_")[0])


def config_for(connection: Connection) -> Any:
    """Alembic's settings, in code: where the steps are and what they run on."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@asynccontextmanager
async def _alone(url: URL) -> AsyncIterator[AsyncConnection]:
    """One transaction for all steps, while no other process migrates.

    The engine is a plain one: the daily one's limits would cut off a long step or the wait for its turn.
    """
    engine = create_async_engine(url)
    path = beside(url, ".migrate.lock")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(engine.dispose)
        if path:
            await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
            lock = locked(path, wait=True)
            await asyncio.to_thread(lock.__enter__)
            stack.callback(lock.__exit__, None, None, None)
        connection = await stack.enter_async_context(engine.begin())
        if url.get_backend_name() == "postgresql":
            # Held by the transaction, so that it works behind a connection pooler as well.
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        yield connection


def _up(connection: Connection, revision: str) -> None:
    from alembic import command

    _refuse_newer(connection)
    command.upgrade(config_for(connection), revision)


def _down(connection: Connection, revision: str) -> None:
    from alembic import command

    _refuse_newer(connection)
    command.downgrade(config_for(connection), revision)


def _refuse_newer(connection: Connection) -> None:
    known = {step.revision for step in _script(connection).walk_revisions()}
    if not set(_heads(connection)) <= known:
        raise NewerDatabase(
            "This database was made by a newer version of Northstar.",
            "Start that version, or restore the backup from before its first start.",
        )


def _stands_at_head(connection: Connection) -> bool:
    return set(_heads(connection)) == set(_script(connection).get_heads())


def _heads(connection: Connection) -> tuple[Any, ...]:
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_heads()


def _script(connection: Connection) -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config_for(connection))
