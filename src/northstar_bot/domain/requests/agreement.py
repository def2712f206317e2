"""How alike two people decide: what was said alike, and how far that goes beyond chance.

Krippendorff's alpha for nominal data and two values a unit: K. Krippendorff, *Content Analysis* (4th ed., 2018),
chapter 12, and *Computing Krippendorff's Alpha-Reliability* (2011), section C. Of the n = 2N values, n(c) are c:
alpha = 1 - (n - 1) * (values in units that differ) / (n^2 - sum of n(c)^2).
The interval is the jackknife's, one unit left out at a time, with Student's t on N - 1 degrees of freedom; for few
units it errs less than the bootstrap (J. Hughes, *krippendorffsalpha*, 2021).
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist, fmean
from typing import Generic, TypeVar

FEWEST = 20
_CONFIDENCE = 0.95
_ONE_SIDED_FROM = 0.8
_WIDE, _NARROW = 0.4, 0.2

Said = TypeVar("Said", bound=Hashable)


class Grade(StrEnum):
    """Alpha in words; the first two bounds are Krippendorff's, the others are ours."""

    CONSISTENT = "Consistent"
    MOSTLY = "Mostly consistent"
    PARTLY = "Partly consistent"
    CHANCE = "No more alike than chance would make it"


class Width(StrEnum):
    """The interval in words."""

    WIDE = "still wide"
    FAIR = "fairly narrow"
    NARROW = "narrow"


_GRADES = ((0.8, Grade.CONSISTENT), (0.667, Grade.MOSTLY), (0.2, Grade.PARTLY))


@dataclass(frozen=True, slots=True)
class Interval:
    """Where alpha lies, 95 times of 100."""

    low: float
    high: float

    @property
    def width(self) -> Width:
        """How much there is still to learn."""
        span = self.high - self.low
        if span > _WIDE:
            return Width.WIDE
        return Width.FAIR if span > _NARROW else Width.NARROW


@dataclass(frozen=True, slots=True)
class Agreement(Generic[Said]):
    """Counted pairs. `alpha` is None below 20 pairs, and where everybody always said one and the same.

    `interval` is None where leaving one pair out leaves nothing to tell apart. `usual` is what at least four of
    five said, where that is so: then most of the sameness would be there by chance.
    """

    same: int
    total: int
    alpha: float | None = None
    interval: Interval | None = None
    usual: Said | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there are pairs enough for more than counting."""
        return self.total >= FEWEST

    @property
    def grade(self) -> Grade | None:
        """Alpha in words."""
        if self.alpha is None:
            return None
        return next((grade for bound, grade in _GRADES if self.alpha >= bound), Grade.CHANCE)

    @property
    def words(self) -> str:
        """`Mostly consistent; still wide.`; empty without an alpha."""
        if self.grade is None:
            return ""
        return f"{self.grade}; {self.interval.width}." if self.interval else f"{self.grade}."

    @property
    def is_low_by_prevalence(self) -> bool:
        """Whether alpha is low although most pairs are alike, since nearly all of them say the same."""
        low = self.alpha is not None and self.alpha < _GRADES[1][0]
        return low and self.usual is not None and self.same >= _ONE_SIDED_FROM * self.total


def agreement(pairs: Sequence[tuple[Said, Said]]) -> Agreement[Said]:
    """What `pairs` of verdicts on the same requests come to."""
    same = sum(first == second for first, second in pairs)
    if len(pairs) < FEWEST:
        return Agreement(same, len(pairs))
    return Agreement(same, len(pairs), alpha(pairs), jackknife(pairs), _usual(pairs))


def alpha(pairs: Sequence[tuple[Said, Said]]) -> float | None:
    """Krippendorff's alpha; None where only one thing was ever said, which leaves nothing to agree about."""
    counts = Counter(said for pair in pairs for said in pair)
    values = 2 * len(pairs)
    by_chance = values**2 - sum(count**2 for count in counts.values())
    if not by_chance:
        return None
    differing = 2 * sum(first != second for first, second in pairs)
    return 1 - (values - 1) * differing / by_chance


def jackknife(pairs: Sequence[tuple[Said, Said]]) -> Interval | None:
    """The 95 % interval of alpha, from leaving out each pair in turn; None where one of those is undefined."""
    whole, size = alpha(pairs), len(pairs)
    kinds = Counter(frozenset(pair) for pair in pairs)
    one_each = {kind: next(pair for pair in pairs if frozenset(pair) == kind) for kind in kinds}
    without = {kind: alpha(_less(pairs, pair)) for kind, pair in one_each.items()}
    found = [value for kind, value in without.items() if value is not None for _ in range(kinds[kind])]
    if whole is None or size <= 1 or len(found) < size:
        return None
    mean = fmean(found)
    error = sqrt((size - 1) / size * sum((value - mean) ** 2 for value in found))
    reach = error * _student(size - 1)
    return Interval(max(-1.0, whole - reach), min(1.0, whole + reach))


def _less(pairs: Sequence[tuple[Said, Said]], pair: tuple[Said, Said]) -> Sequence[tuple[Said, Said]]:
    left = list(pairs)
    left.remove(pair)
    return left


def _usual(pairs: Sequence[tuple[Said, Said]]) -> Said | None:
    ((said, count),) = Counter(each for pair in pairs for each in pair).most_common(1)
    return said if count >= _ONE_SIDED_FROM * 2 * len(pairs) else None


def _student(freedom: int) -> float:
    """Student's two-sided 95 % quantile: the normal one with Fisher and Cornish's first three corrections."""
    z = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
