"""The app was removed from Slack: nothing is posted any more, and after a time to copy it everything kept goes."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.installations import Uninstalled, uninstalled
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InstallationService:
    """`wipe_after`: how long what is kept may still be copied; nothing of it: everything goes at once."""

    unit_of_work: UnitOfWork
    clock: Clock
    directory: Directory
    wipe_after: timedelta

    async def heard_removed(self, workspace: WorkspaceId) -> None:
        """An event says that the app was removed; one that comes after it was installed again is not believed."""
        if not await self.directory.lets_us_in():
            await self.removed(workspace)

    async def removed(self, workspace: WorkspaceId) -> None:
        """The app was removed. Saying it again changes nothing, not the day of the wipe either."""
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            since = await store.installations.remove(workspace, now)
        if since == now:
            self._offer_copy(uninstalled(workspace, since, self.wipe_after))
        await self.wipe_due(workspace, now)

    @staticmethod
    def _offer_copy(gone: Uninstalled) -> None:
        log.warning(
            "workspace.uninstalled workspace=%s wiped_at=%s copy_with=%r",
            gone.workspace,
            gone.wiped_at.isoformat(timespec="minutes"),
            f"northstar-bot export --workspace {gone.workspace} -o FILE",
        )

    async def without_app(self) -> tuple[Uninstalled, ...]:
        """Every workspace whose app was removed, and when it will be wiped."""
        async with self.unit_of_work.read() as store:
            found = await store.installations.removed()
        return tuple(uninstalled(one, since, self.wipe_after) for one, since in found.items())

    async def stands(self, workspace: WorkspaceId) -> bool:
        """Whether the app stands in Slack, as far as we were told."""
        async with self.unit_of_work.read() as store:
            return await store.installations.stands(workspace)

    async def wipe_due(self, workspace: WorkspaceId, now: datetime) -> bool:
        """Delete everything of a workspace whose time is over; whether it was."""
        async with self.unit_of_work.write() as store:
            since = (await store.installations.removed()).get(workspace)
            if since is None or not uninstalled(workspace, since, self.wipe_after).is_due(now):
                return False
            await store.installations.wipe(workspace)
        log.warning("workspace.wiped workspace=%s", workspace)
        return True

    async def wipe(self, workspace: WorkspaceId) -> bool:
        """Delete everything of a workspace now, for the operator; whether there was anything."""
        async with self.unit_of_work.write() as store:
            return await store.installations.wipe(workspace)
