"""Questions about whether thanks may be told at an all-hands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.consent import Answers, Consent


class Consents(Protocol):
    """Who was asked about which shout-out and what they said; the last word counts. Also which decks were made."""

    async def ask(self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, at: datetime) -> bool:
        """Keep that somebody is asked; False when they were asked before."""
        ...

    async def answer(
        self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, said: Consent, at: datetime
    ) -> bool:
        """Keep what somebody says; False when they were never asked."""
        ...

    async def of(self, workspace: WorkspaceId, shoutout_ids: Sequence[int]) -> Mapping[int, Answers]:
        """What is known of these shout-outs."""
        ...

    async def asked(
        self, workspace: WorkspaceId, person: PersonId, limit: int
    ) -> Sequence[tuple[int, Consent | None]]:
        """What somebody was asked about and said, newest shout-out first."""
        ...

    async def deck_was_made(
        self, workspace: WorkspaceId, period: Period, person: PersonId, at: datetime
    ) -> None:
        """Keep which days an all-hands was about."""
        ...

    async def last_deck(self, workspace: WorkspaceId, before: datetime) -> Period | None:
        """The days that reach furthest among those of decks made before a moment."""
        ...
