"""One metric's row of the week: what it is, what it was, what is normal, and how far to trust it."""

from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.numbers.bands import Band, band_of
from northstar_bot.domain.numbers.baselines import Baseline
from northstar_bot.domain.numbers.process_behaviour import Judgement, Verdict
from northstar_bot.domain.numbers.trends import change, change_share

_NO_WORD = Judgement(Verdict.TOO_FEW_POINTS)


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric in one week.

    `value` is the number so far when the week is not `complete`; only complete weeks have anything beside it.
    `undefined`: a rate of nothing (no customers, so no orders per customer), which is known and not missing.
    `unfinished`: its source says so itself; `provisional` adds weeks that are within the metric's lag.
    `earlier`: how many complete weeks it could be judged by. `failed`: its last collection did not succeed.
    `known_through`: the last day its data covers. `history`: weeks oldest first, None unless complete.
    `anew`: where what is normal begins. `run_since`: the first week of the run that rule 2 sees.
    `by_hand`: its owner is asked for it. `former_unit`: its number was kept in a unit that the metric had before.
    `typed_on`: the day a number so far was typed, while its week went on.
    """

    metric: Metric
    week: Week
    value: float | None = None
    complete: bool = False
    undefined: bool = False
    previous: float | None = None
    mean4: float | None = None
    mean4_before: float | None = None
    mean4_year_ago: float | None = None
    judgement: Judgement = _NO_WORD
    earlier: int = 0
    provisional: bool = False
    unfinished: bool = False
    restated_from: float | None = None
    failed: bool = False
    known_through: date | None = None
    history: tuple[tuple[Week, float | None], ...] = ()
    anew: Baseline | None = None
    run_since: Week | None = None
    by_hand: bool = False
    former_unit: bool = False
    typed_on: date | None = None

    @property
    def stale(self) -> bool:
        """Whether there is no number to go by: none came, or the source failed before covering the week."""
        return not self.undefined and (self.value is None or (self.failed and not self.complete))

    @property
    def change(self) -> float | None:
        """How far it moved from the calendar week before, both complete."""
        return change(self.value, self.previous) if self.complete and self.value is not None else None

    @property
    def change_pct(self) -> float | None:
        """The change in per cent of the week before; None from zero."""
        share = change_share(self.value, self.previous) if self.complete and self.value is not None else None
        return None if share is None else share * 100

    @property
    def natural_range(self) -> tuple[float, float] | None:
        """What is normal for it, once there are enough weeks to say."""
        limits = self.judgement.limits
        return (limits.lower, limits.upper) if limits else None

    @property
    def band(self) -> Band:
        """What is normal, in each week of its history."""
        return band_of(self.judgement, [value for _, value in self.history])

    @property
    def trial(self) -> bool:
        """Whether what is normal is drawn from so few weeks that it may move."""
        return self.judgement.limits is not None and self.judgement.limits.trial

    @property
    def signal(self) -> bool:
        """Whether the week is more than noise."""
        return self.judgement.verdict is Verdict.SIGNAL

    @property
    def worth_asking(self) -> bool:
        """A signal in a number its source does not call unfinished; an unfinished one may yet dissolve."""
        return self.signal and not self.unfinished

    @property
    def bad(self) -> bool:
        """A signal on the side this company does not want."""
        return self.signal and self.judgement.direction not in (None, self.metric.direction)
