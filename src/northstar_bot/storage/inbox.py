"""Events as they came, each once."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredInbox:
    """Events as they came, each once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
