"""The digests of a week that stand in channels: each is drawn anew where it stands when something is added to it."""

from collections.abc import Sequence
from datetime import datetime

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.declaration.planning import GRACE
from northstar_bot.domain.deliveries import LATE_AFTER, Delivery, Plan, Receipt, State
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.store import Store


async def redraw(store: Store, workspace: WorkspaceId, week: Week, now: datetime) -> int:
    """Plan an edit of every digest of `week` that stands; returns how many.

    One whose details are forgotten stays as it is: it is no longer known for whom it was.
    """
    rows = await store.deliveries.of_week(workspace, PostKind.DIGEST.value, week.label)
    label = f"{week.label} edit {now:%y%m%d%H%M%S%f}"
    plans = [edit_of(row, label, now) for row in _standing(rows) if row.plan.details]
    return await store.deliveries.plan(plans) if plans else 0


def edit_of(row: Delivery, period: str, now: datetime) -> Plan:
    """What puts the digest of `row` in its own place again, as late as it was."""
    place = Receipt(row.channel or row.plan.target, row.ts or "").place
    details = {**row.plan.details, "edits": place}
    if row.settled_at and row.settled_at - row.plan.due_at > LATE_AFTER:
        details.setdefault("late", row.plan.due_at.isoformat())
    return Plan(row.plan.workspace, row.plan.kind, row.plan.target, period, now, GRACE, details)


def _standing(rows: Sequence[Delivery]) -> Sequence[Delivery]:
    """The newest message of each channel."""
    newest: dict[str, Delivery] = {}
    for row in rows:
        if row.state is State.SENT and row.ts:
            newest.setdefault(row.plan.target, row)
    return tuple(newest.values())
