"""Questions about requests and their verdicts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.requests.precedents import Decided, Precedents
from northstar_bot.domain.requests.query import Query
from northstar_bot.domain.requests.requests import Note, Request, State, Verdict
from northstar_bot.domain.requests.views import Desk


class Requests(Protocol):
    """Requests and their append-only verdicts."""

    async def add(self, request: Request, source_key: str) -> tuple[Request, bool]:
        """Keep `request` under the workspace's next number, without gaps.

        What was kept earlier under the same source key comes back instead, with False.
        """
        ...

    async def find(self, workspace: WorkspaceId, number: int) -> Request | None:
        """The request with this number."""
        ...

    async def asked_as(self, workspace: WorkspaceId, source_key: str) -> Request | None:
        """The request that was kept under this source key."""
        ...

    async def move(
        self, request: Request, after: State, at: datetime, *, re_weigh: bool | None = None
    ) -> Request | None:
        """Bring `request` into state `after`; None when somebody has moved it since it was read.

        The flag of a pivot stays as it is unless `re_weigh` says otherwise; it falls where nothing is left to weigh.
        """
        ...

    async def add_verdict(self, workspace: WorkspaceId, verdict: Verdict) -> Verdict:
        """Keep a verdict for ever; it comes back with its id."""
        ...

    async def verdict(self, workspace: WorkspaceId, verdict: int) -> Verdict | None:
        """The verdict with this id."""
        ...

    async def verdicts(self, workspace: WorkspaceId, number: int) -> Sequence[Verdict]:
        """Every verdict on a request, oldest first."""
        ...

    async def latest_verdicts(
        self, workspace: WorkspaceId, numbers: Collection[int]
    ) -> Mapping[int, Verdict]:
        """The latest verdict on each of `numbers` that has one."""
        ...

    async def add_note(self, workspace: WorkspaceId, number: int, note: Note) -> None:
        """Keep what the asker added."""
        ...

    async def notes(self, workspace: WorkspaceId, number: int) -> Sequence[Note]:
        """What the asker added, oldest first."""
        ...

    async def matching(
        self, workspace: WorkspaceId, query: Query, desk: Desk, limit: int
    ) -> Sequence[Request]:
        """The list of `query` as `desk` asks for it, newest first.

        Requests the desk may not read are left out as soon as the list is narrowed to a team or an input,
        because being in it would tell.
        """
        ...

    async def open_for(self, workspace: WorkspaceId, desk: Desk, limit: int) -> tuple[Sequence[Request], int]:
        """The open requests that wait for this desk, longest waiting first, and how many there are."""
        ...

    async def of_asker(
        self, workspace: WorkspaceId, asker: PersonId, limit: int
    ) -> tuple[Sequence[Request], int]:
        """What somebody asked for, newest first, and how many there are."""
        ...

    async def of_follower(
        self, workspace: WorkspaceId, person: PersonId, limit: int
    ) -> tuple[Sequence[Request], int]:
        """What somebody joined or follows, newest first, and how many there are."""
        ...

    async def recent_decisions(
        self, workspace: WorkspaceId, desk: Desk, limit: int
    ) -> Sequence[tuple[Request, Verdict]]:
        """The latest yes, no and park that this desk may read, newest first."""
        ...

    async def decided_after(
        self, workspace: WorkspaceId, after: tuple[int, int], limit: int
    ) -> Sequence[tuple[Request, Verdict]]:
        """Every verdict beside its request, ordered by number and verdict, from beyond `after` on."""
        ...

    async def precedents(
        self, request: Request, chosen: MetricKey, star_version: int, desk: Desk
    ) -> Precedents:
        """How other requests of this kind were decided lately on this input, under this version of the star.

        Only the latest verdict on each counts, none that an obligation decided, and none the desk may not read.
        """
        ...

    async def decided_on(
        self, workspace: WorkspaceId, numbers: Collection[int], desk: Desk
    ) -> Sequence[Decided]:
        """Every yes, no and park on those of `numbers` that this desk may read, oldest first."""
        ...

    async def load(self, workspace: WorkspaceId, inputs: Collection[MetricKey] | None, most: int) -> int:
        """How many requests are accepted and not shipped, for `inputs` or at all; counting stops at `most`."""
        ...

    async def verdicts_by_star(self, workspace: WorkspaceId) -> Mapping[int, int]:
        """How many verdicts were given under each version of the star."""
        ...

    async def counts(self, workspace: WorkspaceId, since: datetime, until: datetime) -> RequestCounts:
        """What was asked and decided from `since` to before `until`."""
        ...
