"""The weekly digest as a value: the star's week, what moved it, what is asked, what is held back and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.counts import Covered, RequestCounts, ShoutoutCounts
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.happened import NOTHING_HAPPENED, Happened, Noted
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.pace import Pace
from northstar_bot.domain.numbers.process_behaviour import Verdict
from northstar_bot.domain.numbers.split import Gap, Split

MOST_ASKS = 3
WHOLE, EXECUTIVES = "whole", "executives"
NO_REQUESTS, NO_SHOUTOUTS = RequestCounts(), ShoutoutCounts()


class Cause(StrEnum):
    """Why a week is not compared."""

    WEEK_NOT_OVER = "the week is not over"
    PART_WEEK = "the data ends inside the week"
    BEGINS_INSIDE = "the data begins inside the week"
    NO_READING = "there is no reading"
    READ_TOO_EARLY = "the data was last read inside the week"
    SOURCE_FAILED = "the source did not answer"
    TYPED_EARLY = "the number was typed before the week was over"
    FORMER_UNIT = "the number was kept in another unit"


class Renewal(StrEnum):
    """How a digest that is sent again stands to the first."""

    EDITED = "edited"
    REPLACES = "replaces"


@dataclass(frozen=True, slots=True)
class Withheld:
    """The star is not compared: why, because of which metric, and the day its data reaches or begins."""

    cause: Cause
    metric: Metric
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """An earlier week whose number has changed since the last digest."""

    metric: Metric
    week: Week
    was: float
    now: float


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything the digest of one week says; the same value becomes blocks, text and JSON.

    `paces`: how targets for a span stand, the star's first. `names`: how owners who are people in Slack are
    called where they should not be pinged. `audience`: for whom it is; a digest of one input has that input's row
    as `star` and the star's as `overall`.
    `covered`: None where nobody thanks across teams. `renewal`: how it stands to one that was posted before. `leaks`:
    guardrails that left normal within eight weeks of growth. `segmented`: the same change taken apart segment by
    segment, another level that is told apart. `gap`: how far the star is from what its inputs multiply to, when
    that is more than rounding. `away`: owners who are asked but away, with who answers for them, None where
    nobody does. `afterwards`: it looks back on a week whose own digest is past.
    """

    week: Week
    vision: str
    star: MetricLine
    withheld: Withheld | None
    split: Split
    inputs: tuple[MetricLine, ...]
    guardrails: tuple[MetricLine, ...]
    requests: RequestCounts = NO_REQUESTS
    shoutouts: ShoutoutCounts = NO_SHOUTOUTS
    restatements: tuple[Restatement, ...] = ()
    read_at: datetime | None = None
    zone: str = "UTC"
    next_at: datetime | None = None
    due_at: datetime | None = None
    late: bool = False
    preview: bool = False
    paces: tuple[Pace, ...] = ()
    leaks: tuple[Leak, ...] = ()
    segmented: Split | None = None
    gap: Gap | None = None
    names: Mapping[PersonId, str] = field(default_factory=dict)
    happened: Happened = NOTHING_HAPPENED
    covered: Covered | None = None
    audience: str = WHOLE
    overall: MetricLine | None = None
    renewal: Renewal | None = None
    afterwards: bool = False
    away: Mapping[PersonId, PersonId | None] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[MetricLine, ...]:
        """What it is about, the star, its inputs and its guardrails."""
        overall = (self.overall,) if self.overall else ()
        return (self.star, *overall, *self.inputs, *self.guardrails)

    @property
    def alarms(self) -> tuple[MetricLine, ...]:
        """Guardrails that have left what is normal in the bad direction; they turn the headline."""
        return tuple(line for line in self.guardrails if line.bad and line.worth_asking)

    @property
    def leaking(self) -> tuple[Leak, ...]:
        """Leaks of earlier weeks that turn the star's headline too; not those that newcomers alone may have made."""
        told = {line.metric.key for line in self.alarms}
        sure = () if self.overall else self.leaks
        return tuple(leak for leak in sure if not leak.mix and leak.guardrail.key not in told)

    @property
    def asks(self) -> tuple[MetricLine, ...]:
        """What is asked of owners, at most three: alarms, the star itself, then the inputs that moved it most."""
        if self.audience == EXECUTIVES:
            return ()
        if self.overall:
            return (self.star,) if self.star.worth_asking else ()
        moved = sorted(
            (line for line in self.inputs if line.worth_asking),
            key=lambda line: -abs(self.split.parts.get(line.metric.key, 0.0)),
        )
        star = (self.star,) if self.star.worth_asking else ()
        calm = (line for line in self.guardrails if line.worth_asking and not line.bad)
        return (*self.alarms, *star, *moved, *calm)[:MOST_ASKS]

    def answers(self, line: MetricLine) -> tuple[Noted, ...]:
        """What people said of this week of `line`."""
        return self.happened.answers_on(self.week, line.metric.key)

    @property
    def quiet(self) -> bool:
        """Whether every number known is within what is normal for it, and the star has something to go by."""
        judged = self.star.judgement.verdict in (Verdict.NOISE, Verdict.TRIAL)
        return self.withheld is None and judged and not any(line.signal for line in self.lines)

    @property
    def stale(self) -> tuple[MetricLine, ...]:
        """Rows without a number to go by."""
        return tuple(line for line in self.lines if line.stale)


@dataclass(frozen=True, slots=True)
class DigestTable:
    """Every number of a digest, as a message of its own."""

    digest: Digest
