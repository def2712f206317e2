"""Shout-outs and boosts."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredShoutouts:
    """Shout-outs and boosts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
