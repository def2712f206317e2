"""A reading typed by a person: which metric and week it is for, and whether it is theirs to give."""

import math
import re
from dataclasses import dataclass

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric, Style
from northstar_bot.domain.company.declared_fields import nearest
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Role, Viewer

# One point before three digits: decimals to some, thousands to others.
_THOUSANDS = re.compile(r"\D*([1-9]\d{0,2})[.]\s*(\d{3})\D*")
_SIGNED = {Style.DECIMAL, Style.MONEY}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A kept reading; `previous` is what it replaced, `collected_from` the source that may restate it."""

    metric: Metric
    reading: Reading
    previous: float | None = None
    collected_from: str | None = None


def metric_named(company: Company, written: str) -> Metric:
    """The metric with this key or name, however it is capitalised; else BadInput with the nearest."""
    wanted = written.strip().casefold()
    for metric in company.metrics:
        if wanted in {metric.key, metric.name.casefold()}:
            return metric
    hint = nearest(written.strip(), (metric.key for metric in company.metrics))
    raise BadInput(f"There is no metric “{written.strip()[:60]}”.", hint, "metric")


def week_to_record(written: str | None, last_closed: Week) -> Week:
    """The week meant, the last closed one if none is written; a week that is not over is refused."""
    if not written or not written.strip():
        return last_closed
    week = Week.parse(written, last_closed.starts, field="week")
    if week > last_closed:
        raise BadInput(
            f"{week.label} is not over yet.",
            f"A reading is of a whole week; the last one that is over is {last_closed.label}.",
            "week",
        )
    return week


def may_be_negative(metric: Metric) -> bool:
    """Whether a value below zero makes sense."""
    return metric.style in _SIGNED


def must_be_countable(metric: Metric, value: float, written: str) -> None:
    """Raise BadInput when a count would have a fraction, and ask which whole number was meant."""
    if metric.style is not Style.COUNT or value.is_integer():
        return
    if parted := _THOUSANDS.fullmatch(written):
        whole = int(parted[1] + parted[2])
        question, mended = f"{value:.1f} or {whole:,}?", f"{whole}"
    else:
        low = math.floor(value)
        question, mended = f"{low:,} or {low + 1:,}?", f"{low} or {low + 1}"
    raise BadInput(question, f"A count has no fraction: write {mended}.", "value")


def may_record(viewer: Viewer, company: Company, metric: Metric) -> bool:
    """Whether the metric is the viewer's or of somebody they cover for, their squad's, or they are a steward."""
    squad = company.squad(metric.squad) if metric.squad else None
    in_squad = squad is not None and viewer.person.id in squad.people
    own = metric.owner in {viewer.person.id, *viewer.covers_for}
    return own or in_squad or viewer.holds(Role.STEWARD)


def must_own(viewer: Viewer, company: Company, metric: Metric) -> None:
    """Raise NotAllowed unless the viewer may record the metric."""
    if may_record(viewer, company, metric):
        return
    squad = company.squad(metric.squad) if metric.squad else None
    owner = f"squad {squad.name}" if squad else "its owner"
    raise NotAllowed(
        f"{metric.name} is recorded by {owner} or a steward.",
        "Ask one of them, or an owner for the role.",
    )
