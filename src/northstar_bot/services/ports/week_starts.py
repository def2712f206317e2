"""What is asked of the database when weeks begin on another weekday."""

from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId


class WeekStarts(Protocol):
    """Rows that say a week."""

    async def move(self, workspace: WorkspaceId, starts: int, zone: str) -> None:
        """Lay new normals and thanks anew over weeks that begin on `starts`; sources count as never read."""
        ...
