"""Questions about what was shipped, and what was said of it later."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.shipped import Crew, LookBack, Moved, Shipment, ShippedTally, Story
from northstar_bot.domain.requests.views import Desk


class Shipments(Protocol):
    """Marks, one per request, and append-only answers; days are those of the company's zone."""

    async def add(self, workspace: WorkspaceId, shipment: Shipment) -> None:
        """Keep a mark for ever."""
        ...

    async def of(self, workspace: WorkspaceId, number: int) -> Story | None:
        """What is known of a request that was shipped."""
        ...

    async def answer(self, workspace: WorkspaceId, answer: LookBack) -> LookBack:
        """Keep an answer for ever; it comes back with its id."""
        ...

    async def waiting_for_a_look(
        self, workspace: WorkspaceId, since: date, today: date
    ) -> Sequence[Shipment]:
        """Those nobody has answered for, whose day has come since `since`, earliest first."""
        ...

    async def to_ship(
        self, workspace: WorkspaceId, crew: Crew, desk: Desk, limit: int, *, flagged: bool = False
    ) -> tuple[Sequence[Request], int]:
        """Accepted work of the crew's own squads and inputs that the desk may read, oldest first, and how many.

        `flagged`: only what was accepted under an older star and looked at by nobody since.
        """
        ...

    async def public_between(
        self, workspace: WorkspaceId, first: date, last: date, limit: int
    ) -> Sequence[tuple[Request, Shipment]]:
        """What everybody may read of what was shipped in these days, newest first."""
        ...

    async def answers(self, workspace: WorkspaceId, numbers: Collection[int]) -> Mapping[int, Moved]:
        """The latest answer on each of these requests that has one."""
        ...

    async def looked_back(
        self, workspace: WorkspaceId, since: datetime, until: datetime, limit: int
    ) -> Sequence[tuple[Request, Shipment, Moved]]:
        """What everybody may read of what was looked back at in this time, with its latest answer, by number."""
        ...

    async def counts(self, workspace: WorkspaceId, first: date, last: date) -> tuple[int, int]:
        """How many public and how many private requests were shipped in these days."""
        ...

    async def beside(
        self, workspace: WorkspaceId, moved: MetricKey, first: date, last: date, number: int
    ) -> int:
        """How many others were shipped for the same input in these days."""
        ...

    async def tally(self, workspace: WorkspaceId, since: date) -> ShippedTally:
        """How much was shipped since a day, and the latest answer on each."""
        ...
