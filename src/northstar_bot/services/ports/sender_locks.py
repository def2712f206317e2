"""Questions about who may not give thanks."""

from collections.abc import Sequence
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.sender_locks import SenderLock


class SenderLocks(Protocol):
    """At most one lock per person; a later one replaces it."""

    async def of(self, workspace: WorkspaceId, person: PersonId) -> SenderLock | None:
        """The lock on this person, or None."""
        ...

    async def all(self, workspace: WorkspaceId) -> Sequence[SenderLock]:
        """Every lock, the oldest first."""
        ...

    async def keep(self, workspace: WorkspaceId, lock: SenderLock) -> None:
        """Lock a person, or give the lock another reason."""
        ...

    async def lift(self, workspace: WorkspaceId, person: PersonId) -> bool:
        """Unlock a person; False when they were not locked."""
        ...
