"""Questions about the days on which people began here."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.anniversaries import Began


class Beginnings(Protocol):
    """One day for each who typed it."""

    async def of(self, workspace: WorkspaceId, person: PersonId) -> date | None:
        """The day somebody typed."""
        ...

    async def keep(self, workspace: WorkspaceId, person: PersonId, day: date | None) -> None:
        """Keep it, or None to forget it."""
        ...

    async def all_here(self, workspace: WorkspaceId) -> Sequence[Began]:
        """Those of everybody who is a full member."""
        ...
