"""Questions about requests and their verdicts."""

from typing import Protocol

from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.periods import Week


class Requests(Protocol):
    """Requests and their append-only verdicts."""

    async def counts_for_week(self, workspace: WorkspaceId, week: Week, zone: str) -> RequestCounts:
        """What was asked and what was answered in `week`, as the clocks of `zone` show it."""
        ...
