"""Two exact ways to share out the change of a product among its factors.

LMDI-I additive: B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33
(2005) 867. Its limits at zero: R. Wood and M. Lenzen, Energy Policy 34 (2006) 1326. The even-handed mean over
all orders of change: L. S. Shapley, "A value for n-person games" (1953).
"""

import math
import operator
from collections.abc import Mapping, Sequence

Factors = Mapping[str, float]
_NEAR = 0.5


def lmdi_parts(before: Factors, after: Factors) -> dict[str, float]:
    """Each factor's part of the change of the product, in the product's unit; the parts add up to the change.

    For factors that are nowhere negative. Between positive products each part is the logarithmic mean of the
    two products times the log ratio of the factor. To or from zero the limit of that holds: the factors that
    are zero share the change evenly, the others have none. Between two zeros nothing changed.
    """
    start, end = math.prod(before.values()), math.prod(after.values())
    if start > 0 and end > 0:
        mean = _logarithmic_mean(end, start)
        return {key: mean * _log_ratio(after[key], value) for key, value in before.items()}
    zero_side = before if start == 0 else after
    zeros = [key for key, value in zero_side.items() if value == 0] or list(before)
    return {key: (end - start) / len(zeros) if key in zeros else 0.0 for key in before}


def _logarithmic_mean(one: float, other: float) -> float:
    """L(a, b) = (a - b) / ln(a / b), and a where both are equal."""
    ratio = _log_ratio(one, other)
    return (one - other) / ratio if ratio else one


def _log_ratio(one: float, other: float) -> float:
    """ln(one / other), to full precision where the two are close."""
    step = (one - other) / other
    return math.log1p(step) if abs(step) < _NEAR else math.log(one) - math.log(other)


def shapley_parts(before: Factors, after: Factors) -> dict[str, float]:
    """Each factor's part of the change of the product, as the mean over all orders of change.

    Holds for zeros and negative values. A factor's step counts once for every set S of others that changed
    before it, weighted |S|! (n - |S| - 1)! / n!; sets of one size are summed at once, by a polynomial.
    """
    count = len(before)
    weights = [1 / (count * math.comb(count - 1, size)) for size in range(count)]
    parts = {}
    for key in before:
        others = [(before[other], after[other]) for other in before if other != key]
        by_size = _products_by_changed(others)
        parts[key] = (after[key] - before[key]) * math.fsum(map(operator.mul, weights, by_size))
    return parts


def _products_by_changed(pairs: Sequence[tuple[float, float]]) -> list[float]:
    """For each number of changed factors, the sum of all products with that many at their later value."""
    sums = [1.0]
    for old, new in pairs:
        sums = [old * kept + new * moved for kept, moved in zip([*sums, 0.0], [0.0, *sums], strict=True)]
    return sums
