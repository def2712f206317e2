"""Whether an input moves before the star, as far as its weeks can say; never whether it is the cause.

Both series are whitened by the input's own past. What is left is compared at every lag, and the largest
correlation is held against the largest ones of the same input with its weeks cut into blocks and dealt anew: that
pays for having looked at several lags, and keeps what short memory is left in place.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import mul
from random import Random

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.whitening import centred, whiten

FEWEST, FIRM = 26, 52
EARLY_LAGS, LAGS = 4, 8
DRAWS = 999
# Once chance has done as well so often the answer is plain, and no more is drawn (Besag and Clifford, 1991).
PLAIN = 20
ALPHA = 0.05


class Finding(StrEnum):
    """What may be said."""

    TOO_SHORT = "too short"
    FLAT = "does not vary"
    NOTHING = "no sign of a lead"
    STAR_LEADS = "the star leads"
    LEADS = "moves first"


@dataclass(frozen=True, slots=True)
class Peak:
    """The lag of the largest correlation, the correlation, and how often chance does as well."""

    lag: int
    r: float
    p: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One input held against one star, over `weeks` weeks in a row.

    `ahead`: the input's lead, `behind`: the star's; both None where nothing could be tested. `most_lags`: how many
    weeks ahead were tried. `tested_at`: None for what was never kept. `counted_as`: how star and input were counted.
    """

    metric: MetricKey
    weeks: int
    most_lags: int = 0
    ahead: Peak | None = None
    behind: Peak | None = None
    tested_at: datetime | None = None
    counted_as: str = ""

    @property
    def early(self) -> bool:
        """Whether there is less than a year to go by."""
        return self.weeks < FIRM

    @property
    def more_needed(self) -> int:
        """How many weeks are still lacking for any word."""
        return max(0, FEWEST - self.weeks)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an input; `p` is corrected for the number of inputs that were tried."""

    evidence: Evidence
    finding: Finding
    p: float | None = None


@dataclass(frozen=True, slots=True)
class LeadReport:
    """What was found of some inputs of a star in one quarter; `zone`: whose days its tests are dated by."""

    star: Metric
    quarter: str
    zone: str
    inputs: tuple[tuple[Metric, Told], ...]


def quarter_of(week: Week) -> str:
    """`2026-Q4`: the quarter that the middle of the week lies in."""
    return f"{week.middle.year}-Q{(week.middle.month + 2) // 3}"


def paired(star: Mapping[Week, float], values: Mapping[Week, float]) -> tuple[list[float], list[float]]:
    """The latest weeks in a row that both have, oldest first: the input's values, the star's."""
    week = max(star.keys() & values.keys(), default=None)
    inputs: list[float] = []
    stars: list[float] = []
    while week is not None and week in star and week in values:
        inputs.append(values[week])
        stars.append(star[week])
        week = week.previous
    return inputs[::-1], stars[::-1]


def evidence_of(
    metric: MetricKey, values: Sequence[float], star: Sequence[float], chance: Random, draws: int = DRAWS
) -> Evidence:
    """Hold an input's weeks against the star's; of fewer than 26 nothing is tested."""
    weeks = len(values)
    if weeks < FEWEST:
        return Evidence(metric, weeks)
    lags = EARLY_LAGS if weeks < FIRM else LAGS
    white = whiten(values, star)
    if white is None:
        return Evidence(metric, weeks, lags)
    first, second = _scaled(white.first), _scaled(white.second)
    ahead = _peak(first, second, lags, chance, draws)
    behind = _peak(second, first, lags, chance, draws)
    return Evidence(metric, weeks, lags, ahead, behind)


def told(tested: Iterable[Evidence]) -> tuple[Told, ...]:
    """What may be said of inputs that were tried together."""
    found = tuple(tested)
    corrected = holm({one.metric: one.ahead.p for one in found if one.ahead})
    return tuple(_told(one, corrected.get(one.metric)) for one in found)


def _told(one: Evidence, p: float | None) -> Told:
    if one.more_needed:
        return Told(one, Finding.TOO_SHORT)
    if p is None or one.behind is None:
        return Told(one, Finding.FLAT)
    if one.behind.p <= ALPHA:
        return Told(one, Finding.STAR_LEADS, p)
    return Told(one, Finding.LEADS if p <= ALPHA else Finding.NOTHING, p)


def holm(raw: Mapping[MetricKey, float]) -> dict[MetricKey, float]:
    """Each p as it stands when several were tried: the smallest counts as often as there are, and so on."""
    corrected: dict[MetricKey, float] = {}
    floor = 0.0
    for at, (key, p) in enumerate(sorted(raw.items(), key=lambda item: item[1])):
        floor = max(floor, min(1.0, p * (len(raw) - at)))
        corrected[key] = floor
    return corrected


def _peak(first: Sequence[float], second: Sequence[float], lags: int, chance: Random, draws: int) -> Peak:
    """The largest correlation of scaled `second` with `first` some weeks before it, and what chance makes of it."""
    found = correlations(first, second, lags)
    size = max(map(abs, found))
    lag = next(at for at, r in enumerate(found) if abs(r) == size)
    deal = _dealer(first, chance)
    as_large = 0
    for drawn in range(1, draws + 1):
        as_large += max(map(abs, correlations(deal(), second, lags))) >= size
        if as_large == PLAIN:
            return Peak(lag + 1, found[lag], as_large / drawn)
    return Peak(lag + 1, found[lag], (as_large + 1) / (draws + 1))


def correlations(first: Sequence[float], second: Sequence[float], lags: int) -> list[float]:
    """The correlation of scaled `first` with `second` one to `lags` weeks later."""
    return [sum(map(mul, first, second[lag:])) for lag in range(1, lags + 1)]


def _scaled(values: Sequence[float]) -> tuple[float, ...]:
    flat = centred(values)
    size = math.sqrt(sum(map(mul, flat, flat)))
    return tuple(value / size for value in flat)


def _dealer(values: Sequence[float], chance: Random) -> Callable[[], list[float]]:
    """Deals the values anew: turned to begin anywhere, cut into short blocks, the blocks in any order."""
    points = len(values)
    length = max(2, round(points ** (1 / 3)))
    twice = (*values, *values)

    def deal() -> list[float]:
        begin = chance.randrange(points)
        cuts = list(range(begin, begin + points, length))
        chance.shuffle(cuts)
        dealt: list[float] = []
        for cut in cuts:
            dealt += twice[cut : min(cut + length, begin + points)]
        return dealt

    return deal
