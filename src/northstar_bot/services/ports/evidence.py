"""Questions about what was found of leads, kept so that a quarter is tested once."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.lead_evidence import Evidence


class KeptEvidence(Protocol):
    """One result for each star, input and quarter; the first one stands until either is counted otherwise."""

    async def keep(
        self, workspace: WorkspaceId, star: MetricKey, quarter: str, found: Iterable[Evidence]
    ) -> None:
        """Keep what was found; what this quarter already has of what is counted alike is left as it is."""
        ...

    async def of_quarter(self, workspace: WorkspaceId, star: MetricKey, quarter: str) -> Sequence[Evidence]:
        """What was found of this star's inputs in the quarter."""
        ...
