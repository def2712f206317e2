"""Questions about words that were kept long enough."""

from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId


class Retention(Protocol):
    """What is too old to keep the words of."""

    async def forget_words(self, workspace: WorkspaceId, before: datetime) -> int:
        """Empty what was said before that moment; returns how many rows changed. Rows, and so counts, stay."""
        ...
