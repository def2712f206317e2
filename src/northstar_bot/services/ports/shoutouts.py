"""Questions about thanks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.reactions import Marks, Reacted
from northstar_bot.domain.recognition.shoutouts import Given, Shoutout


@dataclass(frozen=True, slots=True)
class Ration:
    """What one person may still give: the day is theirs, in their own zone."""

    person: PersonId
    day: date
    limit: int


@dataclass(frozen=True, slots=True)
class Between:
    """From `since` until just before `before`."""

    since: datetime
    before: datetime


When = Week | Between


class Shoutouts(Protocol):
    """Thanks given, reactions and boosts as state.

    What was taken back, and what is private, is in no list and no count, unless people ask for their own.
    """

    async def add(self, given: Given, week: Week, day: date) -> int | None:
        """Keep a shout-out under its source key; None when that key is kept already."""
        ...

    async def by_source(self, workspace: WorkspaceId, source_key: str) -> Given | None:
        """What the giver was told about the act with this key, taken back or not."""
        ...

    async def get(self, workspace: WorkspaceId, shoutout_id: int) -> Shoutout | None:
        """One shout-out, taken back or not."""
        ...

    async def take(self, workspace: WorkspaceId, ration: Ration) -> int | None:
        """Use one of the day's shout-outs, exactly; how many are left, or None when none was."""
        ...

    async def note_remaining(self, workspace: WorkspaceId, shoutout_id: int, remaining: int) -> None:
        """Keep what the giver was told is left."""
        ...

    async def take_back(self, workspace: WorkspaceId, shoutout_id: int, at: datetime) -> bool:
        """Mark as taken back and free the giver's ration; False when it was taken back before."""
        ...

    async def restore(self, workspace: WorkspaceId, shoutout_id: int) -> bool:
        """Let a shout-out stand again; False when it stands already. The ration is the caller's to take."""
        ...

    async def allowance_day(self, workspace: WorkspaceId, shoutout_id: int) -> date | None:
        """The giver's day it was counted on."""
        ...

    async def marks(self, workspace: WorkspaceId, reacted: Reacted) -> Marks:
        """What is known of this reaction; nobody else may change it until the transaction ends."""
        ...

    async def keep_marks(self, workspace: WorkspaceId, reacted: Reacted, marks: Marks) -> None:
        """Keep what is known of this reaction."""
        ...

    async def remember_card(self, workspace: WorkspaceId, shoutout_id: int, card: Receipt, link: str) -> None:
        """Keep where our card stands."""
        ...

    async def card_of(self, workspace: WorkspaceId, shoutout_id: int) -> Receipt | None:
        """Where our card stands."""
        ...

    async def on_card(self, workspace: WorkspaceId, channel: ChannelId, ts: str) -> Shoutout | None:
        """The shout-out whose card this message is."""
        ...

    async def press_boost(
        self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, at: datetime, *, present: bool
    ) -> int:
        """Boost by button, or take it off; returns how many boosts stand."""
        ...

    async def react_boost(
        self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, at: datetime, *, present: bool
    ) -> int:
        """Boost by reaction, or take it off; returns how many boosts stand."""
        ...

    async def counts_for_week(self, workspace: WorkspaceId, week: Week) -> ShoutoutCounts:
        """The thanks of `week` that were not taken back."""
        ...

    async def counts_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> ShoutoutCounts:
        """The thanks from `since` until just before `before`."""
        ...

    async def counts_of(self, workspace: WorkspaceId, when: When) -> ShoutoutCounts:
        """The thanks of a week or a stretch of time, without those for inputs."""
        ...

    async def teams_reached(self, workspace: WorkspaceId, when: When) -> Collection[TeamKey]:
        """The teams that those shout-outs reached from another one, as a team or through their people."""
        ...

    async def stories(self, workspace: WorkspaceId, when: When, per_team: int) -> Sequence[Shoutout]:
        """Those with words: the `per_team` best of each team reached, by boosts, then newest."""
        ...

    async def last_card_in(self, workspace: WorkspaceId, channel: ChannelId) -> datetime | None:
        """When the newest shout-out was given whose card stands in this channel."""
        ...

    async def given_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime, limit: int | None = None
    ) -> Sequence[Shoutout]:
        """Those given from `since` until just before `before`, oldest first."""
        ...

    async def latest(self, workspace: WorkspaceId, limit: int) -> Sequence[Shoutout]:
        """The newest first."""
        ...

    async def given_by(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        limit: int,
        *,
        themselves: bool = False,
        skipped: int = 0,
    ) -> Sequence[Shoutout]:
        """What a person gave, newest first, without the `skipped` newest; private ones only when they ask
        `themselves`.
        """
        ...

    async def received_by(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        limit: int,
        *,
        themselves: bool = False,
        skipped: int = 0,
    ) -> Sequence[Shoutout]:
        """What a person was thanked for, newest first, without the `skipped` newest; private ones only when they ask
        `themselves`.
        """
        ...
