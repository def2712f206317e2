"""Signal or noise: the XmR (process behaviour) chart of one weekly series.

Source: D. J. Wheeler, *Understanding Variation* (1993) and *Making Sense of Data* (2003).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile
from statistics import fmean, median

from northstar_bot.domain.company.company import Centre, Direction
from northstar_bot.domain.company.company import Limits as Drawn
from northstar_bot.domain.company.surroundings import Around, chosen, line_through, widening

TO_LIMITS = 2.66
"""Mean moving ranges from the mean to a natural limit: 3 / d2 for ranges of two (exactly 2.658681)."""
TO_RANGE_LIMIT = 3.268
"""The upper limit of the moving range, in mean moving ranges: D4 for ranges of two (exactly 3.266532)."""
TO_LIMITS_BY_MEDIAN = 3.145
"""Median moving ranges from the median to a natural limit."""
TO_RANGE_LIMIT_BY_MEDIAN = 3.865
"""The upper limit of the moving range, in median moving ranges."""
FEWEST = 6
TRIAL_BELOW = 12
RUN = 8
WINDOW = 4
NEAR_IN_WINDOW = 3
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """Natural limits in the series' own unit, drawn from `points` values; `trial` while those are under 12.

    `mean` is what values are judged around: the mean, the median, the trend or the week before. `lower` and `upper`
    are cut at what the metric can be (`bounds`: no count below 0, no share above 1); a cut limit is for reading only,
    the rules use `reach`, the uncut distance.
    """

    mean: float
    lower: float
    upper: float
    moving_range: float
    upper_range: float
    points: int
    trial: bool
    reach: float
    bounds: tuple[float | None, float | None] = (None, None)

    def about(self, middle: float) -> tuple[float, float]:
        """The natural limits, cut, as they lie about another middle."""
        floor, cap = self.bounds
        low, high = middle - self.reach, middle + self.reach
        return low if floor is None else max(floor, low), high if cap is None else min(cap, high)

    def outside(self, value: float) -> bool:
        """Rule 1: beyond a natural limit."""
        return abs(value - self.mean) > self.reach + self._slack(value)

    def side(self, value: float) -> int:
        """1 above the mean, -1 below, 0 on it (to rounding): a value on the mean breaks a run."""
        distance = value - self.mean
        return 0 if abs(distance) <= self._slack(value) else int(math.copysign(1, distance))

    def near(self, value: float) -> int:
        """1 or -1 when closer to the upper or lower natural limit than to the mean, else 0.

        A cut limit would cry wolf: a share that often reaches 100 % is always close to a limit cut there.
        """
        halfway = self.reach / 2 + self._slack(value)
        return self.side(value) if abs(value - self.mean) > halfway else 0

    def _slack(self, value: float) -> float:
        return _ROUNDING * max(abs(self.mean), abs(value))


class Verdict(StrEnum):
    """What may be said of the last value; `trial` is noise by limits that are not yet firm."""

    SIGNAL = "signal"
    NOISE = "noise"
    TRIAL = "trial"
    TOO_FEW_POINTS = "too few points"


@dataclass(frozen=True, slots=True)
class Basis:
    """Which values limits come from, and what they are drawn around.

    The first `size`, then frozen; or the `size` before the judged one. A trend, and the change from the week
    before, are always drawn from the `size` before it: no line is drawn on for years.
    """

    kind: Drawn = Drawn.LOCKED
    size: int = 24
    centre: Centre = Centre.MEAN
    around: Around = Around.LEVEL

    def values(self, earlier: Sequence[float]) -> Sequence[float]:
        """The values among those `earlier` than the judged one that its limits are drawn from."""
        return earlier[: self.size] if self.kind is Drawn.LOCKED else earlier[-self.size :]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The word on the last value of a series.

    `rules`: those that fired, of R1, R2, R3. `run_length`: how many values up to and with the last lie on one
    side of the mean. `direction`: the side the signal lies on, or the last value's; None on the mean itself. `slope`:
    how much a trend that it is judged around rises from one value to the next.
    """

    verdict: Verdict
    rules: tuple[str, ...] = ()
    limits: Limits | None = None
    run_length: int = 0
    direction: Direction | None = None
    around: Around = Around.LEVEL
    slope: float = 0.0


def limits_of(
    values: Sequence[float],
    *,
    floor: float | None = None,
    cap: float | None = None,
    centre: Centre = Centre.MEAN,
) -> Limits:
    """Mean ± 2.66 mean moving ranges, or median ± 3.145 median ones, cut to bounds.

    ValueError when `values` are fewer than two, or one is not finite.
    """
    _must_be_finite(values)
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    by_median = centre is Centre.MEDIAN
    typical = median if by_median else fmean
    mean, moving_range = typical(values), typical(ranges)
    return _limits_around(
        mean,
        moving_range,
        moving_range * (TO_LIMITS_BY_MEDIAN if by_median else TO_LIMITS),
        upper_range=moving_range * (TO_RANGE_LIMIT_BY_MEDIAN if by_median else TO_RANGE_LIMIT),
        points=len(values),
        bounds=(floor, cap),
    )


