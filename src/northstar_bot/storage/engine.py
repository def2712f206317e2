"""Connecting: SQLite with one writer at a time, or Postgres through asyncpg."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from northstar_bot.domain.errors import BadInput

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_size_limit=67108864",
)


@dataclass(frozen=True, slots=True)
class Database:
    """Engines for reading and for writing (the same one on Postgres), and SQLite's writer lock."""

    url: URL
    reader: AsyncEngine
    writer: AsyncEngine
    turn: asyncio.Lock | None = field(default=None)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    async def close(self) -> None:
        """Give every connection back."""
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


def async_url(text: str) -> URL:
    """`text` as a URL with the asynchronous driver: aiosqlite or asyncpg."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise _unusable() from None
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    backend = url.drivername.split("+")[0]
    if backend not in drivers:
        raise _unusable()
    return url.set(drivername=drivers[backend])


def _unusable() -> BadInput:
    return BadInput(
        "NORTHSTAR_DATABASE_URL is not usable.",
        "Write sqlite:////folder/northstar.db or postgresql://user:password@host/name.",
    )


def connect(text: str) -> Database:
    """Engines for `text`; no connection is made yet."""
    url = async_url(text)
    if url.get_backend_name() == "sqlite":
        reader, writer = _sqlite(url, "BEGIN"), _sqlite(url, "BEGIN IMMEDIATE")
        return Database(url, reader, writer, asyncio.Lock())
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=5,
        pool_pre_ping=True,
        pool_recycle=1800,
        pool_timeout=5,
        connect_args={
            "timeout": 5,
            "command_timeout": 10,
            "server_settings": {
                "application_name": "northstar-bot",
                "statement_timeout": "15s",
                "lock_timeout": "5s",
                "idle_in_transaction_session_timeout": "30s",
            },
        },
    )
    return Database(url, engine, engine)


def _sqlite(url: URL, begin: str) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": 5})

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # The driver's own transaction handling would defer locks; we say BEGIN ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
