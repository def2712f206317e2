"""The fields of their own that some kinds of request have: which kinds, what is wanting, and the details they make."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.requests.details import Deal, Details, PersonsTime, SizeBand
from northstar_bot.domain.requests.requests import RequestKind
from northstar_bot.domain.typed import cleaned, one_line, wrong_length

CUSTOMER = (2, 120)
DEAL = (3, 300)
BEYOND = (10, 600)
LEAST_HOURS, MOST_HOURS = Decimal("0.25"), Decimal(80)
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hours?)?", re.IGNORECASE | re.ASCII)


class Shape(StrEnum):
    """The kinds of details there are."""

    TIME = "time"
    DEAL = "deal"


FIELDS: Mapping[Shape, tuple[str, ...]] = MappingProxyType(
    {
        Shape.TIME: ("whose", "hours", "by", "customer"),
        Shape.DEAL: ("customer", "deal", "closes", "beyond", "size"),
    }
)
SHAPES: Mapping[RequestKind, Shape] = MappingProxyType(
    {
        RequestKind.DEMO: Shape.TIME,
        RequestKind.PITCH: Shape.TIME,
        RequestKind.NEGOTIATION: Shape.TIME,
        RequestKind.FEEDBACK: Shape.TIME,
        RequestKind.DISCOVERY: Shape.TIME,
        RequestKind.QA: Shape.TIME,
        RequestKind.DEAL: Shape.DEAL,
    }
)


@dataclass(frozen=True, slots=True)
class DetailsFilled:
    """These fields as they were filled in; those that do not belong to the kind are ignored."""

    whose: PersonId | None = None
    hours: str = ""
    by: date | None = None
    customer: str = ""
    deal: str = ""
    closes: date | None = None
    beyond: str = ""
    size: SizeBand | None = None


def shape_of(kind: RequestKind | None) -> Shape | None:
    """Which fields of its own a kind has, if any."""
    return SHAPES.get(kind) if kind else None


def wrong_details(kind: RequestKind | None, filled: DetailsFilled, today: date) -> dict[str, str]:
    """A sentence for every field of this kind that cannot stand."""
    shape = shape_of(kind)
    return _WRONG[shape](filled, today) if shape else {}


def details_of(kind: RequestKind | None, filled: DetailsFilled) -> Details | None:
    """The details of a form in which nothing is wrong."""
    shape = shape_of(kind)
    hours = _hours(filled.hours)
    if shape is Shape.TIME and filled.whose and hours is not None and filled.by:
        return PersonsTime(filled.whose, hours, filled.by, one_line(filled.customer))
    if shape is Shape.DEAL and filled.closes:
        customer, deal = one_line(filled.customer), one_line(filled.deal)
        return Deal(customer, deal, filled.closes, cleaned(filled.beyond), filled.size)
    return None


def _wrong_time(filled: DetailsFilled, today: date) -> dict[str, str]:
    wrong = {} if filled.whose else {"whose": "Choose whose time you ask for."}
    if _hours(filled.hours) is None:
        wrong["hours"] = f"Give hours as a number from {LEAST_HOURS} to {MOST_HOURS}, such as 1.5."
    wrong |= _wrong_day("by", filled.by, today, "Give the day it is for, or the last day that will do.")
    return wrong | wrong_length("customer", one_line(filled.customer), (0, CUSTOMER[1]), "name the customer")


def _wrong_deal(filled: DetailsFilled, today: date) -> dict[str, str]:
    wrong = wrong_length("customer", one_line(filled.customer), CUSTOMER, "name the customer")
    wrong |= wrong_length("deal", one_line(filled.deal), DEAL, "name the deal, or link to it")
    wrong |= _wrong_day("closes", filled.closes, today, "Give the day the deal is to close.")
    return wrong | wrong_length("beyond", filled.beyond, BEYOND, "say what goes beyond the standard")


_WRONG: Mapping[Shape, Callable[[DetailsFilled, date], dict[str, str]]] = MappingProxyType(
    {Shape.TIME: _wrong_time, Shape.DEAL: _wrong_deal}
)


def _wrong_day(field: str, day: date | None, today: date, wish: str) -> dict[str, str]:
    if day is None:
        return {field: wish}
    return {field: "That day is past."} if day < today else {}


def _hours(text: str) -> Decimal | None:
    found = _HOURS.fullmatch(text.strip())
    hours = Decimal(found[1].replace(",", ".")) if found else None
    return hours.normalize() if hours is not None and LEAST_HOURS <= hours <= MOST_HOURS else None
