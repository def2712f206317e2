"""Readings and their collection."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredReadings:
    """Readings and their collection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
