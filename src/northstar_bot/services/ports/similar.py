"""Questions about requests like another one, drafts that wait for an answer, and who follows what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.joining import Kept
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import Desk


class Similar(Protocol):
    """Finding requests by the likeness of their titles."""

    async def like(
        self, workspace: WorkspaceId, title: str, desk: Desk, declined_since: datetime
    ) -> Sequence[Request]:
        """Requests with a title like this one that are worth offering and that this desk may read, best first."""
        ...

    async def forget(self, workspace: WorkspaceId, number: int) -> None:
        """Let a request be found by its title no longer, because its text is erased."""
        ...


class Drafts(Protocol):
    """What was typed and not asked yet."""

    async def keep(self, kept: Kept) -> None:
        """Keep a draft; the same form sent again replaces it."""
        ...

    async def find(self, workspace: WorkspaceId, source_key: str) -> Kept | None:
        """The draft of this form."""
        ...

    async def drop(self, workspace: WorkspaceId, source_key: str) -> None:
        """Forget a draft."""
        ...

    async def sweep(self, workspace: WorkspaceId, before: datetime) -> int:
        """Forget the drafts of before then; returns how many."""
        ...


class Followers(Protocol):
    """People who ask for the same as somebody before them."""

    async def add(
        self,
        workspace: WorkspaceId,
        number: int,
        people: Collection[PersonId],
        at: datetime,
        came_from: int | None = None,
    ) -> int:
        """Let `people` follow a request; returns how many did not do so before."""
        ...

    async def remove(self, workspace: WorkspaceId, number: int, people: Collection[PersonId]) -> int:
        """Let `people` follow a request no longer; returns how many did."""
        ...

    async def of(self, workspace: WorkspaceId, number: int) -> Sequence[PersonId]:
        """Who follows a request, the longest first."""
        ...

    async def counts(self, workspace: WorkspaceId, numbers: Collection[int]) -> Mapping[int, int]:
        """How many follow each of `numbers` that somebody follows."""
        ...

    async def followed(
        self, workspace: WorkspaceId, person: PersonId, numbers: Collection[int]
    ) -> frozenset[int]:
        """Those of `numbers` that a person follows."""
        ...