def _limits_around(
    mean: float,
    moving_range: float,
    reach: float,
    *,
    upper_range: float,
    points: int,
    bounds: tuple[float | None, float | None],
) -> Limits:
    floor, cap = bounds
    return Limits(
        mean=mean,
        lower=mean - reach if floor is None else max(floor, mean - reach),
        upper=mean + reach if cap is None else min(cap, mean + reach),
        moving_range=moving_range,
        upper_range=upper_range,
        points=points,
        trial=points < TRIAL_BELOW,
        reach=reach,
        bounds=bounds,
    )


def rules_fired(values: Sequence[float], limits: Limits) -> dict[str, tuple[int, ...]]:
    """The indices of `values` that take part in each rule.

    R1: outside a natural limit. R2: in a run of eight or more on one side of the mean. R3: in four
    consecutive of which at least three are closer to the same limit than to the mean.
    """
    _must_be_finite(values)
    outside = tuple(index for index, value in enumerate(values) if limits.outside(value))
    sides, near = [limits.side(value) for value in values], [limits.near(value) for value in values]
    return {
        "R1": outside,
        "R2": _members(sides, RUN, lambda window: abs(sum(window)) == RUN),
        "R3": _members(near, WINDOW, lambda window: _pull(window) != 0),
    }


def judge(
    values: Sequence[float],
    *,
    basis: Basis = Basis(),
    floor: float | None = None,
    cap: float | None = None,
) -> Judgement:
    """The word on the last of `values` (oldest first, no gaps), which never sits in its own limits.

    Fewer than 6 values before it: no word. 6 to 11: trial limits, R1 only. From 12: all rules; R1 only around a
    trend or the week before, where a run says nothing. ValueError when there is no value or one is not finite.
    """
    _must_be_finite(values)
    drawn_from = basis.values(values[:-1])
    if len(drawn_from) < FEWEST:
        return Judgement(Verdict.TOO_FEW_POINTS)
    around = chosen(basis.around, drawn_from)
    if around is not Around.LEVEL:
        return _judged_beside(values, around, basis, (floor, cap))
    limits = limits_of(drawn_from, floor=floor, cap=cap, centre=basis.centre)
    rules = _rules_on_last(values[-RUN:], limits)
    return Judgement(
        verdict=Verdict.SIGNAL if rules else Verdict.TRIAL if limits.trial else Verdict.NOISE,
        rules=rules,
        limits=limits,
        run_length=_run_length(values, limits),
        direction=_direction(values, limits, rules),
    )


def _judged_beside(
    values: Sequence[float], around: Around, basis: Basis, bounds: tuple[float | None, float | None]
) -> Judgement:
    """The word on the last value around a trend or the week before, drawn from the weeks directly before it."""
    recent, slope = values[:-1][-basis.size :], 0.0
    if around is Around.TREND:
        line = line_through(recent)
        slope = line.slope
        steps, expected, wider = line.residuals(recent), line.at(len(recent)), widening(len(recent))
    else:
        steps = [later - earlier for earlier, later in pairwise(recent)]
        expected, wider = recent[-1], 1.0
    if len(steps) < FEWEST:
        return Judgement(Verdict.TOO_FEW_POINTS, around=around)
    drawn = limits_of(steps, centre=basis.centre)
    limits = _limits_around(
        expected + drawn.mean,
        drawn.moving_range,
        drawn.reach * wider,
        upper_range=drawn.upper_range,
        points=len(steps),
        bounds=bounds,
    )
    outside = limits.outside(values[-1])
    return Judgement(
        verdict=Verdict.SIGNAL if outside else Verdict.TRIAL if limits.trial else Verdict.NOISE,
        rules=("R1",) if outside else (),
        limits=limits,
        run_length=int(outside),
        direction=_direction(values, limits, ("R1",)),
        around=around,
        slope=slope,
    )


def _rules_on_last(recent: Sequence[float], limits: Limits) -> tuple[str, ...]:
    fired = rules_fired(recent, limits)
    allowed = ("R1",) if limits.trial else tuple(fired)
    return tuple(rule for rule in allowed if len(recent) - 1 in fired[rule])


def _members(marks: Sequence[int], width: int, fires: Callable[[Sequence[int]], bool]) -> tuple[int, ...]:
    """The indices inside any window of `width` marks that fires."""
    starts = [start for start in range(len(marks) - width + 1) if fires(marks[start : start + width])]
    return tuple(sorted({start + offset for start in starts for offset in range(width)}))


def _pull(window: Sequence[int]) -> int:
    """1 or -1 when at least three marks of the window lean that way, else 0."""
    return next((side for side in (1, -1) if list(window).count(side) >= NEAR_IN_WINDOW), 0)


def _run_length(values: Sequence[float], limits: Limits) -> int:
    side = limits.side(values[-1])
    return sum(1 for _ in takewhile(lambda value: side == limits.side(value) != 0, reversed(values)))


def _direction(values: Sequence[float], limits: Limits, rules: tuple[str, ...]) -> Direction | None:
    side = limits.side(values[-1])
    if rules == ("R3",):
        side = _pull([limits.near(value) for value in values[-WINDOW:]])
    return {1: Direction.UP, -1: Direction.DOWN}.get(side)


def _must_be_finite(values: Sequence[float]) -> None:
    if not values or not all(map(math.isfinite, values)):
        message = "a series is one or more finite numbers"
        raise ValueError(message)
