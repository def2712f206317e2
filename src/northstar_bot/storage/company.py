"""Declarations and the history of stars."""

from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.services.ports.world import Clock


class StoredCompanies:
    """Declarations and the history of stars."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
