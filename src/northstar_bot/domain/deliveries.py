"""The ledger of what is posted: one row per workspace, kind, target and period, and how a row may move."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from northstar_bot.domain.ids import WorkspaceId

LATE_AFTER = timedelta(hours=1)
SETTLE_WAIT = timedelta(seconds=30)
_FIRST_WAIT = timedelta(seconds=2)
_SHORTEST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=15)
_GIVE_UP_AFTER = timedelta(hours=24)


class State(StrEnum):
    """Where a delivery stands; `sending` is written before the call to Slack, so that a crash shows."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    NOTHING_TO_SAY = "nothing to say"
    FAILED = "failed"
    SKIPPED_LATE = "skipped late"
    UNKNOWN = "unknown"
    PAUSED = "paused"


OPEN_STATES = frozenset({State.DUE, State.SENDING})
RESENDABLE = frozenset({State.UNKNOWN, State.FAILED, State.SKIPPED_LATE})
_ENDS = frozenset(State) - OPEN_STATES
_MOVES = {
    State.DUE: _ENDS - {State.SENT, State.UNKNOWN} | {State.SENDING},
    State.SENDING: _ENDS | {State.DUE},
    State.PAUSED: frozenset({State.DUE, State.SKIPPED_LATE}),
    **dict.fromkeys(RESENDABLE, frozenset({State.DUE})),
}


def may_move(old: State, new: State) -> bool:
    """Whether a row may go from `old` to `new`; what is sent stays sent."""
    return old is new or new in _MOVES.get(old, ())


@dataclass(frozen=True, slots=True)
class Receipt:
    """Slack's word that a message stands: where and under which timestamp.

    `replies`: timestamps of what was posted under it with it, in order, "" for one that was lost.
    """

    channel: str
    ts: str
    replies: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """As the details of a plan carry it: `C024BE91L:1795420800.000100`."""
        return f"{self.channel}:{self.ts}"

    @staticmethod
    def at(place: str) -> "Receipt":
        """Read a place; ValueError when there is no colon in it."""
        channel, ts = place.split(":")
        return Receipt(channel, ts)


@dataclass(frozen=True, slots=True)
class Plan:
    """A post that should happen once.

    `kind` finds who composes it, `target` is a channel or person, `period` its once-only label.
    `details` carries ids only, never message text. `grace`: how late it may still be posted.
    """

    workspace: WorkspaceId
    kind: str
    target: str
    period: str
    due_at: datetime
    grace: timedelta = timedelta(hours=48)
    details: dict[str, str] = field(default_factory=dict)

    @property
    def schedule(self) -> str | None:
        """The key of the schedule it belongs to, carried as the detail `schedule`."""
        return self.details.get("schedule")

    @property
    def under(self) -> Receipt | None:
        """The message in whose thread it is said, carried as the detail `under`."""
        return Receipt.at(self.details["under"]) if "under" in self.details else None

    @property
    def edits(self) -> Receipt | None:
        """The message that it replaces where that stands, carried as the detail `edits`."""
        return Receipt.at(self.details["edits"]) if "edits" in self.details else None

    @property
    def replies(self) -> tuple[str, ...]:
        """What was posted under its message with it, carried as the detail `replies`."""
        return tuple(self.details["replies"].split(",")) if "replies" in self.details else ()

    @property
    def expires_at(self) -> datetime:
        """The last moment at which it may still be posted."""
        return self.due_at + self.grace

    def is_late(self, now: datetime) -> bool:
        """Whether a post made now must say that it comes late."""
        return now - self.due_at > LATE_AFTER


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger as claimed by one worker; every later write names its `epoch`."""

    id: int
    plan: Plan
    state: State
    epoch: int
    attempts: int
    lease_until: datetime
    tried_at: datetime | None = None
    ts: str | None = None
    channel: str | None = None
    first_tried_at: datetime | None = None
    settled_at: datetime | None = None
    error: str = ""

    @property
    def key(self) -> str:
        """What marks the message in Slack, so that it can be looked for after a doubt."""
        return f"{self.plan.workspace}/{self.plan.kind}/{self.plan.target}/{self.plan.period}"


@dataclass(frozen=True, slots=True)
class Notice:
    """What an owner is told about a delivery that needs a person; `schedule` names one that now rests."""

    delivery: Delivery
    schedule: str | None = None


def backoff(attempts: int, chance: float) -> timedelta:
    """The wait after `attempts` failures: between 1 second and a bound that doubles up to 15 minutes.

    `chance` lies in [0, 1). The full width of the jitter keeps replicas from coming back together.
    """
    bound = min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(attempts, 20)))
    return max(_SHORTEST_WAIT, bound * chance)


def next_try(
    delivery: Delivery, now: datetime, chance: float, floor: timedelta = timedelta(0)
) -> datetime | None:
    """When to try again, not before `floor` has passed; None when 24 hours of trying are over."""
    at = now + max(floor, backoff(delivery.attempts, chance))
    began = delivery.first_tried_at or now
    return None if at - began > _GIVE_UP_AFTER else at


def twins(kept: str | None, seen: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """The messages to take back so that one stands: the one the ledger names, else the earliest there."""
    standing = sorted(set(seen), key=lambda receipt: receipt.ts)
    stays = next((receipt for receipt in standing if receipt.ts == kept), next(iter(standing), None))
    return tuple(receipt for receipt in standing if receipt != stays)
