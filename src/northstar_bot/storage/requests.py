"""Requests and their verdicts."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredRequests:
    """Requests and their verdicts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
