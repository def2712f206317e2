"""Which posts of a schedule are due: the latest slot while it is worth posting, and those missed before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.periods import Slot, WeeklySlot, latest_slot
from northstar_bot.domain.schedules import Schedule

GRACE = timedelta(hours=48)
_LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class Due:
    """What to write into the ledger; `post` goes out, `missed` are kept as skipped."""

    post: Plan | None
    missed: tuple[Plan, ...]
    through: datetime


def shape_of(schedule: Schedule) -> str:
    """What makes it this schedule and not another; a change begins a new one, whose past is not planned."""
    when = f"{schedule.weekday} {schedule.at.isoformat()} {schedule.zone}"
    return f"{schedule.kind.value} {schedule.channel} {when}"


def due_of(workspace: WorkspaceId, schedule: Schedule, after: datetime, now: datetime) -> Due | None:
    """What fell due after `after` and up to `now`; None when nothing did.

    Several periods may have passed while nobody was running: only the latest is posted, inside its grace.
    """
    slots = _slots(WeeklySlot(schedule.weekday, schedule.at, schedule.zone), after, now)
    if not slots:
        return None
    plans = tuple(_plan(workspace, schedule, slot) for slot in slots)
    latest = plans[0]
    if now <= latest.expires_at:
        return Due(latest, plans[1:], latest.due_at)
    return Due(None, plans, latest.due_at)


def _slots(weekly: WeeklySlot, after: datetime, now: datetime) -> list[Slot]:
    """Occurrences after `after`, latest first, at most eight: older weeks are nobody's concern any more."""
    latest = latest_slot(weekly, now)
    candidates = [latest, *(weekly.in_week(latest.week.plus(-back)) for back in range(1, _LOOK_BACK))]
    return [slot for slot in candidates if slot.due_at > after]


def _plan(workspace: WorkspaceId, schedule: Schedule, slot: Slot) -> Plan:
    """A post about the week before the slot's own, the last one that is over on that day."""
    return Plan(
        workspace=workspace,
        kind=schedule.kind.value,
        target=schedule.channel,
        period=slot.week.previous.label,
        due_at=slot.due_at,
        grace=GRACE,
        details={"schedule": schedule.key},
    )
