"""Questions about the life of requests beyond verdicts: what moved them, what time moves next, what is exempt."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.steps import Step


class RequestSteps(Protocol):
    """Append-only steps beside the verdicts."""

    async def add(self, workspace: WorkspaceId, step: Step) -> None:
        """Keep a step for ever; a second appeal on one request is refused."""
        ...

    async def of_each(self, workspace: WorkspaceId, numbers: Collection[int]) -> Sequence[Step]:
        """Every step of these requests, oldest first."""
        ...

    async def of(self, workspace: WorkspaceId, number: int) -> Sequence[Step]:
        """Every step of a request, oldest first."""
        ...

    async def appealed(self, workspace: WorkspaceId, numbers: Collection[int]) -> frozenset[int]:
        """Those of `numbers` that were appealed."""
        ...

    async def barred(self, workspace: WorkspaceId, person: PersonId) -> frozenset[int]:
        """The undecided requests whose appeal is about this person's own no."""
        ...

    async def due_to_wake(self, workspace: WorkspaceId, day: date, limit: int) -> Sequence[Request]:
        """Parked requests whose day is `day` or earlier."""
        ...

    async def unanswered(self, workspace: WorkspaceId, before: datetime, limit: int) -> Sequence[Request]:
        """Requests whose asker was asked something before `before` and has not answered."""
        ...

    async def woken(self, workspace: WorkspaceId, since: datetime, until: datetime) -> Sequence[Request]:
        """Open requests that came back from being parked from `since` to before `until`, by number."""
        ...

    async def in_doubt(
        self, workspace: WorkspaceId, before: datetime, limit: int
    ) -> tuple[Sequence[Request], int]:
        """Accepted requests that a pivot before `before` put in doubt and nobody has looked at; and how many."""
        ...

    async def exempt_share(self, workspace: WorkspaceId, since: datetime, until: datetime) -> ExemptShare:
        """What was decided from `since` to before `until`."""
        ...

    async def exempt_lately(self, workspace: WorkspaceId, amount: int) -> ExemptShare:
        """The latest `amount` decisions; costs the same however long the history is."""
        ...
