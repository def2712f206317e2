"""Where the star's change came from: an exact split among the inputs that multiply to it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from northstar_bot.domain.company.company import Mode
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.numbers.split_methods import Factors, lmdi_parts, shapley_parts

RESIDUAL = "residual"
TOLERATED_GAP = 0.005
MOST_FACTORS = 12
_FOLDED = 0.05
_EXACT = 1e-9

K = TypeVar("K", bound=str)


class Method(StrEnum):
    """How a change was shared out; Shapley where a factor is negative, nothing for a hypothesis."""

    LMDI = "lmdi"
    SHAPLEY = "shapley"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Split:
    """The change of the star between two weeks and each factor's part of it, in the star's unit.

    `parts` add up to `change`. `residual_key` names the part that no factor explains, when there is one.
    `level` says what was split: the parts of a total, and parts of its segments added up, answer different
    questions.
    `note` says why there is nothing to share out.
    """

    mode: Mode
    method: Method
    level: str
    change: float
    parts: Mapping[str, float]
    residual_key: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the star lies from what its inputs multiply to, in a week and the one before, as a share of that.

    Above it is positive; infinite where no factor could mend it; `before` is None where it is not known.
    """

    now: float
    before: float | None


def off(star: float, factors: Mapping[K, float | None]) -> float:
    """Star / product - 1: 0 when the factors multiply to the star, infinite when no factor could mend it.

    A rate of nothing (None) is allowed where another factor is zero, and the star with it.
    """
    product = math.prod(value for value in factors.values() if value is not None)
    if product == 0:
        return 0.0 if star == 0 else math.copysign(math.inf, star)
    return math.inf if None in factors.values() else star / product - 1


def identity_gap(star: float, factors: Mapping[K, float | None]) -> float:
    """The same, whichever side the star lies on."""
    return abs(off(star, factors))


def split(
    before: Mapping[K, float | None],
    after: Mapping[K, float | None],
    *,
    star_before: float,
    star_after: float,
    mode: Mode,
    level: str = "total",
) -> Split:
    """Share out `star_after - star_before` among the factors.

    `before` and `after` hold the same keys in the order of the formula; None is a rate of nothing (no
    customers, so no orders per customer) and is taken from the other week, so that it explains nothing. In
    identity mode factors that miss the star by 0.5 % or more in either week leave a residual, a part of its
    own; a smaller gap is rounding and is spread over the parts, unless it rivals what moved. BadInput for too
    many factors or the key `residual`.
    """
    change = star_after - star_before
    if mode is Mode.HYPOTHESIS:
        return Split(mode, Method.NONE, level, change, {}, note="The inputs do not multiply to the star.")
    _check(before, after, star_before, star_after)
    if star_before == star_after == 0:
        return Split(
            mode, Method.LMDI, level, 0.0, dict.fromkeys(before, 0.0), note="No activity in either week."
        )
    old, new = _carried(before, after), _carried(after, before)
    gap = max(identity_gap(star_before, old), identity_gap(star_after, new))
    if mode is Mode.RESIDUAL or gap >= TOLERATED_GAP:
        method, parts = _with_residual(old, new, star_before, star_after)
    else:
        method, parts = _shared_out(old, new)
        parts = _with_rest(parts, change, max(abs(star_before), abs(star_after)))
    parts = _rounding_spread(parts, change)
    return Split(mode, method, level, change, parts, RESIDUAL if RESIDUAL in parts else None)


def _carried(week: Mapping[K, float | None], other: Mapping[K, float | None]) -> dict[str, float]:
    """The factors of a week; an undefined one has the other week's value, or 1 when it has none either."""
    return {key: _first_known(value, other[key]) for key, value in week.items()}


def _first_known(*values: float | None) -> float:
    return next((value for value in values if value is not None), 1.0)


def _shared_out(old: Factors, new: Factors) -> tuple[Method, dict[str, float]]:
    """The parts of the product's change, by the method these factors allow."""
    if min(*old.values(), *new.values()) < 0:
        return Method.SHAPLEY, shapley_parts(old, new)
    return Method.LMDI, lmdi_parts(old, new)


def _with_residual(
    old: Factors, new: Factors, star_before: float, star_after: float
) -> tuple[Method, dict[str, float]]:
    """The parts with star / product as one more factor; as a difference where only the product is 0."""
    weeks = ((star_before, math.prod(old.values())), (star_after, math.prod(new.values())))
    if any(star and not product for star, product in weeks):
        method, parts = _shared_out(old, new)
        return method, {**parts, RESIDUAL: star_after - star_before - math.fsum(parts.values())}
    ratios = [star / product if product else None for star, product in weeks]
    first, second = _first_known(*ratios), _first_known(*reversed(ratios))
    return _shared_out({**old, RESIDUAL: first}, {**new, RESIDUAL: second})


def _with_rest(parts: dict[str, float], change: float, star: float) -> dict[str, float]:
    """The parts, and beside them what rounding left over when that is no trifle next to what moved."""
    rest = change - math.fsum(parts.values())
    moved = math.fsum(map(abs, parts.values()))
    return parts if abs(rest) <= max(_FOLDED * moved, _EXACT * star) else {**parts, RESIDUAL: rest}


def _rounding_spread(parts: dict[str, float], change: float) -> dict[str, float]:
    """The parts with the last rounding shared out in proportion, so that they add up to `change`."""
    rest = change - math.fsum(parts.values())
    moved = math.fsum(map(abs, parts.values()))
    return {key: part + rest * (abs(part) / moved) for key, part in parts.items()} if moved else parts


def _check(
    before: Mapping[K, float | None],
    after: Mapping[K, float | None],
    star_before: float,
    star_after: float,
) -> None:
    if len(before) > MOST_FACTORS:
        raise BadInput(
            f"A formula has at most {MOST_FACTORS} inputs, not {len(before)}.", "Multiply fewer.", "formula"
        )
    if RESIDUAL in before:
        raise BadInput(f"An input cannot be called {RESIDUAL}.", "Give it another key.", "formula")
    known = [[value for value in week.values() if value is not None] for week in (before, after)]
    numbers = [star_before, star_after, *map(math.prod, known)]
    if before.keys() != after.keys() or not before or not all(map(math.isfinite, numbers)):
        message = "both weeks need the same factors, at least one, and finite numbers"
        raise ValueError(message)
