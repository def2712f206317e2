"""Questions about what a workspace has declared."""

from collections.abc import Sequence
from typing import Protocol

from northstar_bot.domain.company.company import Company, Star
from northstar_bot.domain.ids import WorkspaceId


class Companies(Protocol):
    """Declarations and the history of stars."""

    async def all_ids(self) -> Sequence[WorkspaceId]:
        """Every workspace, in order of creation."""
        ...

    async def of(self, workspace: WorkspaceId) -> Company | None:
        """The declaration with its active star, or None."""
        ...

    async def bound_to(self, slack_team: str) -> WorkspaceId | None:
        """The workspace connected to this Slack team or organisation."""
        ...

    async def bind(self, workspace: WorkspaceId, slack_team: str) -> None:
        """Connect a workspace to a Slack team; AlreadyDone when it is connected to another."""
        ...

    async def slack_team_of(self, workspace: WorkspaceId) -> str | None:
        """The Slack team this workspace is connected to."""
        ...

    async def save(self, company: Company) -> Company:
        """Store everything but the star under revision + 1; AlreadyDone when somebody saved in between."""
        ...

    async def stars(self, workspace: WorkspaceId) -> Sequence[Star]:
        """All versions, oldest first."""
        ...

    async def set_first_star(self, workspace: WorkspaceId, star: Star) -> Star:
        """Make `star` version 1; AlreadyDone when a star is active."""
        ...

    async def reword_star(self, workspace: WorkspaceId, star: Star) -> None:
        """Change the wording of the active star (not its metric)."""
        ...

    async def replace_star(self, workspace: WorkspaceId, star: Star) -> Star:
        """Make `star` the next version and close the active one on that day; AlreadyDone if none is."""
        ...
