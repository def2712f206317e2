"""The star's change shared out among its inputs, or why it is not this week; and whether they multiply to it."""

import math
from collections.abc import Mapping

from northstar_bot.domain.company.company import Mode
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.split import TOLERATED_GAP, Gap, Method, Split, off, split


def split_of(mode: Mode, star: MetricLine, factors: tuple[MetricLine, ...]) -> Split:
    """The split of the star's change; without parts when a week or a factor is not known."""
    if mode is Mode.HYPOTHESIS or not factors:
        return _none(Mode.HYPOTHESIS, "The inputs are not said to multiply to the star.")
    if star.change is None or star.value is None or star.previous is None:
        return _none(mode, "There is no week to compare with.")
    before: dict[str, float | None] = {row.metric.key: row.previous for row in factors}
    after: dict[str, float | None] = {row.metric.key: row.value for row in factors}
    unknown = _unknown(before, star.previous) or _unknown(after, star.value)
    if unknown or not (_bearable(before, star.previous) and _bearable(after, star.value)):
        return _none(mode, "An input is not known in one of the two weeks.")
    try:
        return _as_done(split(before, after, star_before=star.previous, star_after=star.value, mode=mode))
    except BadInput as error:
        return _none(mode, error.sentence)


def gap_of(mode: Mode, star: MetricLine, factors: tuple[MetricLine, ...]) -> Gap | None:
    """How far the star is from its inputs' product; None while they hold together, or are not said to."""
    if mode is Mode.HYPOTHESIS or not star.complete:
        return None
    now = _off(star.value, {row.metric.key: row.value for row in factors})
    before = _off(star.previous, {row.metric.key: row.previous for row in factors})
    if now is None or max(abs(now), abs(before or 0.0)) < TOLERATED_GAP:
        return None
    return Gap(now, before)


def _off(star: float | None, factors: Mapping[str, float | None]) -> float | None:
    known = star is not None and bool(factors) and not _unknown(factors, star) and _bearable(factors, star)
    return off(star, factors) if known and star is not None else None


def _as_done(made: Split) -> Split:
    """An identity that left a residual is told as what it was."""
    mode = Mode.RESIDUAL if made.residual_key else made.mode
    return Split(mode, made.method, made.level, made.change, made.parts, made.residual_key, made.note)


def _unknown(factors: Mapping[str, float | None], star: float) -> bool:
    """A factor without a value is a rate of nothing only where the star is zero."""
    return star != 0 and None in factors.values()


def _bearable(factors: Mapping[str, float | None], star: float) -> bool:
    """Whether the numbers can be multiplied and compared at all."""
    product = math.prod(value for value in factors.values() if value is not None)
    return math.isfinite(product) and (product == 0 or math.isfinite(star / product))


def _none(mode: Mode, note: str) -> Split:
    return Split(mode, Method.NONE, "total", 0.0, {}, note=note)
