"""Questions about pivots: proposals, and what became of each request."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, WorkspaceId
from northstar_bot.domain.pivots.pivot import Fate, Held, Pivot, PivotDraft, Stage, Tally
from northstar_bot.domain.pivots.views import Declined
from northstar_bot.domain.requests.requests import Request


class Pivots(Protocol):
    """Proposals, at most one of them open, and the requests that a pivot concerned."""

    async def propose(
        self, workspace: WorkspaceId, draft: PivotDraft, from_version: int, proposer: PersonId, at: datetime
    ) -> Pivot | None:
        """Keep a proposal; None when another one is open."""
        ...

    async def open(self, workspace: WorkspaceId) -> Pivot | None:
        """The proposal that waits for approval."""
        ...

    async def find(self, workspace: WorkspaceId, pivot: int) -> Pivot | None:
        """The proposal with this id."""
        ...

    async def led_to(self, workspace: WorkspaceId, version: int) -> Pivot | None:
        """The approved proposal that made this version of the star."""
        ...

    async def close(
        self, workspace: WorkspaceId, pivot: int, stage: Stage, by: PersonId, at: datetime
    ) -> bool:
        """End an open proposal; False when somebody ended it before."""
        ...

    async def count(self, workspace: WorkspaceId, pivot: int, tally: Tally) -> None:
        """Write down what approval did."""
        ...

    async def held(self, workspace: WorkspaceId, *, lock: bool = False) -> Mapping[Held, int]:
        """How many of each sort a pivot may concern; `lock`: nobody else may move them until the end."""
        ...

    async def apply(
        self, workspace: WorkspaceId, version: int, fates: Mapping[Held, Fate], at: datetime
    ) -> None:
        """Flag, wake and note every request of these sorts."""
        ...

    async def askers(self, workspace: WorkspaceId, version: int) -> Sequence[PersonId]:
        """Whose requests something became of that they are told."""
        ...

    async def of_asker(
        self, workspace: WorkspaceId, version: int, asker: PersonId
    ) -> Sequence[tuple[Request, Fate]]:
        """What became of somebody's requests, by number."""
        ...

    async def of_follower(
        self, workspace: WorkspaceId, version: int, person: PersonId
    ) -> Sequence[tuple[Request, Fate]]:
        """What became of the requests that somebody follows, by number."""
        ...

    async def followers(self, workspace: WorkspaceId, version: int) -> Sequence[PersonId]:
        """Who follows a request of which something became that its asker is told."""
        ...

    async def doubted(
        self, workspace: WorkspaceId, version: int
    ) -> Sequence[tuple[SquadKey | None, MetricKey | None]]:
        """Which squad promised what this version put in doubt, and for which input; each pair once."""
        ...

    async def yes_now(
        self, workspace: WorkspaceId, version: int, fate: Fate, limit: int, after: int = 0
    ) -> Declined:
        """Declined requests to which this version gave `fate`, oldest first from beyond the number `after` on."""
        ...

    async def settle(
        self, workspace: WorkspaceId, version: int, number: int, by: PersonId, at: datetime
    ) -> None:
        """Note that somebody kept a promise or opened a no again."""
        ...

    async def flagged(self, workspace: WorkspaceId) -> int:
        """How many requests are to be weighed again."""
        ...
