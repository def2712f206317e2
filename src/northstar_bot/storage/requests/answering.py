"""A database that does not answer becomes one error of ours, so that nothing above knows a driver."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from northstar_bot.domain.errors import DatabaseAway


@contextmanager
def answering() -> Iterator[None]:
    """Raise DatabaseAway when the database cannot be reached, is busy for too long, or was lost on the way."""
    try:
        yield
    except _away() as error:
        raise DatabaseAway(type(error).__name__) from error
    except DBAPIError as error:
        # The bare kind is how SQLite says that a file is damaged or is no database.
        if error.connection_invalidated or type(error) is DatabaseError:
            raise DatabaseAway(type(error).__name__) from error
        raise


def _away() -> tuple[type[Exception], ...]:
    """With what asyncpg says itself while connecting; on SQLite it is never loaded."""
    driver = sys.modules.get("asyncpg")
    drivers_own = (driver.PostgresError,) if driver else ()
    return (OSError, NoConnectionFree, OperationalError, InterfaceError, *drivers_own)
