"""Questions about thanks between teams."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.shoutouts import Shoutout


class TeamThanks(Protocol):
    """Sums by day and pair of teams; private shout-outs and those taken back are in none."""

    async def flows(
        self, workspace: WorkspaceId, since: datetime, until: datetime, without: Collection[PersonId] = ()
    ) -> Sequence[Flow]:
        """Who thanked whom between two moments, leaving out what was given by, or reached only, `without`."""
        ...

    async def sizes(self, workspace: WorkspaceId) -> Mapping[TeamKey, int]:
        """How many people are known to be in each team now."""
        ...

    async def told_of(self, workspace: WorkspaceId, team: TeamKey, since: datetime) -> Sequence[Shoutout]:
        """The newest shout-outs with words since then that reached this team."""
        ...

    async def thanked_among(
        self, workspace: WorkspaceId, people: Collection[PersonId], since: datetime
    ) -> frozenset[PersonId]:
        """Those of `people` who were thanked in public since then."""
        ...
