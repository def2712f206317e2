"""Questions about a month as a whole, each one count in the database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.requests.review import Said


class ReviewCounts(Protocol):
    """Counts of all requests, private ones included."""

    async def said(self, workspace: WorkspaceId, since: datetime, until: datetime) -> Sequence[Said]:
        """The last yes, no or park of each request from `since` to before `until`, by input."""
        ...

    async def obligations(
        self, workspace: WorkspaceId, since: datetime, until: datetime
    ) -> Mapping[str, int]:
        """What obliged the exempt verdicts from `since` to before `until`."""
        ...

    async def shipped(
        self, workspace: WorkspaceId, first: date, last: date
    ) -> Mapping[MetricKey | None, int]:
        """How many were shipped in these days, by the input they were accepted for."""
        ...
