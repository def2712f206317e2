"""A workspace whose app was removed from Slack: what is kept of it may be copied until a day, and then it goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """`wiped_at`: from this moment on everything kept of the workspace is deleted."""

    workspace: WorkspaceId
    since: datetime
    wiped_at: datetime

    def is_due(self, now: datetime) -> bool:
        """Whether the time to copy it is over."""
        return now >= self.wiped_at


def uninstalled(workspace: WorkspaceId, since: datetime, wipe_after: timedelta) -> Uninstalled:
    """A workspace without the app since that moment."""
    return Uninstalled(workspace, since, since + wipe_after)
