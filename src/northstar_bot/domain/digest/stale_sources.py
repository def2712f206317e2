"""A source that will not have the coming digest's week: how that is known the evening before, and who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import Week, closes_at, instant_of, last_closed_week
from northstar_bot.domain.company.company import Company, Kind, Metric
from northstar_bot.domain.digest.line import known_weeks
from northstar_bot.domain.ids import PersonId, is_in_slack
from northstar_bot.domain.numbers.readings import MANUAL, Series

EVENING = time(17)
# Later than this on the evening before, a note waits for the next morning.
_EVENING_LASTS = timedelta(hours=3)
_DAY = timedelta(days=1)
# A row of holidays is not longer; a source that is usually later than a week is not awaited sooner than that.
_AT_MOST = 14
_SLOWEST = timedelta(days=7)
_LATELY = 5
_SATURDAY = 5
_TOLD = (Kind.STAR, Kind.INPUT, Kind.GUARDRAIL)


class Why(StrEnum):
    """Why its reading will be missing."""

    FAILED = "failed"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Stale:
    """One number whose week will be missing as things stand.

    `error`: why its source failed, in words. `answered_at`: when it last answered. `known_through`: the last day that
    is known.
    """

    metric: Metric
    why: Why
    error: str = ""
    answered_at: datetime | None = None
    known_through: date | None = None


@dataclass(frozen=True, slots=True)
class StaleNote:
    """What one person reads before the digest of `week` is posted at `due_at`, in time to mend it."""

    stale: tuple[Stale, ...]
    week: Week
    due_at: datetime
    zone: str


def collected(company: Company, audience: str) -> tuple[Metric, ...]:
    """The numbers of a digest for `audience` that come from a source; an input's own digest shows one."""
    sourced = {spec.metric for spec in company.sources if spec.kind != MANUAL}
    told = [one for one in company.metrics if one.kind in _TOLD and one.key in sourced]
    own = [one for one in told if one.kind is Kind.INPUT and one.key == audience]
    return tuple(own or told)


def warned_at(due: datetime, zone: str, off: DaysOff) -> datetime:
    """Five in the afternoon, on the clocks of `zone`, of the last working day before the digest's."""
    day = due.astimezone(ZoneInfo(zone)).date() - _DAY
    working = (day - back * _DAY for back in range(_AT_MOST))
    return instant_of(next((one for one in working if off.is_working_day(one)), day), EVENING, zone)


def note_at(now: datetime, due: datetime, hours: OfficeHours, off: DaysOff) -> datetime | None:
    """When somebody is told who was not yet: now, while it is the evening before, else in the next office hours.

    None before that evening, and when no such moment comes before the digest.
    """
    evening = warned_at(due, hours.zone, off)
    if now < evening:
        return None
    at = now if now < evening + _EVENING_LASTS else hours.next_moment(now)
    return at if at < due else None


def stale(series: Series, week: Week, now: datetime, zone: str) -> Stale | None:
    """Why the reading of `week` will be missing; None when it is there, or may still come as it usually does."""
    reach = series.reach
    known = known_weeks(series, week, zone)
    if reach is None or (week in known and closes_at(week, zone) <= now):
        return None
    newest = max(known, default=None)
    told = Stale(
        series.metric,
        Why.FAILED if reach.error else Why.BEHIND,
        reach.error or "",
        reach.succeeded_at,
        reach.through or (newest.end if newest else None),
    )
    return told if reach.error or _is_behind(series, known, week, now, zone) else None


def responsible(
    company: Company, metric: Metric, owners: Iterable[PersonId], unreachable: Iterable[PersonId]
) -> tuple[PersonId, ...]:
    """Its owner; where none can be written to the stewards, else the owners of the workspace."""
    missing = frozenset(unreachable)
    own = (metric.owner,) if metric.owner else ()
    groups = (own, company.stewards, (*company.owners, *sorted(owners)))
    reachable = (tuple(one for one in group if is_in_slack(one) and one not in missing) for group in groups)
    return next((tuple(dict.fromkeys(group)) for group in reachable if group), ())


def _is_behind(series: Series, known: Iterable[Week], week: Week, now: datetime, zone: str) -> bool:
    """Whether a week that should be known by now is not, or days that should be told are not."""
    expected = min(week, last_closed_week(now - _usual_lag(series, zone), zone, week.starts))
    if expected not in set(known):
        return True
    through = series.reach.through if series.reach else None
    if through is None or through <= expected.end:
        # It tells whole weeks, and the latest that could be known is.
        return False
    today = now.astimezone(ZoneInfo(zone)).date()
    between = (through + ahead * _DAY for ahead in range(1, (today - through).days))
    return sum(day.weekday() < _SATURDAY for day in between) > max(1, series.metric.lag_days)


def _usual_lag(series: Series, zone: str) -> timedelta:
    """How long after a week's end its reading comes: as declared, or as late as it lately came; a week at most."""
    latest = sorted(series.readings.values(), key=lambda one: one.week)[-_LATELY:]
    came = [one.recorded_at - closes_at(one.week, zone) for one in latest if one.recorded_at]
    # What is older was read with the past, or restated.
    waits = sorted(wait for wait in came if wait <= _SLOWEST)
    usual = waits[len(waits) // 2] if waits else _SLOWEST
    return min(max(timedelta(days=series.metric.lag_days), usual), _SLOWEST)
