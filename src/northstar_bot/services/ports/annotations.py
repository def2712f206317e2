"""Questions about notes on weeks."""

from collections.abc import Sequence
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.annotations import Annotation


class Annotations(Protocol):
    """Append-only: a correction or removal is a new row; a note keeps the id of its first."""

    async def add(self, workspace: WorkspaceId, note: Annotation, *, removed: bool = False) -> Annotation:
        """Keep a note; one that has an id already is corrected, or taken back when `removed`."""
        ...

    async def find(self, workspace: WorkspaceId, note: int) -> Annotation | None:
        """The note as it stands, None when it was taken back."""
        ...

    async def between(self, workspace: WorkspaceId, first: Week, last: Week) -> Sequence[Annotation]:
        """The notes that stand on these weeks, in their order."""
        ...

    async def latest(
        self, workspace: WorkspaceId, metric: MetricKey | None, limit: int
    ) -> Sequence[Annotation]:
        """The latest notes that stand, newest first, on one metric or all."""
        ...
