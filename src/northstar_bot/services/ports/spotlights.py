"""Questions about the turns of the team spotlight, and about thanks to one team."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.recognition.spotlights import Spotlight


class Spotlights(Protocol):
    """Turns; every move is made only from the state that was seen, and answers whether it was made."""

    async def plan(self, spotlight: Spotlight) -> bool:
        """Write a planned turn; False when its period has one already."""
        ...

    async def of(self, workspace: WorkspaceId, channel: ChannelId, period: str) -> Spotlight | None:
        """The turn of one period."""
        ...

    async def hand_on(self, seen: Spotlight, team: TeamKey, passed: Sequence[TeamKey]) -> bool:
        """Give a planned turn to another team; False when it is no longer as it was seen."""
        ...

    async def open(self, seen: Spotlight, card: Receipt, at: datetime, closes_at: datetime) -> bool:
        """The card of a planned turn stands; False when it was open before."""
        ...

    async def close(self, seen: Spotlight) -> bool:
        """End an open turn; False when it was ended before."""
        ...

    async def standing(self, workspace: WorkspaceId) -> Sequence[Spotlight]:
        """The open turns, the latest first."""
        ...

    async def shown_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> Sequence[Spotlight]:
        """The turns whose card stood open at some time from `since` until `before`, the latest first."""
        ...

    async def turns(
        self, workspace: WorkspaceId, channel: ChannelId, planned_after: datetime
    ) -> Mapping[TeamKey, datetime]:
        """When each team last had its turn in a channel, or has one that is planned for after `planned_after`."""
        ...

    async def thanks(
        self, workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime
    ) -> Sequence[Shoutout]:
        """Thanks to a team or its people whose card stands in a channel, the latest 200, newest first."""
        ...

    async def taken_back(
        self, workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime
    ) -> Sequence[int]:
        """Those of such thanks that were taken back."""
        ...
