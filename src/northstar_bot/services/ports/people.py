"""Questions about people and the teams they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Person


class People(Protocol):
    """Who we have met, and who is in which team since when."""

    async def remember(self, workspace: WorkspaceId, people: Iterable[Person], at: datetime) -> None:
        """Keep names, zones and standing, so that a deck can name people without asking Slack."""
        ...

    async def known(self, workspace: WorkspaceId, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Those of `ids` that were remembered, with their current team."""
        ...

    async def search(self, workspace: WorkspaceId, typed: str, limit: int) -> Sequence[Person]:
        """Full members whose name holds what was typed, those first whose name begins with it."""
        ...

    async def teams_of(self, workspace: WorkspaceId, ids: Iterable[PersonId]) -> Mapping[PersonId, TeamKey]:
        """The current home team of each person who has one."""
        ...

    async def members_of(self, workspace: WorkspaceId, team: TeamKey) -> Sequence[PersonId]:
        """The people in a team now."""
        ...

    async def settle(
        self, workspace: WorkspaceId, homes: Mapping[PersonId, TeamKey | None], at: datetime
    ) -> int:
        """Make `homes` the current memberships of the people in it (None: no team); nobody else is touched.

        A move closes the old row and opens a new one. Returns how many moved.
        """
        ...
