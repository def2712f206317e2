"""The shape of company.yaml: every section and field, checked by pydantic."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from northstar_bot.domain.amounts import parse_amount
from northstar_bot.domain.company import Dimension, Direction, Limits, Mode, Orientation, Style
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.periods import parse_wall_time, parse_weekday
from northstar_bot.domain.preferences import Switch
from northstar_bot.domain.schedules import PostKind
from northstar_bot.domain.target_span import parse_target_for

Read = TypeVar("Read")


def _weekday(value: Any) -> int:
    return _words_of(lambda: parse_weekday(str(value)))


def _words_of(read: Callable[[], Read]) -> Read:
    """What `read` gives; its refusal as the ValueError that pydantic expects."""
    try:
        return read()
    except BadInput as error:
        raise ValueError(error.words) from error


def _wall_time(value: Any) -> Any:
    # Unquoted 09:00 is text to this YAML, but 09:30 in older dialects is a number in base 60.
    text = f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else str(value)
    return _words_of(lambda: parse_wall_time(text))


def _target_for(value: Any) -> Any:
    """A day that YAML already took for one is read as it was written."""
    said = value.isoformat() if isinstance(value, date) else value
    return _words_of(lambda: parse_target_for(said)) if isinstance(said, str) else said


def _criterion(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _decider(value: Any) -> Any:
    return {"person": value} if isinstance(value, str) else value


def _amount(value: Any) -> Any:
    """A number, or one as people write it, such as 45%."""
    if not isinstance(value, str):
        return value
    return _words_of(lambda: parse_amount(value, share=value.strip().endswith("%"), allow_negative=True))


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
    slack_team: str | None = None


class TeamShape(Shape):
    key: str
    name: str
    brings: str = ""
    group: str | None = None
    people: list[str] = []


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
    lag_days: int = 0
    source: SourceShape | None = None


class FormulaShape(Shape):
    mode: Mode = Mode.HYPOTHESIS
    factors: list[str] = []


class ScheduleShape(Shape):
    key: str
    kind: PostKind
    channel: str
    weekday: Annotated[int, BeforeValidator(_weekday)]
    at: Annotated[Any, BeforeValidator(_wall_time)]
    zone: str | None = None
    owner: str | None = None


class RecognitionShape(Shape):
    feed: str | None = None
    emoji: str = "star2"
    boost: str = "raised_hands"
    allowance: int = 10
    value_required: bool = False


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
    look_back_days: int = 60
    quiet: list[Switch] = []
    second_weighing_every: int = 5
