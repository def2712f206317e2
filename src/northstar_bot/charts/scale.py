"""Round numbers for an axis: where it begins, where it ends, and the ticks between."""

from collections.abc import Sequence
from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 4.0, 5.0, 10.0)


def round_ticks(values: Sequence[float], most: int = 5) -> tuple[float, ...]:
    """At most `most` + 1 round ticks that hold every value; zero is among them when it is near."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    low = min(low, 0.0) if low < high / 2 else low
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    step = _round_step((high - low) / most)
    first, last = floor(low / step), ceil(high / step)
    return tuple(round(tick * step, 10) for tick in range(first, last + 1))


def _round_step(rough: float) -> float:
    power: float = 10.0 ** floor(log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999999)
