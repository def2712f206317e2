"""Questions about thanks."""

from typing import Protocol

from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.periods import Week


class Shoutouts(Protocol):
    """Thanks given, and boosts as a state per person."""

    async def counts_for_week(self, workspace: WorkspaceId, week: Week) -> ShoutoutCounts:
        """The thanks of `week` that were not taken back."""
        ...
