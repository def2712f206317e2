"""How a target stands: what each remaining week must bring, and where past forecasts of this kind landed.

The range is a simple conformal one: the same forecast is made from every earlier week, its errors over as many
weeks as are left are collected, and their quantiles are laid around today's forecast. Weeks are not drawn as if
they were independent: on real series such ranges are right half as often as they claim.
"""

import math
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import accumulate
from statistics import fmean

from northstar_bot.domain.calendar.periods import Week, weeks_between
from northstar_bot.domain.calendar.target_span import Span, span_of
from northstar_bot.domain.company.company import Direction, Metric, Style

MONTH, BASE = 4, 8
FEWEST_ERRORS = 10
_MIDDLE, _MOST = 0.5, 0.8
_WEEK = timedelta(days=7)
_TOTALS = (Style.COUNT, Style.MONEY)
Range = tuple[float, float]


class PaceVerdict(StrEnum):
    """Where the target lies in the range, never where it lies beside the point."""

    AHEAD = "ahead"
    ON_PACE = "on pace"
    UNCERTAIN = "uncertain"
    OFF_PACE = "off pace"
    REACHED = "reached"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Ranges for what the span comes to: the central half, and four fifths.

    `right` of `tested` earlier ranges of this kind held what came; each was drawn from what was known then.
    """

    middle: Range
    most: Range
    right: int
    tested: int


@dataclass(frozen=True, slots=True)
class Pace:
    """A metric on its way to its target, in the metric's own unit.

    `so_far`: the sum of the span's known weeks, or their mean where the target is a level; None before the
    first. `required`: what each of the `left` weeks must bring for the target to be met exactly; None when none
    is left. `through`: the last complete week. `missing`: weeks before it without a reading, which count as
    nothing in a sum and are left out of a mean. `more_needed`: weeks of history that a range still lacks.
    """

    metric: Metric
    target: float
    span: Span
    total: bool
    through: Week
    so_far: float | None
    left: int
    missing: int
    required: float | None
    recent4: float | None
    recent8: float | None
    forecast: Forecast | None
    more_needed: int
    verdict: PaceVerdict | None

    @property
    def out_of_reach(self) -> bool:
        """Whether the weeks left cannot bring it: more than all of a share would be needed."""
        up = self.metric.direction is Direction.UP
        beyond = self.required is not None and (self.required > 1 if up else self.required < 0)
        return self.metric.style is Style.SHARE and beyond


def pace_of(metric: Metric, past: Mapping[Week, float], week: Week) -> Pace | None:
    """The pace as seen from `week`, from the complete weeks of `past`.

    None without a target for a span, and before the span begins. Of a count and of money the target is the sum of
    the span's weeks; of a share and of any other number it is the mean of them.
    """
    if metric.target is None or not metric.target_for:
        return None
    span = span_of(metric.target_for, week)
    if week < span.first:
        return None
    last, before = min(week, span.last).start, span.first.previous.start
    through = Week(max((at.start for at in past if before < at.start <= last), default=before))
    return _paced(metric, metric.target, span, past, through, over=week > span.last)


def _paced(
    metric: Metric, target: float, span: Span, past: Mapping[Week, float], through: Week, *, over: bool
) -> Pace:
    inside = [past.get(at) for at in weeks_between(span.first, through)]
    known = [value for value in inside if value is not None]
    total = metric.style in _TOTALS
    left = 0 if over else (span.last.start - through.start).days // 7
    sum_so_far = math.fsum(known)
    wanted = target if total else target * (len(known) + left)
    run = _unbroken(past, through)
    forecast = _forecast(metric, run, known, left, total=total) if left else None
    so_far = (sum_so_far if total else fmean(known)) if known else None
    return Pace(
        metric=metric,
        target=target,
        span=span,
        total=total,
        through=through,
        so_far=so_far,
        left=left,
        missing=len(inside) - len(known),
        required=(wanted - sum_so_far) / left if left else None,
        recent4=fmean(run[-MONTH:]) if len(run) >= MONTH else None,
        recent8=fmean(run[-BASE:]) if len(run) >= BASE else None,
        forecast=forecast,
        more_needed=max(0, BASE + left + FEWEST_ERRORS - len(run)) if left else 0,
        verdict=_verdict(metric, target, forecast, so_far, left),
    )


def _unbroken(past: Mapping[Week, float], through: Week) -> list[float]:
    """The weeks of `past` (oldest first) up to `through` with no gap among them."""
    found: list[float] = []
    day = through.start
    for at, value in reversed(list(past.items())):
        if at.start == day:
            found.append(value)
            day -= _WEEK
        elif at.start < day:
            break
    return found[::-1]


def _forecast(
    metric: Metric, run: Sequence[float], known: Sequence[float], left: int, *, total: bool
) -> Forecast | None:
    """The ranges of what the whole span comes to; None while there is too little to draw them from."""
    if len(run) < BASE + left + FEWEST_ERRORS:
        return None
    errors = errors_of(run, left)
    ordered = sorted(errors)
    point, weeks = fmean(run[-BASE:]) * left, 1 if total else len(known) + left
    floor = 0.0 if min(run) >= 0 else -math.inf
    cap = float(left) if metric.style is Style.SHARE and max(run) <= 1 else math.inf

    def around(share: float) -> Range:
        low, high = quantiles(ordered, share)
        rest = (min(max(point + error, floor), cap) for error in (low, high))
        lower, upper = ((math.fsum(known) + one) / weeks for one in rest)
        return lower, upper

    right, tested = coverage(errors, left)
    return Forecast(around(_MIDDLE), around(_MOST), right, tested)


def errors_of(values: Sequence[float], ahead: int) -> list[float]:
    """From each week with eight behind it and `ahead` before it: what these came to, less eight-week mean × ahead."""
    sums = [0.0, *accumulate(values)]
    return [
        (sums[at + ahead] - sums[at]) - (sums[at] - sums[at - BASE]) / BASE * ahead
        for at in range(BASE, len(values) - ahead + 1)
    ]


def quantiles(ordered: Sequence[float], share: float) -> Range:
    """The errors between which `share` of them lie, one rank to the safe side on both ends."""
    many, tail = len(ordered), (1 - share) / 2
    low = math.floor((many + 1) * tail + 1e-9) or 1
    high = math.ceil((many + 1) * (1 - tail) - 1e-9)
    return ordered[low - 1], ordered[high - 1 if high < many else -1]


def coverage(errors: Sequence[float], ahead: int, share: float = _MOST) -> tuple[int, int]:
    """How many earlier ranges held what came, and how many were tested: each from errors known by then only."""
    known: list[float] = []
    right = tested = 0
    for at, error in enumerate(errors):
        if at >= ahead:
            insort(known, errors[at - ahead])
        if len(known) > FEWEST_ERRORS:
            low, high = quantiles(known, share)
            tested += 1
            right += low <= error <= high
    return right, tested


def _verdict(
    metric: Metric, target: float, forecast: Forecast | None, so_far: float | None, left: int
) -> PaceVerdict | None:
    up = metric.direction is Direction.UP
    if not left:
        if so_far is None:
            return None
        return PaceVerdict.REACHED if (so_far >= target if up else so_far <= target) else PaceVerdict.MISSED
    if forecast is None:
        return None
    if forecast.middle[0] <= target <= forecast.middle[1]:
        return PaceVerdict.ON_PACE
    if forecast.most[0] <= target <= forecast.most[1]:
        return PaceVerdict.UNCERTAIN
    beaten = target < forecast.most[0] if up else target > forecast.most[1]
    return PaceVerdict.AHEAD if beaten else PaceVerdict.OFF_PACE
