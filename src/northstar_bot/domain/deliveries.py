"""The ledger of what is posted: one row per workspace, kind, target and period, and how a row may move."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from northstar_bot.domain.ids import WorkspaceId

LATE_AFTER = timedelta(hours=1)


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
class Receipt:
    """Slack's word that a message stands: where and under which timestamp."""

    channel: str
    ts: str
