"""The ledger of what is posted: one row per workspace, kind, target and period, and how a row may move."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from northstar_bot.domain.ids import WorkspaceId


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
    """A post that should happen: `kind` finds who composes it, `target` is a channel or person, `period` its once-only label.

    `details` carries ids only, never message text. `grace`: how late it may still be posted.
    """

    workspace: WorkspaceId
    kind: str
    target: str
    period: str
    due_at: datetime
    grace: timedelta = timedelta(hours=48)
    details: dict[str, str] = field(default_factory=dict)


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

    @property
    def key(self) -> str:
        """What marks the message in Slack, so that it can be looked for after a doubt."""
        return f"{self.plan.workspace}/{self.plan.kind}/{self.plan.target}/{self.plan.period}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Slack's word that a message stands: where and under which timestamp."""

    channel: str
    ts: str
