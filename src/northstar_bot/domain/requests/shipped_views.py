"""What people see of shipped work: the form, the record, the news for its asker, and the question after a while."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.domain.numbers.look_back import Comparison
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.shipped import LookBack, Shipment, ShippedTally, Story
from northstar_bot.domain.requests.views import Shelf


@dataclass(frozen=True, slots=True)
class ShipQuestion:
    """What the form shows; `title` is empty when the viewer may not read it."""

    number: int
    title: str
    squad_name: str
    input_name: str
    today: date


@dataclass(frozen=True, slots=True)
class Record:
    """How a request stands on its way out: who does it, the mark, and what was said later."""

    number: int
    squad_name: str = ""
    input_name: str = ""
    look_by: date | None = None
    story: Story | None = None
    may_ship: bool = False
    may_answer: bool = False
    marked_by: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that was just made."""

    shipment: Shipment
    input_name: str


@dataclass(frozen=True, slots=True)
class ShippedPage:
    """What waits to be shipped by the viewer, what was shipped lately, and a year in numbers."""

    to_ship: Shelf
    latest: tuple[tuple[Request, Shipment], ...]
    tally: ShippedTally
    input_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShippedNews:
    """What the asker and everybody who is told as they are hear."""

    request: Request
    shipment: Shipment
    squad_name: str
    input_name: str
    is_asker: bool = True


class Ground(StrEnum):
    """What there is to look at."""

    INPUT = "input"
    STAR = "star"
    RETIRED = "retired"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Looked:
    """“Did the input move?”, with everything that is known; `title` is empty when the request is private.

    `star_then` and `star_now` differ when the star was replaced meanwhile. `others`: how many other requests for the
    same input were shipped in the weeks compared.
    """

    shipment: Shipment
    title: str
    squad_name: str
    ground: Ground
    metric: Metric | None = None
    comparison: Comparison | None = None
    star_then: str = ""
    star_now: str = ""
    others: int = 0
    notes: tuple[Annotation, ...] = ()
    answers: tuple[LookBack, ...] = ()
    names: Mapping[PersonId, str] = field(default_factory=dict)

    @property
    def latest(self) -> LookBack | None:
        """The answer that counts."""
        return self.answers[-1] if self.answers else None
