"""Questions about what was said on kick-off cards, and about the inputs squads picked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.declaration.rituals import Answer, Pick
from northstar_bot.domain.ids import PersonId, WorkspaceId


class Rituals(Protocol):
    """Voices are counted, picks are kept for ever."""

    async def say(
        self, workspace: WorkspaceId, card: str, person: PersonId, answer: Answer, at: datetime
    ) -> None:
        """Keep a person's one voice on a card; a later one takes its place."""
        ...

    async def voices(self, workspace: WorkspaceId, card: str) -> Mapping[Answer, int]:
        """How many gave each answer."""
        ...

    async def pick(self, workspace: WorkspaceId, pick: Pick) -> None:
        """Keep which input a squad picked."""
        ...

    async def picks(self, workspace: WorkspaceId) -> Sequence[Pick]:
        """Every pick, in the order they were made."""
        ...
