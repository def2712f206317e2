"""Growth with a leak: the star rose, and in the same eight weeks a guardrail left what is normal for it."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Dimension, Direction, Metric, Style
from northstar_bot.domain.numbers.process_behaviour import Judgement

WEEKS = 8
_STAYING = re.compile(
    r"\b(?:churn\w*|retention|retained|return(?:ing)? (?:rate|share)|active (?:share|rate)|repeat\w*|stickiness"
    r"|left|leav(?:e|es|ing)|lost|lapsed?|cancell?(?:ed|ing|ations?)|inactive)\b",
    re.IGNORECASE,
)
# Before these words stands what is counted: `learners` in `learners with a lesson`, `orders` in `orders per customer`.
_HEAD = re.compile(r"\s+(?:per|of|in|with|for|by|to|on|at|from|who|that|a|each)\s+|[,(:/]", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|persons|customers|clients|users|members|learners|students|teachers|patients|guests|hosts|buyers"
    r"|sellers|readers|listeners|players|drivers|riders|subscribers|newcomers|visitors|accounts|teams|households"
    r"|companies|businesses|shops|schools|dau|wau|mau)$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:sign[- ]?ups?|registrations?|acquisitions?|acquired|joined|onboarded|first (?:orders?|purchases?|visits?)"
    r"|new (?:\w+ )?(?:people|persons|customers|clients|users|members|learners|students|accounts|teams|subscribers))\b",
    re.IGNORECASE,
)
_NO_HEADS = {Style.SHARE, Style.MONEY}
_FEWEST_COHORTS = 2
_BY_COHORT = re.compile(r"\bcohorts?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recent:
    """A metric's last weeks: its values by week, and the word on each of the last eight."""

    metric: Metric
    week: Week
    values: Mapping[Week, float]
    words: Mapping[Week, Judgement]

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The last eight weeks, latest first."""
        return tuple(self.week.plus(-back) for back in range(WEEKS))


@dataclass(frozen=True, slots=True)
class Leak:
    """`guardrail` last left normal in `week` while the star rose.

    `mix`: the guardrail is a share of everybody and many people are new. A wave of newcomers lowers such a share
    although nobody leaves sooner than before, so it may not be called churn until it is read by cohort.
    """

    guardrail: Metric
    week: Week
    mix: bool


def went(recent: Recent, side: Direction) -> bool:
    """Whether a metric goes to one `side`: its latest week is a signal there, or its last eight weeks together are.

    Of the three rules the one of a lone week and the one of a run count. The mean of eight weeks varies by a natural
    limit's reach over the square root of eight; one week far out is no rise of eight, so the farthest is left out. What
    was worth as much in the eight weeks before did not go anywhere.
    """
    sign = 1 if side is Direction.UP else -1
    now = [recent.values[week] * sign for week in recent.weeks if week in recent.values]
    earlier = [week.plus(-WEEKS) for week in recent.weeks]
    before = [recent.values[week] * sign for week in earlier if week in recent.values]
    more = fmean(now) - fmean(before) if now and before else None
    latest = recent.words.get(recent.week)
    if _signals(latest, side) and latest and latest.rules != ("R3",):
        return more is None or more > 0
    if latest is None or latest.limits is None or len(now) < WEEKS or len(before) < WEEKS:
        return False
    return fmean(sorted(now)[:-1]) - fmean(before) > latest.limits.reach / math.sqrt(WEEKS)


def leak_of(guardrail: Recent, *, wave: bool) -> Leak | None:
    """That a guardrail left normal on the bad side within eight weeks; `wave`: many people are new."""
    bad = other_side(guardrail.metric.direction)
    found = next((week for week in guardrail.weeks if _signals(guardrail.words.get(week), bad)), None)
    if found is None:
        return None
    return Leak(guardrail.metric, found, wave and is_share_of_everybody(guardrail.metric))


def tells_of_staying(metric: Metric) -> bool:
    """Whether its words speak of customers who stay or leave."""
    return bool(_STAYING.search(f"{metric.name} {metric.definition}"))


def is_share_of_everybody(metric: Metric) -> bool:
    """Whether newcomers alone would move it: a share that speaks of staying or leaving, and not of cohorts."""
    by_cohort = _BY_COHORT.search(f"{metric.name} {metric.definition}")
    return metric.style is Style.SHARE and tells_of_staying(metric) and not by_cohort


def counts_people(metric: Metric) -> bool:
    """Whether it rises as people come: the breadth of the tree, or a number whose name or unit says so.

    Its name decides by what it counts: `weekly active customers` and `new sign-ups`, not `orders per customer`.
    """
    if metric.dimension is Dimension.BREADTH:
        return True
    if metric.style in _NO_HEADS:
        return False
    named, unit = (_HEAD.split(text.strip())[0].strip() for text in (metric.name, metric.unit))
    per = _HEAD.search(metric.unit) is not None
    return bool(_COMING.search(named) or _PEOPLE.search(named) or (_PEOPLE.search(unit) and not per))


def cohorts_held(before: Mapping[str, float], after: Mapping[str, float], side: Direction) -> bool:
    """Whether most cohorts known in both weeks are as good as they were: then the whole is worse by its mix alone."""
    both = before.keys() & after.keys()
    sign = 1 if side is Direction.UP else -1
    held = sum((after[cohort] - before[cohort]) * sign >= 0 for cohort in both)
    return len(both) >= _FEWEST_COHORTS and 2 * held > len(both)


def other_side(side: Direction) -> Direction:
    """Down from up, and up from down."""
    return Direction.DOWN if side is Direction.UP else Direction.UP


def _signals(judgement: Judgement | None, side: Direction) -> bool:
    return judgement is not None and bool(judgement.rules) and judgement.direction is side
