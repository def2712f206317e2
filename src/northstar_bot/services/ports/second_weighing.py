"""Questions about second weighings, and about how fast and by whom requests are decided."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Verdict
from northstar_bot.domain.requests.second_weighing import Double, SecondWeighing


class SecondWeighings(Protocol):
    """Who weighs what a second time, and what came of it."""

    async def count_weighed(self, workspace: WorkspaceId) -> int:
        """Count one more weighed request since the last that was given twice; others wait for this transaction."""
        ...

    async def start_over(self, workspace: WorkspaceId) -> None:
        """Count from nothing again."""
        ...

    async def assigned(self, workspace: WorkspaceId) -> Mapping[PersonId, int]:
        """How often each person was asked."""
        ...

    async def plan(self, second: SecondWeighing) -> SecondWeighing | None:
        """Keep it, with its id; None when the verdict has one already."""
        ...

    async def get(self, workspace: WorkspaceId, second: int) -> SecondWeighing | None:
        """The one with this id."""
        ...

    async def of_verdict(self, workspace: WorkspaceId, verdict: int) -> SecondWeighing | None:
        """The one of this first verdict."""
        ...

    async def waiting_for(
        self, workspace: WorkspaceId, person: PersonId, star_version: int
    ) -> Sequence[SecondWeighing]:
        """What this person is asked to weigh and what still stands as it was, oldest first."""
        ...

    async def answer(self, second: SecondWeighing, verdict: Verdict) -> bool:
        """Keep what the second person said, for ever; False when it waits for nobody any more."""
        ...

    async def verdict(self, workspace: WorkspaceId, second: int) -> Verdict | None:
        """What the second person said."""
        ...

    async def lapse(self, workspace: WorkspaceId, now: datetime) -> int:
        """End what nobody answered in time; returns how many."""
        ...

    async def doubles(self, workspace: WorkspaceId) -> Sequence[Double]:
        """Every request with two verdicts, newest first."""
        ...

    async def pace(
        self, workspace: WorkspaceId, since: datetime, until: datetime, owners: Collection[PersonId]
    ) -> Pace:
        """How many requests got their first yes, no or park, how many from nobody in `owners`, and how fast."""
        ...
