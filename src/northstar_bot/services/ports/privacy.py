"""Questions about everything that is kept of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from northstar_bot.domain.deliveries import Delivery
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.privacy import Forgotten


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message of ours that said something of somebody who was erased. `anew`: drawn again, else taken away."""

    delivery: Delivery
    anew: bool


class PersonalData(Protocol):
    """What is kept about people, over all tables."""

    async def of(self, workspace: WorkspaceId, person: PersonId) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row that holds the person's id, by what the rows are."""
        ...

    async def names(self, workspace: WorkspaceId, person: PersonId) -> Sequence[str]:
        """What the person was called, as far as it was kept."""
        ...

    async def erase(self, leaving: Forgotten, workspace: WorkspaceId, now: datetime) -> int:
        """Take the person out of every table; returns how many rows changed. The company document is not among them."""
        ...

    async def follow_ups(self, workspace: WorkspaceId, limit: int) -> Sequence[FollowUp]:
        """Messages that still have to follow, oldest first."""
        ...

    async def count_follow_ups(self, workspace: WorkspaceId) -> int:
        """How many still have to follow."""
        ...

    async def followed(self, workspace: WorkspaceId, delivery: int, now: datetime) -> None:
        """Tick one off."""
        ...

    async def left_alone(self, workspace: WorkspaceId, people: Sequence[PersonId]) -> frozenset[PersonId]:
        """Those of `people` who were erased and have not been met since; they are put into no team."""
        ...
