"""What stands in Slack's place on the command line."""

from collections.abc import Sequence
from datetime import datetime

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.services.ports.world import File, NotGranted, Sighting, Unreachable


class NoSlack:
    """What stands in Slack's place on the command line: nothing is posted from there."""

    async def publish(
        self, workspace: WorkspaceId, target: str, post: object, *, key: str, under: Receipt | None = None
    ) -> Receipt:
        """Refuse."""
        raise Unreachable("not connected to Slack")

    async def amend(self, workspace: WorkspaceId, receipt: Receipt, post: object) -> Receipt:
        """Refuse."""
        raise Unreachable("not connected to Slack")

    async def look_for(
        self, workspace: WorkspaceId, target: str, *, key: str, since: datetime, under: Receipt | None = None
    ) -> Sighting:
        """See nothing."""
        return Sighting(readable=False)

    async def retract(self, workspace: WorkspaceId, receipt: Receipt) -> None:
        """Nothing to take back."""

    async def permalink(self, workspace: WorkspaceId, message: Receipt) -> str:
        """No address."""
        return ""

    @property
    def offered(self) -> bool:
        """No canvases."""
        return False

    async def create(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, title: str, text: str
    ) -> str:
        """Refuse."""
        raise NotGranted("canvases:write")

    async def deliver(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, files: Sequence[File], note: str
    ) -> None:
        """Refuse."""
        raise NotGranted("files:write")

    async def hang(self, workspace: WorkspaceId, under: Receipt, file: File, note: str, alt: str) -> None:
        """Refuse."""
        raise NotGranted("files:write")
