"""Which posts of a schedule are due: the latest one while it is worth posting, and those missed before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.occurrences import Occurrence, latest
from northstar_bot.domain.calendar.periods import MONDAY
from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, Cadence, Schedule
from northstar_bot.domain.declaration.post_kinds import ledger_kind
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import WorkspaceId

GRACE = timedelta(hours=48)
# What is said every day is old by the evening.
DAILY_GRACE = timedelta(hours=12)
_LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class Due:
    """What to write into the ledger; `post` goes out, `missed` are kept as skipped."""

    post: Plan | None
    missed: tuple[Plan, ...]
    through: datetime


def shape_of(schedule: Schedule) -> str:
    """What makes it this schedule and not another; a change begins a new one, whose past is not planned.

    Days off are not part of it: they move a post within its period, which the ledger posts once.
    """
    when = f"{_days(schedule)} {schedule.at.isoformat()} {schedule.zone}"
    return f"{ledger_kind(schedule)} {schedule.channel} {when}"


def due_of(
    workspace: WorkspaceId,
    schedule: Schedule,
    after: datetime,
    now: datetime,
    off: DaysOff = NO_DAYS_OFF,
    starts: int = MONDAY,
) -> Due | None:
    """What fell due after `after` and up to `now`; None when nothing did.

    Several periods may have passed while nobody was running, or days off may have moved several to one day: only
    the latest is posted, inside its grace. What is older than the last eight is nobody's concern any more.
    """
    found = [one for one in latest(schedule, now, _LOOK_BACK, off, starts) if one.due_at > after]
    if not found:
        return None
    plans = tuple(plan_of(workspace, schedule, one) for one in found)
    last = plans[0]
    if now <= last.expires_at:
        return Due(last, plans[1:], last.due_at)
    return Due(None, plans, last.due_at)


def plan_of(workspace: WorkspaceId, schedule: Schedule, one: Occurrence) -> Plan:
    """The row of one time: weekly about the week before, monthly about the month before, daily about the day."""
    return Plan(
        workspace=workspace,
        kind=ledger_kind(schedule),
        target=schedule.channel,
        period=one.period,
        due_at=one.due_at,
        grace=DAILY_GRACE if schedule.cadence is Cadence.DAILY else GRACE,
        details={**schedule.options, "schedule": schedule.key},
    )


def _days(schedule: Schedule) -> str:
    match schedule.cadence:
        case Cadence.WEEKLY:
            return str(schedule.weekday)
        case Cadence.DAILY:
            return f"daily {''.join(str(day) for day in sorted(set(schedule.weekdays)))}"
        case Cadence.MONTHLY:
            which = "0" if schedule.nth == FIRST_WORKING_DAY else f"{schedule.nth} {schedule.weekday}"
            return f"monthly {which}"
