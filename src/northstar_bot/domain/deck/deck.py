"""The all-hands deck as values: slides in order, each with what the speaker says and how long it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.numbers.bands import Band
from northstar_bot.domain.numbers.happened import Mark


@dataclass(frozen=True, slots=True)
class Period:
    """The days a deck is about, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Part:
    """How much of the star's change one input accounts for."""

    name: str
    amount: float


@dataclass(frozen=True, slots=True)
class WeekValue:
    """One week of the star; None when there is no complete reading.

    `normal`: what is normal in it, where that is no level but goes along a trend or with the week before.
    """

    label: str
    value: float | None
    normal: tuple[float, float] | None = None


def band(weeks: Sequence[WeekValue], level: tuple[float, float] | None) -> Band:
    """What is normal in each of `weeks`: their own, else the `level`."""
    own = tuple(week.normal for week in weeks)
    return own if any(own) else (level,) * len(weeks)


@dataclass(frozen=True, slots=True)
class StarInDeck:
    """The star at the end of the period, against the week before the period began.

    `week` and `against` are the labels of those two weeks. `parts` is empty when the change cannot be split;
    `parts_note` says how it was split, or why not. `note` says why the value is withheld, or what to know
    about it.
    `signal` is None while there are too few weeks for a verdict. `marks`: what happened in its weeks, newest first.
    """

    name: str
    vision: str
    unit: str = ""
    style: Style = Style.DECIMAL
    value: float | None = None
    previous: float | None = None
    week: str = ""
    against: str = ""
    parts: tuple[Part, ...] = ()
    parts_note: str = ""
    weeks: tuple[WeekValue, ...] = ()
    natural_range: tuple[float, float] | None = None
    around: Around = Around.LEVEL
    signal: bool | None = None
    provisional: bool = False
    note: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def change(self) -> float | None:
        """How far the star moved, when both weeks are known."""
        return None if self.value is None or self.previous is None else self.value - self.previous


class Untold(StrEnum):
    """Why a story is not told on a stage."""

    NOT_ASKED = "not asked"
    SILENT = "no answer"
    NO = "no"
    OPTED_OUT = "opted out"
    INSIDE = "not from one team to another"


@dataclass(frozen=True, slots=True)
class Story:
    """One shout-out with every name resolved; teams are those at the time of giving.

    `untold` says why it may not be told, None when everybody it thanks agreed; `input`: the input it was for, or
    its request was for.
    """

    giver: str
    receivers: tuple[str, ...]
    text: str
    day: date
    giver_team: str = ""
    receiver_teams: tuple[str, ...] = ()
    value: str = ""
    boosts: int = 0
    input: str = ""
    untold: Untold | None = None

    @property
    def crosses(self) -> bool:
        """Whether it goes from one team to another; without a team nothing is claimed."""
        return bool(self.giver_team) and bool(set(self.receiver_teams) - {self.giver_team})


@dataclass(frozen=True, slots=True)
class TeamCoverage:
    """How many shout-outs a team was given by other teams, and which teams stood on the other side."""

    name: str
    thanked: int = 0
    thanked_by: tuple[str, ...] = ()
    thanks_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpotlightInDeck:
    """The team whose spotlight fell into the period, with the thanks to it in that time: how many, from which teams.

    `stories` are those with words, the best first, whether or not they may be told. `others`: teams before it.
    """

    team: str
    brings: str = ""
    count: int = 0
    thanked_by: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """What the speaker says and how many seconds it takes."""

    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class TitleSlide:
    """The first slide."""

    title: str
    subtitle: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class StarSlide:
    """Where the star is; drawn as a line of weeks."""

    title: str
    sentence: str
    star: StarInDeck
    notes: Notes


@dataclass(frozen=True, slots=True)
class MovesSlide:
    """What moved the star; drawn as one bar per input."""

    title: str
    sentence: str
    star: StarInDeck
    notes: Notes


@dataclass(frozen=True, slots=True)
class ThanksSlide:
    """How much thanks there was, and by which rule the stories were chosen."""

    title: str
    sentence: str
    rule: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class StorySlide:
    """One story, told by one team about another."""

    title: str
    story: Story
    notes: Notes


@dataclass(frozen=True, slots=True)
class SpotlightSlide:
    """One team in the light, and up to two of the stories about it."""

    title: str
    sentence: str
    team: str
    brings: str
    thanked: int
    stories: tuple[Story, ...]
    notes: Notes


@dataclass(frozen=True, slots=True)
class CoverageSlide:
    """Which teams thanked which, of those that were thanked; `rest` counts the ones left out for want of room."""

    title: str
    sentence: str
    rows: tuple[TeamCoverage, ...]
    notes: Notes
    rest: int = 0


@dataclass(frozen=True, slots=True)
class ClosingSlide:
    """The last slide."""

    title: str
    sentence: str
    notes: Notes


Slide = (
    TitleSlide
    | StarSlide
    | MovesSlide
    | ThanksSlide
    | StorySlide
    | SpotlightSlide
    | CoverageSlide
    | ClosingSlide
)


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order; `stories` are all of the period that may be told, `chosen` those that have a slide.

    `retold` are those with room in a newsletter, in the order they were chosen; `spotlight`
    is the slide of the team in it. `untold` counts what may not be told, by reason.
    """

    company: str
    period: Period
    slides: tuple[Slide, ...]
    stories: tuple[Story, ...] = ()
    chosen: tuple[Story, ...] = ()
    rule: str = ""
    retold: tuple[Story, ...] = ()
    untold: tuple[tuple[Untold, int], ...] = ()
    star: StarInDeck | None = None
    spotlight: SpotlightSlide | None = None

    @property
    def title(self) -> str:
        """The title of the whole."""
        return self.slides[0].title if self.slides else self.company

    @property
    def seconds(self) -> int:
        """How long it takes to present."""
        return sum(slide.notes.seconds for slide in self.slides)
