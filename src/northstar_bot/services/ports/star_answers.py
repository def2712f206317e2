"""Questions about what people said of the star."""

from collections.abc import Sequence
from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.star.star_check import Answered


class StarAnswers(Protocol):
    """Append-only; the latest answer to a question counts."""

    async def add(self, workspace: WorkspaceId, version: int, answer: Answered) -> None:
        """Keep an answer about this version of the star."""
        ...

    async def latest(self, workspace: WorkspaceId, version: int) -> Sequence[Answered]:
        """The latest answer to each question about this version."""
        ...
