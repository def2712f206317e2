"""Takes out of two series what each owes to its own past, so that what is left can be held side by side.

Source: G. E. P. Box and G. M. Jenkins, *Time Series Analysis* (1970), chapters 6 and 11; the recursion is
Levinson's (1947) in Durbin's form (1960), the order is chosen by Akaike's criterion (1974).

When a series is differenced: when that makes its variance smaller, which is when its lag-one autocorrelation is
above one half. Both are then differenced, so that a lag keeps its meaning. A series that already stands still
grows when it is differenced, and is left alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from statistics import fmean

YEAR = 52
MOST_ORDER = 8
_WEEKS_PER_TERM = 5
_SEASONAL = 0.5
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Whitened:
    """The two filtered series, of one length; `order`: terms of the filter."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    order: int
    differenced: bool
    seasonal: bool


def whiten(first: Sequence[float], second: Sequence[float]) -> Whitened | None:
    """Both series through the filter that makes `first` white; None when one of them does not vary.

    When both repeat themselves after a year, and two years are known, the year before is taken off first.
    """
    seasonal = repeats_yearly(first) and repeats_yearly(second)
    if seasonal:
        first, second = (differences(one, YEAR) for one in (first, second))
    differenced = wanders(first) or wanders(second)
    if differenced:
        first, second = (differences(one) for one in (first, second))
    if is_flat(first) or is_flat(second):
        return None
    weights = fitted(first)
    one, other = filtered_by(weights, first), filtered_by(weights, second)
    if is_flat(one) or is_flat(other):
        return None
    return Whitened(one, other, len(weights), differenced, seasonal)


def differences(values: Sequence[float], step: int = 1) -> tuple[float, ...]:
    """Each value less the one `step` before it."""
    return tuple(later - earlier for earlier, later in zip(values, values[step:], strict=False))


def wanders(values: Sequence[float]) -> bool:
    """Whether differencing makes the variance smaller."""
    return not is_flat(values) and _variance(differences(values)) < _variance(values)


def is_flat(values: Sequence[float]) -> bool:
    """Whether the values do not vary, to rounding."""
    return _variance(values) <= _NOTHING * max(1e-300, *(value * value for value in values))


def repeats_yearly(values: Sequence[float]) -> bool:
    """Whether two years are known and the second looks like the first."""
    if len(values) < 2 * YEAR:
        return False
    steps = differences(values) if wanders(values) else tuple(values)
    return correlation(steps[:-YEAR], steps[YEAR:]) > _SEASONAL


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """The plain correlation of two series of one length; 0 when one does not vary."""
    one, other = centred(first), centred(second)
    size = math.sqrt(sum(map(mul, one, one)) * sum(map(mul, other, other)))
    return sum(map(mul, one, other)) / size if size else 0.0


def fitted(values: Sequence[float]) -> tuple[float, ...]:
    """The weights of the autoregression that Akaike's criterion prefers; none when `values` are white."""
    points = len(values)
    shares = _autocovariances(values, min(MOST_ORDER, points // _WEEKS_PER_TERM))
    weights: tuple[float, ...] = ()
    best: tuple[float, ...] = ()
    left, least = shares[0], points * math.log(shares[0])
    for order in range(1, len(shares)):
        carried = sum(weight * shares[order - 1 - at] for at, weight in enumerate(weights))
        partial = (shares[order] - carried) / left
        weights = (
            *(one - partial * other for one, other in zip(weights, weights[::-1], strict=True)),
            partial,
        )
        left *= 1 - partial * partial
        if left <= _NOTHING * shares[0]:
            return weights
        criterion = points * math.log(left) + 2 * order
        if criterion < least:
            best, least = weights, criterion
    return best


def filtered_by(weights: Sequence[float], values: Sequence[float]) -> tuple[float, ...]:
    """What is left of `values` once the weighted values before each are taken off."""
    order = len(weights)
    flat = centred(values)
    backwards = tuple(reversed(weights))
    return tuple(flat[at] - sum(map(mul, backwards, flat[at - order : at])) for at in range(order, len(flat)))


def centred(values: Sequence[float]) -> tuple[float, ...]:
    """The values less their mean."""
    mean = fmean(values)
    return tuple(value - mean for value in values)


def _autocovariances(values: Sequence[float], most: int) -> list[float]:
    flat = centred(values)
    return [sum(map(mul, flat, flat[lag:])) / len(flat) for lag in range(most + 1)]


def _variance(values: Sequence[float]) -> float:
    flat = centred(values)
    return fmean(map(mul, flat, flat))
