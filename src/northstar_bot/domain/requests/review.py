"""What we said, what we did: a month's verdicts by input, beside what was shipped and how each input moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.company.company import Company, Direction, Kind
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Answer

STAR, EARLIER, NONE = "The star itself", "Earlier inputs", "No input"


@dataclass(frozen=True, slots=True)
class Said:
    """How many requests got which last verdict of the month, by the input that was named."""

    input: MetricKey | None
    answer: Answer
    amount: int


@dataclass(frozen=True, slots=True)
class Movement:
    """An input's complete weeks of the month, oldest first, each judged by its own past."""

    weeks: tuple[MetricLine, ...] = ()

    @property
    def last(self) -> MetricLine | None:
        """The latest complete week."""
        return self.weeks[-1] if self.weeks else None

    @property
    def judged(self) -> int:
        """How many weeks there was past enough for."""
        return sum(week.natural_range is not None for week in self.weeks)

    def signals(self, side: Direction) -> int:
        """How many weeks stood out to one side."""
        return sum(week.signal and week.judgement.direction is side for week in self.weeks)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One input, or what belongs to none of them; `movement` only of an input."""

    name: str
    accepted: int = 0
    declined: int = 0
    shipped: int = 0
    movement: Movement | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said or done."""
        return not (self.accepted or self.declined or self.shipped)


@dataclass(frozen=True, slots=True)
class Review:
    """One month in counts: of private requests too, but never a word of them, and of no single person.

    `obligations`: what obliged the exempt ones. `so_far`: the month is not over. `preview`: only one person sees it.
    """

    month: Month
    rows: tuple[ReviewRow, ...]
    parked: int = 0
    exempt: ExemptShare = field(default_factory=ExemptShare)
    obligations: Mapping[str, int] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    so_far: bool = False
    preview: bool = False

    @property
    def accepted(self) -> int:
        """How many got a yes."""
        return sum(row.accepted for row in self.rows)

    @property
    def declined(self) -> int:
        """How many got a no."""
        return sum(row.declined for row in self.rows)

    @property
    def shipped(self) -> int:
        """How many were shipped."""
        return sum(row.shipped for row in self.rows)

    @property
    def shipped_without_input(self) -> int:
        """How many of them were for no input."""
        return sum(row.shipped for row in self.rows if row.name == NONE and row.movement is None)

    @property
    def median(self) -> timedelta | None:
        """Half of the first verdicts came faster."""
        return self.pace.median

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: nothing was decided and nothing shipped."""
        return all(row.is_empty for row in self.rows) and not self.parked


def weeks_of(month: Month, starts: int = MONDAY) -> tuple[Week, ...]:
    """The weeks from the weekday `starts` on that belong to the month: their middle lies in it."""
    return tuple(week for day in month.days if (week := Week.of(day, starts)).middle == day)


def rows_of(
    company: Company,
    said: Iterable[Said],
    shipped: Mapping[MetricKey | None, int],
    movements: Mapping[MetricKey, Movement],
) -> tuple[ReviewRow, ...]:
    """One row for each input, also without any news; then the star itself, inputs there were, and no input at all."""
    told = list(said)
    inputs = company.of_kind(Kind.INPUT)
    named = {metric.key for metric in inputs}
    rows = [
        _row(metric.name, {metric.key}, told, shipped, movements.get(metric.key, Movement()))
        for metric in inputs
    ]
    nowhere: set[MetricKey | None] = {NO_INPUT, None}
    keys = {one.input for one in told} | set(shipped)
    rest = [
        _row(STAR, {STAR_ONLY} - named, told, shipped),
        _row(EARLIER, keys - named - nowhere - {STAR_ONLY}, told, shipped),
        _row(NONE, nowhere, told, shipped),
    ]
    return (*rows, *(row for row in rest if not row.is_empty))


def parked_of(said: Iterable[Said]) -> int:
    """How many were put off."""
    return sum(one.amount for one in said if one.answer is Answer.PARK)


def _row(
    name: str,
    keys: Iterable[MetricKey | None],
    said: Sequence[Said],
    shipped: Mapping[MetricKey | None, int],
    movement: Movement | None = None,
) -> ReviewRow:
    theirs = set(keys)

    def amount(answer: Answer) -> int:
        return sum(one.amount for one in said if one.input in theirs and one.answer is answer)

    done = sum(number for key, number in shipped.items() if key in theirs)
    return ReviewRow(name, amount(Answer.YES), amount(Answer.NO), done, movement)
