"""Questions about the thanks of a deck's days: sums of all, and the few that are read."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from northstar_bot.domain.deck.counted import Sums
from northstar_bot.domain.ids import MetricKey, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import Between


class DeckThanks(Protocol):
    """What was taken back, and what is private, is in no answer."""

    async def sums(self, workspace: WorkspaceId, when: Between, opted_out: Collection[PersonId]) -> Sums:
        """What was given, and how much of it hangs on those who opted out of decks."""
        ...

    async def across(self, workspace: WorkspaceId, when: Between) -> Sequence[Flow]:
        """How many shout-outs went from each team to another one."""
        ...

    async def asked_about(self, workspace: WorkspaceId, when: Between) -> Sequence[Shoutout]:
        """Those that somebody was asked about, oldest first."""
        ...

    async def first_of(
        self, workspace: WorkspaceId, when: Between, team: TeamKey, most: int
    ) -> Sequence[Shoutout]:
        """The first with words that reached a team from another one."""
        ...

    async def best_of(
        self, workspace: WorkspaceId, when: Between, team: TeamKey, most: int
    ) -> Sequence[Shoutout]:
        """Those with words that reached a team from another one and that most joined in, then the newest."""
        ...

    async def inputs_of(self, workspace: WorkspaceId, requests: Collection[int]) -> Mapping[int, MetricKey]:
        """The input of each of these requests, where it has one."""
        ...
