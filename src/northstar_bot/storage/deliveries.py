"""The ledger of posts."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredDeliveries:
    """The ledger of posts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
