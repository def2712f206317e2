"""When squads are asked for their one input: as a sprint begins, or a month where no planning is scheduled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.occurrences import latest
from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Company, Kind, Squad
from northstar_bot.domain.declaration.post_kinds import chosen
from northstar_bot.domain.declaration.rituals import Pick, Ritual
from northstar_bot.domain.ids import SquadKey
from northstar_bot.domain.requests.reminders import MONTH_BEGINS

# Within so long of a planning its sprint is still beginning: it may lie before a weekend.
LATELY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What began, as the ledger names it, and on which day; each is spoken of once."""

    label: str
    since: date


@dataclass(frozen=True, slots=True)
class SquadsWithout:
    """Squads that move no input, for whoever can give them one."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SquadsToPick:
    """The same for one of their own people: the inputs there are, and their squads that have none."""

    company: Company
    squads: tuple[Squad, ...]


def begun(company: Company, now: datetime, day: date, off: DaysOff = NO_DAYS_OFF) -> Beginning | None:
    """The sprint that began lately; without a planning on schedule the month, for somebody whose day it is."""
    plannings = [schedule for schedule in company.schedules if _begins_a_sprint(schedule)]
    if not plannings:
        return Beginning(Month.of(day).label, Month.of(day).start) if day.day <= MONTH_BEGINS else None
    times = [one for schedule in plannings for one in latest(schedule, now, 1, off)]
    recent = max((one.due_at for one in times if now - one.due_at < LATELY), default=None)
    if recent is None:
        return None
    began = recent.astimezone(ZoneInfo(plannings[0].zone)).date()
    return Beginning(f"sprint {began.isoformat()}", began)


def squads_without_input(company: Company, picks: Mapping[SquadKey, Pick] | None = None) -> tuple[Squad, ...]:
    """Declared squads that neither own nor picked an input; nobody is one while no input is declared."""
    inputs = company.of_kind(Kind.INPUT)
    having = {metric.squad for metric in inputs} | set(picks or {})
    return tuple(squad for squad in company.squads if squad.key not in having) if inputs else ()


def _begins_a_sprint(schedule: Schedule) -> bool:
    """A planning that comes every day begins no sprint."""
    planning = schedule.kind is PostKind.KICKOFF and chosen(schedule) == Ritual.PLANNING
    return planning and schedule.cadence is not Cadence.DAILY
