"""Which days a roundup tells: daily what came since the last one, weekly a week, and no day twice in one channel."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deliveries import Delivery, Plan, State

# How far back the ledger is read: twice as far as any roundup reaches.
REMEMBERED = timedelta(days=35)
_LONGEST = timedelta(days=7)
_DAY = timedelta(days=1)
_SATURDAY = 5
_TOLD = frozenset({State.SENDING, State.SENT, State.NOTHING_TO_SAY, State.UNKNOWN})


def days_to_tell(plan: Plan, ledger: Iterable[Delivery], zone: str, starts: int = MONDAY) -> Period | None:
    """What `plan` tells beside the other roundups of its channel in the `ledger`; None when all of it was told.

    One that is posted already tells what it told then: only those before it count. Days are those of `zone`, the
    company's: a daily one that comes in the evening there does not tell that day yet.
    """
    told: set[date] = set()
    for row in sorted(ledger, key=lambda row: (row.plan.due_at, row.id)):
        if row.plan.period == plan.period:
            if row.state is State.SENT:
                break
        elif row.state in _TOLD:
            told.update(_each(left_of(_label(row.plan, zone), told, starts)))
    return left_of(_label(plan, zone), told, starts)


def _label(plan: Plan, zone: str) -> str:
    if "W" in plan.period:
        return plan.period
    return min(plan.period, plan.due_at.astimezone(ZoneInfo(zone)).date().isoformat())


def left_of(label: str, told: Collection[date], starts: int = MONDAY) -> Period | None:
    """The days of a roundup's label (`2026-W47`, or the day it comes on) after the last of them that was told."""
    if "W" in label:
        week = Week.parse(label, starts)
        first, last = week.start, week.end
    else:
        last = date.fromisoformat(label) - _DAY
        first = _since(last, told)
    done = max((day for day in told if first <= day <= last), default=None)
    first = done + _DAY if done else first
    return Period(first, last) if first <= last else None


def _since(last: date, told: Collection[date]) -> date:
    """The day after the last that was told, a week back at most; for the first one the last working day."""
    before = max((day for day in told if day <= last), default=None)
    if before is not None:
        return max(before + _DAY, last - _LONGEST + _DAY)
    return last - max(last.weekday() - _SATURDAY + 1, 0) * _DAY


def _each(days: Period | None) -> Iterable[date]:
    many = (days.last - days.first).days + 1 if days else 0
    return (days.first + ahead * _DAY for ahead in range(many)) if days else ()
