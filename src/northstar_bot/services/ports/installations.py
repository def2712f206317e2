"""Questions about workspaces whose app was removed from Slack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId


class Installations(Protocol):
    """Where the app stands in Slack, where it was removed, and how everything of a workspace goes."""

    async def remove(self, workspace: WorkspaceId, now: datetime) -> datetime | None:
        """Note that the app was removed, and stop what is on its way; returns since when. None: no such workspace."""
        ...

    async def restore(self, workspace: WorkspaceId) -> bool:
        """Note that the app is back; whether it was away."""
        ...

    async def removed(self) -> Mapping[WorkspaceId, datetime]:
        """Every workspace whose app was removed, and since when."""
        ...

    async def stands(self, workspace: WorkspaceId) -> bool:
        """Whether there is such a workspace and its app was not removed."""
        ...

    async def wipe(self, workspace: WorkspaceId) -> bool:
        """Delete every row of every table; whether there was anything."""
        ...
