"""Questions about the ledger of posts and the inbox of events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from northstar_bot.domain.deliveries import Delivery, Plan, Receipt, State
from northstar_bot.domain.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Pause:
    """A schedule that rests until a person resumes it."""

    schedule: str
    reason: str
    paused_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a schedule has been planned, and what it looked like then."""

    shape: str
    planned_through: datetime


class Deliveries(Protocol):
    """The ledger. Every write about a claimed row answers whether it was still ours (its epoch stood)."""

    async def plan(self, plans: Sequence[Plan]) -> int:
        """Write rows that do not exist yet; returns how many are new. The database decides who was first."""
        ...

    async def skip(self, plans: Sequence[Plan], now: datetime) -> int:
        """Write rows for posts whose time passed while nobody was running; returns how many are new."""
        ...

    async def claim(
        self, now: datetime, limit: int, lease: timedelta, *, only: str = "", but: str = ""
    ) -> Sequence[Delivery]:
        """Take up to `limit` due rows, at most one per channel; a row comes in the state it was found in.

        `only` and `but` name a kind: of this one alone, or of every other.
        """
        ...

    async def is_ours(self, delivery: Delivery) -> bool:
        """Whether nobody has claimed the row since."""
        ...

    async def mark_sending(self, delivery: Delivery, now: datetime, lease: timedelta) -> Delivery | None:
        """Write down that the call to Slack comes next; None when the row is no longer ours."""
        ...

    async def settle_sent(
        self, delivery: Delivery, receipt: Receipt, now: datetime, *, follow_up: bool = False
    ) -> bool:
        """Write down where the message stands; `follow_up`: somebody still has to be told."""
        ...

    async def settle(self, delivery: Delivery, state: State, now: datetime, error: str = "") -> bool:
        """End a row in `state`, any but `sent`."""
        ...

    async def retry(self, delivery: Delivery, now: datetime, at: datetime, error: str) -> bool:
        """Surely not posted: try again at `at`."""
        ...

    async def doubt(self, delivery: Delivery, now: datetime, at: datetime, error: str) -> bool:
        """Perhaps posted: leave it in `sending` and look for the message at `at`."""
        ...

    async def put_off(self, delivery: Delivery, at: datetime) -> bool:
        """Give the row back untouched until `at`; no attempt is counted."""
        ...

    async def take_turn(self, key: str, now: datetime, interval: timedelta) -> datetime | None:
        """Pass the gate `key` and close it for `interval`; when it is closed, the moment it opens."""
        ...

    async def opens_at(self, key: str, now: datetime) -> datetime | None:
        """The moment a closed gate opens; None when it is open."""
        ...

    async def close_gate(self, key: str, until: datetime) -> None:
        """Keep the gate `key` closed for every replica until `until`."""
        ...

    async def get(self, workspace: WorkspaceId, delivery: int) -> Delivery | None:
        """One row."""
        ...

    async def of_period(
        self, workspace: WorkspaceId, kind: str, target: str, period: str
    ) -> Sequence[Delivery]:
        """The rows of one period and those that came again after it (`2026-W47 again 1`), newest first."""
        ...

    async def to_target(
        self, workspace: WorkspaceId, kind: str, target: str, since: datetime
    ) -> Sequence[Delivery]:
        """The rows of one kind to one target that fell due from `since` on, oldest first."""
        ...

    async def of_week(self, workspace: WorkspaceId, kind: str, period: str) -> Sequence[Delivery]:
        """The rows of one period to every target, and all whose label begins with it, newest first."""

    async def last_told(
        self, workspace: WorkspaceId, kind: str, period: str, target: str | None
    ) -> datetime | None:
        """When the latest earlier period was posted, to `target` or anywhere; edits of what stands do not count."""
        ...

    async def sent_of(
        self, workspace: WorkspaceId, kind: str, period: str, targets: Iterable[str]
    ) -> Sequence[Delivery]:
        """The rows of one period that became messages to any of `targets`."""
        ...

    async def recent(self, workspace: WorkspaceId, limit: int = 20) -> Sequence[Delivery]:
        """The latest rows, newest first."""
        ...

    async def counts(self, workspace: WorkspaceId | None = None) -> Mapping[State, int]:
        """How many rows stand in each state, here or (for the operator) everywhere."""
        ...

    async def in_trouble(self, now: datetime, workspace: WorkspaceId | None = None) -> Sequence[Delivery]:
        """Open rows 10 minutes overdue, and those of the last 7 days that failed or are unknown."""
        ...

    async def resend(self, workspace: WorkspaceId, delivery: int, now: datetime, grace: timedelta) -> bool:
        """Make an ended row due again; False when it is not one that ended without a message."""
        ...

    async def pause(self, workspace: WorkspaceId, schedule: str, reason: str, now: datetime) -> bool:
        """Rest a schedule and its due rows; False when it rested already."""
        ...

    async def resume(self, workspace: WorkspaceId, schedule: str, now: datetime) -> bool:
        """Wake a schedule: its waiting row is due, or skipped when too late; False when it was awake."""
        ...

    async def paused(self, workspace: WorkspaceId) -> Sequence[Pause]:
        """The schedules that rest."""
        ...

    async def marks(self, workspace: WorkspaceId) -> Mapping[str, Mark]:
        """How far each schedule has been planned."""
        ...

    async def set_mark(self, workspace: WorkspaceId, schedule: str, mark: Mark) -> None:
        """Remember how far a schedule has been planned."""
        ...

    async def doubted(self, before: datetime, limit: int) -> Sequence[Delivery]:
        """Sent rows that once were in doubt, settled before `before`, not looked at since."""
        ...

    async def raise_doubt(self, delivery: Delivery) -> None:
        """Have a row looked at for a twin, whoever holds it."""
        ...

    async def clear_doubt(self, delivery: Delivery) -> None:
        """The row was looked at."""
        ...

    async def awaiting_follow_up(self, before: datetime, limit: int) -> Sequence[Delivery]:
        """Sent rows, settled before `before`, whose noun has not been told."""
        ...

    async def followed_up(self, delivery: Delivery) -> None:
        """The noun was told."""
        ...

    async def forget_details(self, before: datetime) -> int:
        """Drop the details of rows settled before `before`; the rows stay: nothing is posted twice."""
        ...


class Inbox(Protocol):
    """Events as they came, each once."""

    async def keep(
        self, workspace: WorkspaceId, event_id: str, kind: str, payload: Mapping[str, Any], now: datetime
    ) -> bool:
        """Store an event; False when it was stored before."""
        ...

    async def done(self, workspace: WorkspaceId, event_id: str, now: datetime) -> None:
        """The event was acted on."""
        ...

    async def unfinished(
        self, workspace: WorkspaceId, before: datetime, limit: int = 100
    ) -> Sequence[Mapping[str, Any]]:
        """Payloads received before `before` that nobody finished, oldest first."""
        ...

    async def forget(self, before: datetime) -> int:
        """Drop events received before `before`; returns how many."""
        ...
