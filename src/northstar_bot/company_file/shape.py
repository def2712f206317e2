"""The shape of company.yaml: every section and field, checked by pydantic."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from northstar_bot.company_file.words import Days, PlaceInMonth, WallTime, Weekday, words_of
from northstar_bot.domain.amounts import parse_amount
from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, WORKDAYS, Cadence, PostKind
from northstar_bot.domain.calendar.target_span import parse_target_for
from northstar_bot.domain.company.company import (
    Centre,
    Dimension,
    Direction,
    Limits,
    Mode,
    Orientation,
    Style,
)
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.company.surroundings import Around


def _target_for(value: Any) -> Any:
    """A day that YAML already took for one is read as it was written."""
    said = value.isoformat() if isinstance(value, date) else value
    return words_of(lambda: parse_target_for(said)) if isinstance(said, str) else said


def _criterion(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _decider(value: Any) -> Any:
    return {"person": value} if isinstance(value, str) else value


def _amount(value: Any) -> Any:
    """A number, or one as people write it, such as 45%."""
    if not isinstance(value, str):
        return value
    return words_of(lambda: parse_amount(value, share=value.strip().endswith("%"), allow_negative=True))


class Shape(BaseModel):
    """Unknown fields are refused: a typing mistake must not be silent."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SourceShape(BaseModel):
    """`kind` and the options of that kind."""

    model_config = ConfigDict(extra="allow")
    kind: str


class WorkspaceShape(Shape):
    key: str
    name: str
    zone: str = "UTC"
    country: str = ""
    skip: Days = ()
    week_start: Weekday = 0
    slack_team: str | None = None


class TeamShape(Shape):
    key: str
    name: str
    brings: str = ""
    group: str | None = None
    people: list[str] = []
    lead: str | None = None
    spotlight: bool = True


class SquadShape(Shape):
    key: str
    name: str
    team: str | None = None
    people: list[str] = []


class ValueShape(Shape):
    key: str
    name: str
    meaning: str = ""


class CriterionShape(Shape):
    text: str
    met: bool = False


class MetricShape(Shape):
    key: str
    name: str
    unit: str = ""
    style: Style = Style.DECIMAL
    dimension: Dimension | None = None
    owner: str | None = None
    squad: str | None = None
    direction: Direction = Direction.UP
    target: Annotated[float | None, BeforeValidator(_amount)] = None
    target_for: Annotated[str, BeforeValidator(_target_for)] = ""
    around: Around = Around.LEVEL
    lag_days: int = 0
    definition: str = ""
    source: SourceShape | None = None


class StarShape(Shape):
    metric: str
    name: str
    vision: str
    unit: str = ""
    style: Style = Style.COUNT
    definition: str = ""
    why: str = ""
    orientation: Orientation = Orientation.PRODUCT
    stage: str = ""
    exit_criteria: list[Annotated[CriterionShape, BeforeValidator(_criterion)]] = []
    since: date | None = None
    owner: str | None = None
    direction: Direction = Direction.UP
    target: Annotated[float | None, BeforeValidator(_amount)] = None
    target_for: Annotated[str, BeforeValidator(_target_for)] = ""
    around: Around = Around.LEVEL
    lag_days: int = 0
    source: SourceShape | None = None


class FormulaShape(Shape):
    mode: Mode = Mode.HYPOTHESIS
    factors: list[str] = []


class ScheduleShape(Shape):
    key: str
    kind: PostKind
    channel: str
    cadence: Cadence = Cadence.WEEKLY
    weekday: Weekday | None = None
    weekdays: list[Weekday] = list(WORKDAYS)
    nth: PlaceInMonth = FIRST_WORKING_DAY
    at: WallTime
    zone: str | None = None
    owner: str | None = None
    options: dict[str, str] = {}
    skip: Days = ()

    @model_validator(mode="after")
    def _says_its_day(self) -> Self:
        which = self.cadence is Cadence.MONTHLY and self.nth != FIRST_WORKING_DAY
        if self.weekday is None and (which or self.cadence is Cadence.WEEKLY):
            message = "weekday is missing, such as weekday: monday"
            raise ValueError(message)
        return self


class RecognitionShape(Shape):
    feed: str | None = None
    emoji: str = "star2"
    boost: str = "raised_hands"
    allowance: int = 10
    value_required: bool = False
    nudge: bool = True
    private: PrivateThanks = PrivateThanks.EVERYBODY
    anniversaries: bool = True


class DeciderShape(Shape):
    """Without teams and inputs somebody decides everything."""

    person: str
    teams: list[str] = []
    inputs: list[str] = []


class RolesShape(Shape):
    owners: list[str] = []
    stewards: list[str] = []
    deciders: list[Annotated[DeciderShape, BeforeValidator(_decider)]] = []


class CompanyShape(Shape):
    """The whole file."""

    workspace: WorkspaceShape
    teams: list[TeamShape] = []
    squads: list[SquadShape] = []
    values: list[ValueShape] = []
    star: StarShape | None = None
    inputs: list[MetricShape] = []
    guardrails: list[MetricShape] = []
    kpis: list[MetricShape] = []
    formula: FormulaShape = Field(default_factory=FormulaShape)
    channels: dict[str, str] = {}
    schedules: list[ScheduleShape] = []
    recognition: RecognitionShape = Field(default_factory=RecognitionShape)
    roles: RolesShape = Field(default_factory=RolesShape)
    limits: Limits = Limits.LOCKED
    second_weighing_every: int = 5
    look_back_days: int = 60
    retention_days: int = 0
    centre: Centre = Centre.MEAN
    quiet: list[Switch] = []
