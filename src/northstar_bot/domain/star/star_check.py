"""Is this a good star? What can be computed is computed, the rest is asked; nothing here ever blocks.

The checks follow Amplitude's seven for a North Star (value, strategy, leading, actionable, understandable, measurable,
not vanity), told apart into those that the numbers answer and those that only people can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import (
    Company,
    Formula,
    Kind,
    Metric,
    Mode,
    Orientation,
    Squad,
    Star,
)
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.lead_evidence import Finding as Lead
from northstar_bot.domain.numbers.lead_evidence import LeadReport, Told
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.smells import Smelled, smells_of
from northstar_bot.domain.numbers.split import TOLERATED_GAP, identity_gap
from northstar_bot.domain.star.outcomes import says_outcome, shows_harm
from northstar_bot.domain.star.sprints import squads_without_input

CUMULATIVE_WEEKS = 13
IDENTITY_WEEKS = 12
COARSE = 0.5
ASKED_AGAIN = timedelta(days=365)

Values = Mapping[MetricKey, Mapping[Week, float]]


class Question(StrEnum):
    """What only people can answer."""

    OUTCOME = "outcome"
    GAMED = "gamed"
    FELL = "fell"
    HARM = "harm"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody said to a question about this version of the star."""

    question: Question
    text: str
    by: PersonId
    at: datetime

    def is_old(self, now: datetime) -> bool:
        """Whether the stage of the company may have changed since: that is asked each year."""
        return self.question is Question.STAGE and now - self.at > ASKED_AGAIN


@dataclass(frozen=True, slots=True)
class Gap:
    """In how many of so many weeks the inputs did not multiply to the star."""

    weeks: int
    of: int


@dataclass(frozen=True, slots=True)
class StarCheck:
    """Everything found.

    `only_up`: metrics that never fell in thirteen weeks or more. `coarse`: the share by which one week must move before
    it is news, None when that is fine or not known. `unowned`, `untargeted`: inputs. `outcomes`: revenue and who stays,
    with whether the star was found to move before them. `leading`: inputs that move before the star, None while not
    tested. `harmless`: there are guardrails, but neither their words nor a person says that they show quality or who
    stays. `speechless`: neither the star's words nor a person says what somebody has done or got.
    """

    star: Star
    metric: Metric
    smells: tuple[Smelled, ...]
    only_up: tuple[Metric, ...]
    leaks: tuple[Leak, ...]
    guarded: bool
    harmless: bool
    speechless: bool
    coarse: float | None
    unowned: tuple[Metric, ...]
    untargeted: tuple[Metric, ...]
    inputs: int
    outcomes: tuple[tuple[Metric, Told], ...]
    leading: tuple[Metric, ...] | None
    gap: Gap | None
    breaks: tuple[MetricLine, ...]
    answers: Mapping[Question, Answered]
    unanswered: tuple[Question, ...]
    squads_without: tuple[Squad, ...] = ()

    @property
    def lags(self) -> bool:
        """Whether the star is about revenue, as a company may wish; then squads steer by what moves before it."""
        return self.star.orientation is Orientation.REVENUE

    @property
    def follows(self) -> tuple[Metric, ...]:
        """What was found to move before the star, which should move before it."""
        return tuple(metric for metric, said in self.outcomes if said.finding is Lead.STAR_LEADS)

    @property
    def warnings(self) -> int:
        """How many checks found something to look at."""
        found = (
            self.smells,
            self.only_up,
            self.leaks,
            not self.guarded,
            self.harmless,
            self.speechless,
            self.follows,
            self.coarse is not None,
            self.unowned,
            self.untargeted,
            self.inputs == 0,
            self.gap is not None,
            self.breaks,
            self.lags,
        )
        return sum(bool(one) for one in found)


def check_star(
    company: Company,
    star: Star,
    digest: Digest,
    values: Values,
    leads: LeadReport,
    outcomes: tuple[tuple[Metric, Told], ...],
    answers: Sequence[Answered],
    now: datetime,
) -> StarCheck:
    """Every check of the active star; `values` are the complete weeks of each metric."""
    line, inputs = digest.star, company.of_kind(Kind.INPUT)
    told = {one.question: one for one in answers if not one.is_old(now)}
    smells, guardrails = smells_of(line.metric, star), company.of_kind(Kind.GUARDRAIL)
    harm = any(shows_harm(one) for one in guardrails)
    asked = (question for question in Question if question is not Question.HARM or (guardrails and not harm))
    return StarCheck(
        star=star,
        metric=line.metric,
        smells=(*smells, *(one for metric in inputs for one in smells_of(metric))),
        only_up=tuple(metric for metric in (line.metric, *inputs) if never_falls(values.get(metric.key, {}))),
        leaks=digest.leaks,
        guarded=bool(guardrails),
        harmless=bool(guardrails) and not harm and Question.HARM not in told,
        speechless=not smells and not _outcome_said(star, line.metric, told),
        coarse=coarseness(line),
        unowned=tuple(metric for metric in inputs if not metric.owner and not metric.squad),
        untargeted=tuple(metric for metric in inputs if metric.target is None),
        inputs=len(inputs),
        outcomes=outcomes,
        leading=_leading(leads),
        gap=identity_gaps(company.formula, line.metric.key, values),
        breaks=tuple(one for one in digest.lines if one.anew and one.anew.told_by is None),
        answers=told,
        unanswered=tuple(question for question in asked if question not in told),
        squads_without=squads_without_input(company),
    )


def _outcome_said(star: Star, metric: Metric, told: Mapping[Question, Answered]) -> bool:
    answer = told.get(Question.OUTCOME)
    texts = (star.name, metric.name, metric.unit, metric.definition, star.definition)
    return says_outcome(*texts, answer.text if answer else "")


def never_falls(values: Mapping[Week, float]) -> bool:
    """Whether a metric can only go up, as far as thirteen weeks or more can tell; a flat one is no running total."""
    known = [values[week] for week in sorted(values)]
    rising = all(later >= earlier for earlier, later in pairwise(known))
    return len(known) >= CUMULATIVE_WEEKS and rising and known[-1] > known[0]


def coarseness(line: MetricLine) -> float | None:
    """By which share of its mean one week must move to be news, when that is half or more."""
    limits = line.judgement.limits
    if limits is None or limits.mean == 0:
        return None
    share = limits.reach / abs(limits.mean)
    return share if share >= COARSE else None


def identity_gaps(formula: Formula, star: MetricKey, values: Values) -> Gap | None:
    """In how many of the last twelve known weeks the inputs miss the star by more than half a per cent."""
    if formula.mode is not Mode.IDENTITY or not formula.factors:
        return None
    factors = [values.get(key, {}) for key in formula.factors]
    known = values.get(star, {})
    weeks = [week for week in sorted(known) if all(week in one for one in factors)][-IDENTITY_WEEKS:]
    missed = sum(
        identity_gap(known[week], {key: one[week] for key, one in zip(formula.factors, factors, strict=True)})
        >= TOLERATED_GAP
        for week in weeks
    )
    return Gap(missed, len(weeks)) if missed else None


def _leading(leads: LeadReport) -> tuple[Metric, ...] | None:
    """The inputs that were found to move first; None while none could be tested."""
    tested = [(metric, told) for metric, told in leads.inputs if not told.evidence.more_needed]
    return tuple(metric for metric, told in tested if told.finding is Lead.LEADS) if tested else None
