"""Questions about what people have switched off."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.ids import PersonId, WorkspaceId


class Preferences(Protocol):
    """What is off; everything else is on."""

    async def of(self, workspace: WorkspaceId, person: PersonId) -> frozenset[Switch]:
        """What this person has switched off."""
        ...

    async def of_many(
        self, workspace: WorkspaceId, people: Iterable[PersonId]
    ) -> Mapping[PersonId, frozenset[Switch]]:
        """What each of `people` has switched off; who has switched off nothing is not in it."""
        ...

    async def off(self, workspace: WorkspaceId, switch: Switch) -> frozenset[PersonId]:
        """Everybody who has switched this off."""
        ...

    async def keep(
        self, workspace: WorkspaceId, person: PersonId, off: Collection[Switch], at: datetime
    ) -> None:
        """Make `off` all that this person has switched off."""
        ...
