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

    async def everybody(self, workspace: WorkspaceId) -> Mapping[PersonId, Person]:
        """All who were remembered, of every standing, without their teams."""
        ...

    async def search(self, workspace: WorkspaceId, typed: str, limit: int) -> Sequence[Person]:
        """Full members whose name holds what was typed, those first whose name begins with it."""
        ...

    async def teams_of(self, workspace: WorkspaceId, ids: Iterable[PersonId]) -> Mapping[PersonId, TeamKey]:
        """The current home team of each person who has one."""
        ...

    async def current_homes(self, workspace: WorkspaceId) -> Mapping[PersonId, TeamKey]:
        """Everybody who has a home team now."""
        ...

    async def team_sizes(self, workspace: WorkspaceId) -> Mapping[TeamKey, int]:
        """How many people are in each team now, without those who are known to be no full members (any more)."""
        ...

    async def without_team(self, workspace: WorkspaceId) -> Sequence[PersonId]:
        """Full members we know of who are in no team, by name."""
        ...

    async def members_of(self, workspace: WorkspaceId, team: TeamKey) -> Sequence[PersonId]:
        """The people in a team now."""
        ...

    async def known_by(
        self, workspace: WorkspaceId, at: datetime
    ) -> tuple[frozenset[PersonId], frozenset[TeamKey]]:
        """Who had been in some team by then, and which teams had had people."""
        ...

    async def settle(
        self, workspace: WorkspaceId, homes: Mapping[PersonId, TeamKey | None], at: datetime
    ) -> int:
        """Make `homes` the current memberships of the people in it (None: no team); nobody else is touched.

        A move closes the old row and opens a new one. Returns how many moved.
        """
        ...
