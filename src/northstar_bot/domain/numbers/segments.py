"""The star's change taken apart segment by segment: another level than the total, and never mixed with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Mode
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.split import TOLERATED_GAP, Method, Split, split

MOST_SEGMENTS = 200
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """One metric, week and segment, such as a country; None is a rate of nothing there."""

    metric: MetricKey
    week: Week
    segment: str
    value: float | None


class Named(Protocol):
    """Anything told of a segment."""

    @property
    def segment(self) -> str: ...


# What is known of one week: each segment's metrics.
Segmented = Mapping[str, Mapping[MetricKey, float | None]]


def by_segment(readings: Iterable[SegmentReading], week: Week) -> Segmented:
    """The readings of one week, gathered by segment."""
    found: dict[str, dict[MetricKey, float | None]] = {}
    for one in readings:
        if one.week == week:
            found.setdefault(one.segment, {})[one.metric] = one.value
    return found


def split_by_segment(
    before: Segmented,
    after: Segmented,
    *,
    star: MetricKey,
    factors: Sequence[MetricKey],
    totals: tuple[float, float],
    level: str,
) -> Split | None:
    """The parts of every segment added up, factor by factor; None where segments are not known in both weeks.

    A segment that is absent in a week had no activity: its star and the first factor are zero, its rates have no
    value. Segments that miss the star's `totals` by half a per cent or more are not taken apart: something is counted
    outside them, and the note says so.
    """
    names = sorted({*before, *after})
    if not before or not after or not factors:
        return None
    weeks = [[_of(week.get(name), star, factors) for name in names] for week in (before, after)]
    sums = [sum(stars) for stars in ([value for value, _ in week] for week in weeks)]
    if any(
        abs(total - found) > TOLERATED_GAP * abs(total) for total, found in zip(totals, sums, strict=True)
    ):
        note = "The segments do not add up to the star."
        return Split(Mode.HYPOTHESIS, Method.NONE, level, totals[1] - totals[0], {}, note=note)
    parts: dict[str, float] = dict.fromkeys(factors, 0.0)
    residual = 0.0
    method = Method.LMDI
    for (was, old), (now, new) in zip(*weeks, strict=True):
        made = split(old, new, star_before=was, star_after=now, mode=Mode.IDENTITY, level=level)
        method = made.method if made.method is Method.SHAPLEY else method
        for key in factors:
            parts[key] += made.parts.get(key, 0.0)
        residual += made.parts.get(made.residual_key, 0.0) if made.residual_key else 0.0
    if residual:
        return Split(
            Mode.RESIDUAL, method, level, sums[1] - sums[0], {**parts, "residual": residual}, "residual"
        )
    return Split(Mode.IDENTITY, method, level, sums[1] - sums[0], parts)


def must_be_few(readings: Sequence[Named]) -> None:
    """BadInput when there are more segments than anybody reads, or a name is too long."""
    names = {one.segment for one in readings}
    if len(names) > MOST_SEGMENTS:
        raise BadInput(
            f"There are {len(names):,} segments.", f"Let the source give at most {MOST_SEGMENTS}.", "segments"
        )
    for name in names:
        if not name.strip() or len(name) > LONGEST_NAME:
            raise BadInput(
                f"“{name[:40]}” cannot name a segment.", f"Give 1 to {LONGEST_NAME} characters.", "segments"
            )


def _of(
    known: Mapping[MetricKey, float | None] | None, star: MetricKey, factors: Sequence[MetricKey]
) -> tuple[float, dict[MetricKey, float | None]]:
    """A segment's star and factors; without activity the star and what is counted are zero, rates are undefined."""
    told = known or {}
    value = told.get(star) or 0.0
    if not told or (value == 0 and all(told.get(key) in {None, 0.0} for key in factors)):
        return 0.0, {key: 0.0 if place == 0 else None for place, key in enumerate(factors)}
    return value, {key: told.get(key) for key in factors}
