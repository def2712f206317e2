"""Questions about how the teams that ask are answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.domain.requests.requests import Answer


@dataclass(frozen=True, slots=True)
class Answers:
    """When a request was asked and first answered, and its latest answer."""

    team: TeamKey | None
    asked_at: datetime
    first_at: datetime
    latest: Answer


class FairnessRows(Protocol):
    """Answers by asking team."""

    async def answers(self, workspace: WorkspaceId, since: datetime) -> Sequence[Answers]:
        """Each request whose first verdict came at `since` or later; what an obligation decided is left out."""
        ...

    async def waiting(self, workspace: WorkspaceId) -> Mapping[TeamKey | None, int]:
        """How many requests of each team are open."""
        ...
