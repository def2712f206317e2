"""Events as they came: each is kept once, and is acted on until it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class InboxService:
    """Keeps events; a redelivery of one that is kept is not new."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def keep(
        self, workspace: WorkspaceId, event_id: str, kind: str, payload: Mapping[str, Any]
    ) -> bool:
        """Whether this event is new; it is kept when this returns."""
        async with self.unit_of_work.write() as store:
            return await store.inbox.keep(workspace, event_id, kind, dict(payload), self.clock.now())

    async def done(self, workspace: WorkspaceId, event_id: str) -> None:
        """The event has been acted on."""
        async with self.unit_of_work.write() as store:
            await store.inbox.done(workspace, event_id, self.clock.now())

    async def unfinished(self, workspace: WorkspaceId) -> Sequence[Mapping[str, Any]]:
        """Payloads kept more than a minute ago and not done."""
        async with self.unit_of_work.read() as store:
            return await store.inbox.unfinished(workspace, self.clock.now() - PATIENCE)
