"""Questions about lunch-and-learns: what is planned, who comes, who hosted when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.learning import Answers, Learning, Stage
from northstar_bot.domain.recognition.shoutouts import Shoutout


class Learnings(Protocol):
    """Lunch-and-learns; every move is made only from the state that was seen."""

    async def add(self, learning: Learning, source_key: str, at: datetime) -> Learning:
        """Keep one under the act that proposed it; the same act again is answered with what was kept."""
        ...

    async def get(self, workspace: WorkspaceId, number: int) -> Learning | None:
        """One of them."""
        ...

    async def move(self, seen: Learning, stage: Stage) -> bool:
        """Bring it to another stage; False when it is no longer at the one that was seen."""
        ...

    async def postpone(self, seen: Learning, starts_at: datetime) -> bool:
        """Give one that is planned another date; False when it is no longer as it was seen."""
        ...

    async def remember_card(self, workspace: WorkspaceId, number: int, card: Receipt) -> None:
        """Keep where the announcement stands."""
        ...

    async def learn(self, workspace: WorkspaceId, number: int, text: str) -> bool:
        """Keep what was learned; False when something was kept before."""
        ...

    async def coming(self, workspace: WorkspaceId, now: datetime) -> Sequence[Learning]:
        """Those asked for or planned that are not over, the soonest first, at most 8."""
        ...

    async def hosted(self, workspace: WorkspaceId) -> Mapping[PersonId, datetime]:
        """When each host hosts or hosted last."""
        ...

    async def answer(
        self, workspace: WorkspaceId, number: int, person: PersonId, at: datetime, *, coming: bool
    ) -> None:
        """Keep a person's one answer; a later one takes its place."""
        ...

    async def answers(self, workspace: WorkspaceId, numbers: Sequence[int]) -> Mapping[int, Answers]:
        """Who comes and who cannot."""
        ...

    async def across_teams(self, workspace: WorkspaceId, since: datetime, limit: int) -> Sequence[Shoutout]:
        """The newest thanks across teams that have words."""
        ...
