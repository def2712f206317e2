"""Signal or noise: the XmR (process behaviour) chart of one weekly series.

Source: D. J. Wheeler, *Understanding Variation* (1993) and *Making Sense of Data* (2003).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile
from statistics import fmean

from northstar_bot.domain.company import Direction
from northstar_bot.domain.company import Limits as Drawn

TO_LIMITS = 2.66
"""Mean moving ranges from the mean to a natural limit: 3 / d2 for ranges of two (exactly 2.658681)."""
TO_RANGE_LIMIT = 3.268
"""The upper limit of the moving range, in mean moving ranges: D4 for ranges of two (exactly 3.266532)."""
FEWEST = 6
TRIAL_BELOW = 12
RUN = 8
WINDOW = 4
NEAR_IN_WINDOW = 3
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """Natural limits in the series' own unit, drawn from `points` values; `trial` while those are under 12.

    `lower` and `upper` are cut at what the metric can be (no count below 0, no share above 1); a cut limit
    is for reading only, the rules use the distance in `moving_range`.
    """

    mean: float
    lower: float
    upper: float
    moving_range: float
    upper_range: float
    points: int
    trial: bool

    def outside(self, value: float) -> bool:
        """Rule 1: beyond a natural limit."""
        return abs(value - self.mean) > TO_LIMITS * self.moving_range + self._slack(value)

    def side(self, value: float) -> int:
        """1 above the mean, -1 below, 0 on it (to rounding): a value on the mean breaks a run."""
        distance = value - self.mean
        return 0 if abs(distance) <= self._slack(value) else int(math.copysign(1, distance))

    def near(self, value: float) -> int:
        """1 or -1 when closer to the upper or lower natural limit than to the mean, else 0.

        A cut limit would cry wolf: a share that often reaches 100 % is always close to a limit cut there.
        """
        halfway = TO_LIMITS * self.moving_range / 2 + self._slack(value)
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
    """Which values limits come from: the first `size`, then frozen; or the `size` before the judged one."""

    kind: Drawn = Drawn.LOCKED
    size: int = 24

    def values(self, earlier: Sequence[float]) -> Sequence[float]:
        """The values among those `earlier` than the judged one that its limits are drawn from."""
        return earlier[: self.size] if self.kind is Drawn.LOCKED else earlier[-self.size :]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The word on the last value of a series.

    `rules`: those that fired, of R1, R2, R3. `run_length`: how many values up to and with the last lie on one
    side of the mean. `direction`: the side the signal lies on, or the last value's; None on the mean itself.
    """

    verdict: Verdict
    rules: tuple[str, ...] = ()
    limits: Limits | None = None
    run_length: int = 0
    direction: Direction | None = None


def limits_of(values: Sequence[float], *, floor: float | None = None, cap: float | None = None) -> Limits:
    """Mean ± 2.66 mean moving ranges of at least two finite `values` (else ValueError), cut to bounds."""
    _must_be_finite(values)
    mean = fmean(values)
    moving_range = fmean(abs(later - earlier) for earlier, later in pairwise(values))
    lower, upper = mean - TO_LIMITS * moving_range, mean + TO_LIMITS * moving_range
    return Limits(
        mean=mean,
        lower=lower if floor is None else max(floor, lower),
        upper=upper if cap is None else min(cap, upper),
        moving_range=moving_range,
        upper_range=TO_RANGE_LIMIT * moving_range,
        points=len(values),
        trial=len(values) < TRIAL_BELOW,
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

    Fewer than 6 values before it: no word. 6 to 11: trial limits, R1 only. From 12: all rules.
    ValueError when there is no value or one is not finite.
    """
    _must_be_finite(values)
    drawn_from = basis.values(values[:-1])
    if len(drawn_from) < FEWEST:
        return Judgement(Verdict.TOO_FEW_POINTS)
    limits = limits_of(drawn_from, floor=floor, cap=cap)
    rules = _rules_on_last(values[-RUN:], limits)
    return Judgement(
        verdict=Verdict.SIGNAL if rules else Verdict.TRIAL if limits.trial else Verdict.NOISE,
        rules=rules,
        limits=limits,
        run_length=_run_length(values, limits),
        direction=_direction(values, limits, rules),
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
