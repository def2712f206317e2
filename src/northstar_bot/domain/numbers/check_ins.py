"""Asking the owner of a number that people type: when, and for which week of which digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Kind, Metric
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.numbers.readings import MANUAL, Reading

_DAY = timedelta(days=1)
# A long weekend of holidays is not longer.
_AT_MOST = 7
_TOLD = (Kind.STAR, Kind.INPUT, Kind.GUARDRAIL)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What an owner is asked: the number of a week, with the last one known, before the digest is due.

    `covering`: the owner is away, and who covers for them is asked. `running`: the week is not over. `so_far`: what was
    typed while it went on, to be confirmed now that it is over.
    """

    metric: Metric
    week: Week
    zone: str
    last: Reading | None = None
    due_at: datetime | None = None
    covering: bool = False
    running: bool = False
    so_far: Reading | None = None


def typed_by_hand(company: Company, metric: Metric) -> bool:
    """Whether its readings come from a person who can be asked, and from nowhere else."""
    source = company.source(metric.key)
    return metric.owner is not None and (source is None or source.kind == MANUAL)


def asked_about(company: Company) -> tuple[Metric, ...]:
    """The numbers of the digest whose owners are asked."""
    told = (metric for metric in company.metrics if metric.kind in _TOLD)
    return tuple(metric for metric in told if typed_by_hand(company, metric))


def asked_at(hours: OfficeHours, due: datetime) -> datetime:
    """A day before the digest, in the owner's hours; before a Monday morning that is their Friday."""
    moments = (hours.next_moment(due - back * _DAY) for back in range(1, _AT_MOST + 1))
    return next((moment for moment in moments if moment < due), due - _DAY)


def week_to_answer(written: str, last_closed: Week) -> Week:
    """The week that was asked about; it may not be over yet, but it has begun."""
    week = Week.parse(written, last_closed.starts, field="value")
    if week > last_closed.next:
        raise BadInput(f"{week.label} has not begun yet.", "A reading is of a week that has begun.", "value")
    return week


def must_be_over(written: str, last_closed: Week) -> Week:
    """The week whose number is confirmed; BadInput while it goes on."""
    week = Week.parse(written, last_closed.starts)
    if week > last_closed:
        raise BadInput(f"{week.label} is not over yet.", "Its number can be confirmed when it is.")
    return week


def must_be_so_far(known: Reading | None, metric: Metric) -> Reading:
    """The number to confirm; AlreadyDone when there is none that waits for it."""
    if known is None or not known.so_far:
        raise AlreadyDone(
            f"{metric.name} of this week waits for no confirmation.", "/northstar record corrects it."
        )
    return known
