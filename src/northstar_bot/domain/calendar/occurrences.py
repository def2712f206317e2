"""On which days a schedule posts, at which instants, and about which period each time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import MONDAY, Week, instant_of
from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, LAST, Cadence, Schedule

# How far ahead the next one is looked for: a little more than a year of days, weeks and months.
_AHEAD = {Cadence.DAILY: 400, Cadence.WEEKLY: 60, Cadence.MONTHLY: 14}
# A post of the days before may have been moved to after now.
_BACK = {Cadence.DAILY: 1, Cadence.WEEKLY: 53, Cadence.MONTHLY: 13}
# A daily post may come on one weekday only.
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time: the local `day` it comes on, the UTC instant, and the label of the period that it is about."""

    day: date
    due_at: datetime
    period: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """So many `step` days, weeks or months from `day`, on this calendar."""

    day: date
    step: int
    off: DaysOff
    starts: int


def occurrences(
    schedule: Schedule, day: date, steps: range, off: DaysOff = NO_DAYS_OFF, starts: int = MONDAY
) -> Iterator[Occurrence]:
    """The times of the days, weeks (from the weekday `starts` on) or months that lie `steps` from that of `day`.

    A daily post is left out on a day off. A weekly or monthly one comes on the next working day instead, about the
    same period.
    """
    off = off.also(schedule.skip)
    for step in steps:
        meant, period = _MEANT[schedule.cadence](schedule, _Asked(day, step, off, starts))
        comes = off.next_working_day(meant) if meant in off.dates else meant
        if meant and comes and (comes == meant or schedule.cadence is not Cadence.DAILY):
            yield Occurrence(comes, instant_of(comes, schedule.at, schedule.zone), period)


def latest(
    schedule: Schedule, now: datetime, most: int, off: DaysOff = NO_DAYS_OFF, starts: int = MONDAY
) -> list[Occurrence]:
    """Up to `most` times at or before `now` (aware), latest first."""
    back = _LONGEST * most if schedule.cadence is Cadence.DAILY else most
    found = occurrences(schedule, _here(schedule, now), range(0, -back - 1, -1), off, starts)
    return list(islice((one for one in found if one.due_at <= now), most))


def coming(
    schedule: Schedule, now: datetime, off: DaysOff = NO_DAYS_OFF, starts: int = MONDAY
) -> Occurrence | None:
    """The next time after `now`; None when there is none for more than a year."""
    steps = range(-_BACK[schedule.cadence], _AHEAD[schedule.cadence])
    found = occurrences(schedule, _here(schedule, now), steps, off, starts)
    return next((one for one in found if one.due_at > now), None)


def _here(schedule: Schedule, now: datetime) -> date:
    if now.tzinfo is None:
        message = "a moment needs a zone"
        raise ValueError(message)
    return now.astimezone(ZoneInfo(schedule.zone)).date()


def _daily(schedule: Schedule, asked: _Asked) -> tuple[date | None, str]:
    meant = asked.day + timedelta(days=asked.step)
    return (meant if meant.weekday() in schedule.weekdays else None), meant.isoformat()


def _weekly(schedule: Schedule, asked: _Asked) -> tuple[date | None, str]:
    """The weekday of a week is about the week before, which is over by then."""
    week = Week.of(asked.day, asked.starts).plus(asked.step)
    return week.start + timedelta(days=(schedule.weekday - week.starts) % 7), week.previous.label


def _monthly(schedule: Schedule, asked: _Asked) -> tuple[date | None, str]:
    month = Month.of(asked.day).plus(asked.step)
    if schedule.nth == FIRST_WORKING_DAY:
        return next((one for one in month.days if asked.off.is_working_day(one)), None), month.previous.label
    those = [one for one in month.days if one.weekday() == schedule.weekday]
    return those[-1 if schedule.nth == LAST else schedule.nth - 1], month.previous.label


_MEANT: Mapping[Cadence, Callable[[Schedule, _Asked], tuple[date | None, str]]] = {
    Cadence.DAILY: _daily,
    Cadence.WEEKLY: _weekly,
    Cadence.MONTHLY: _monthly,
}
