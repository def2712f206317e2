"""People we have met and their teams."""

from sqlalchemy.ext.asyncio import AsyncConnection


class StoredPeople:
    """People we have met and their teams."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
