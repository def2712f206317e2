"""One process per SQLite database: a second one is turned away with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.storage.engine import async_url
from northstar_bot.storage.file_lock import beside, locked


@contextmanager
def only_process(database_url: str) -> Iterator[None]:
    """Hold an SQLite database for this process; on Postgres any number may run."""
    path = beside(async_url(database_url), ".lock")
    if path is None:
        yield
        return
    lock = locked(path, wait=False)
    try:
        lock.__enter__()
    except BlockingIOError:
        raise AlreadyDone(
            "Northstar is already running on this SQLite database.",
            "Stop the other process, or move to Postgres to run several.",
        ) from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
