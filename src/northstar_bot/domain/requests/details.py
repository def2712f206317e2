"""What some kinds of request carry beside the fields of all: whose time and how much of it, or the terms of a deal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from northstar_bot.domain.ids import PersonId


class SizeBand(StrEnum):
    """About how much a deal is worth in a year, in the company's own currency."""

    UNDER_10K = "under 10k"
    UNDER_50K = "10k to 50k"
    UNDER_250K = "50k to 250k"
    ABOVE = "over 250k"


@dataclass(frozen=True, slots=True)
class PersonsTime:
    """A request for somebody's time; `customer` is empty when nobody outside is part of it."""

    whose: PersonId
    hours: Decimal
    by: date
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """A request to go beyond the standard for one deal; `deal` is its name or a link to it."""

    customer: str
    deal: str
    closes: date
    beyond: str
    size: SizeBand | None = None


Details = PersonsTime | Deal
