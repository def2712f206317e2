"""What a company has declared: its star, inputs, guardrails, teams, squads, values, sources and schedules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import MONDAY, Week, last_closed_week
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.ids import (
    ChannelId,
    GroupId,
    MetricKey,
    PersonId,
    SquadKey,
    TeamKey,
    ValueKey,
    WorkspaceId,
)


class Kind(StrEnum):
    """The four kinds of metric."""

    STAR = "star"
    INPUT = "input"
    GUARDRAIL = "guardrail"
    KPI = "kpi"


class Dimension(StrEnum):
    """What an input is about; shown in the order breadth, frequency, depth, efficiency, other."""

    BREADTH = "breadth"
    FREQUENCY = "frequency"
    DEPTH = "depth"
    EFFICIENCY = "efficiency"
    OTHER = "other"


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"


class Style(StrEnum):
    """How a metric's numbers are written; a share lies between 0 and 1, a count has no fraction."""

    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    MONEY = "money"


class Mode(StrEnum):
    """How the inputs relate to the star."""

    IDENTITY = "identity"
    RESIDUAL = "identity with residual"
    HYPOTHESIS = "hypothesis"


class Orientation(StrEnum):
    """What the star is about at this stage of the company."""

    PRODUCT = "product"
    REVENUE = "revenue"
    OTHER = "other"


class Limits(StrEnum):
    """Which weeks the natural limits are drawn from: the first 24 and then frozen, or the last 24."""

    LOCKED = "locked"
    ROLLING = "rolling"


class Centre(StrEnum):
    """What stands in the middle of natural limits: the mean of the weeks, or their median."""

    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class Metric:
    """One number, once a week. `lag_days`: days after the week's end until a week is final.

    `target` is in the metric's own unit. `target_for`: empty for every week, `quarter`, or the days it is for, as
    domain/calendar/target_span.py reads them. `around`: what its weeks are judged around.
    """

    key: MetricKey
    name: str
    kind: Kind
    unit: str = ""
    style: Style = Style.DECIMAL
    dimension: Dimension | None = None
    owner: PersonId | None = None
    squad: SquadKey | None = None
    direction: Direction = Direction.UP
    target: float | None = None
    lag_days: int = 0
    definition: str = ""
    target_for: str = ""
    around: Around = Around.LEVEL


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """A milestone; when all are met the company may move to its next star."""

    text: str
    met: bool = False


@dataclass(frozen=True, slots=True)
class Star:
    """One version of the North Star. Versions are kept for ever; exactly one per workspace is active."""

    version: int
    metric: MetricKey
    vision: str
    name: str
    unit: str = ""
    definition: str = ""
    why: str = ""
    orientation: Orientation = Orientation.PRODUCT
    stage: str = ""
    exit_criteria: tuple[ExitCriterion, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """How the inputs make the star; `factors` multiply to it in the two identity modes."""

    mode: Mode = Mode.HYPOTHESIS
    factors: tuple[MetricKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A function such as sales. `group` is a Slack user group whose people belong to it; `people` are named by hand.

    `lead` gets the team's monthly note about thanks. `spotlight`: whether the team takes turns in it.
    """

    key: TeamKey
    name: str
    brings: str = ""
    group: GroupId | None = None
    people: tuple[PersonId, ...] = ()
    lead: PersonId | None = None
    spotlight: bool = True


@dataclass(frozen=True, slots=True)
class Squad:
    """A group of people who own an input."""

    key: SquadKey
    name: str
    team: TeamKey | None = None
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A company value and what one would see somebody do."""

    key: ValueKey
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where a metric's readings come from; `options` are the source kind's own and hold no secret."""

    metric: MetricKey
    kind: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a decider decides who does not decide everything: requests of these teams, and for these inputs."""

    person: PersonId
    teams: tuple[TeamKey, ...] = ()
    inputs: tuple[MetricKey, ...] = ()

    @property
    def key(self) -> str:
        """What names it in the list: each person has one."""
        return self.person


@dataclass(frozen=True, slots=True)
class Recognition:
    """How thanks work here. `allowance` is shout-outs per person and day; `feed` is where cards are posted.

    `nudge`: whether a quiet feed is told so; `private`: who may thank in private; `anniversaries`: whether roundups may
    say how long people are here.
    """

    feed: ChannelId | None = None
    emoji: str = "star2"
    boost: str = "raised_hands"
    allowance: int = 10
    value_required: bool = False
    nudge: bool = True
    private: PrivateThanks = PrivateThanks.EVERYBODY
    anniversaries: bool = True


@dataclass(frozen=True, slots=True)
class Company:
    """Everything a workspace has declared; `revision` grows with every change and guards against lost updates.

    `deciders` decide everything, the people of `scopes` a part of it. `skip` are days without scheduled posts, as
    are the public holidays of `country`. Weeks begin on the weekday `week_start`, 0 is Monday.
    """

    workspace: WorkspaceId
    name: str
    zone: str = "UTC"
    star: Star | None = None
    formula: Formula = Formula()
    metrics: tuple[Metric, ...] = ()
    teams: tuple[Team, ...] = ()
    squads: tuple[Squad, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[SourceSpec, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    owners: tuple[PersonId, ...] = ()
    stewards: tuple[PersonId, ...] = ()
    deciders: tuple[PersonId, ...] = ()
    scopes: tuple[Scope, ...] = ()
    recognition: Recognition = Recognition()
    limits: Limits = Limits.LOCKED
    centre: Centre = Centre.MEAN
    country: str = ""
    skip: tuple[date, ...] = ()
    week_start: int = MONDAY
    # Days after shipping until somebody is asked whether the input moved.
    look_back_days: int = 60
    # Days until the words of thanks and of closed requests go; 0 for never.
    retention_days: int = 0
    # Kinds of message that nobody here gets.
    quiet: tuple[Switch, ...] = ()
    # Each so-manieth weighed request goes blind to a second decider; 0 for none.
    second_weighing_every: int = 5
    revision: int = 0

    def day_of(self, moment: datetime) -> date:
        """The day it is here at a moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def week_of(self, day: date) -> Week:
        """The week that a day lies in here."""
        return Week.of(day, self.week_start)

    def week_named(self, written: str, *, field: str | None = None) -> Week:
        """The week here that is written as `2026-W47` or as a day in it; else BadInput."""
        return Week.parse(written, self.week_start, field=field)

    def closed_week(self, now: datetime) -> Week:
        """The last week that is wholly past here."""
        return last_closed_week(now, self.zone, self.week_start)

    def metric(self, key: str) -> Metric | None:
        """The metric with this key, or None."""
        return next((metric for metric in self.metrics if metric.key == key), None)

    def of_kind(self, kind: Kind) -> tuple[Metric, ...]:
        """Metrics of one kind, inputs in the fixed order of their dimensions, others as declared."""
        found = [metric for metric in self.metrics if metric.kind is kind]
        order = list(Dimension)
        return tuple(sorted(found, key=lambda metric: order.index(metric.dimension or Dimension.OTHER)))

    def source(self, key: str) -> SourceSpec | None:
        """Where this metric's readings come from, or None when people type them."""
        return next((source for source in self.sources if source.metric == key), None)

    def team(self, key: str) -> Team | None:
        """The team with this key, or None."""
        return next((team for team in self.teams if team.key == key), None)

    def squad(self, key: str) -> Squad | None:
        """The squad with this key, or None."""
        return next((squad for squad in self.squads if squad.key == key), None)
