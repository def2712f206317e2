"""What the all-hands form asks for, read into a wish: days, length, sections, formats, place, and what to do now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from northstar_bot.domain.deck.asked import USUAL_FORMATS, checked, length_of
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.shape import Section, Shape
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId

_ONE = timedelta(days=1)
# Ticked among the formats; it is no file.
CANVAS = "canvas"


class Span(StrEnum):
    """Which days."""

    MONTH = "month"
    QUARTER = "quarter"
    SINCE_LAST = "since-last"
    DATES = "dates"


class Act(StrEnum):
    """What to do with it now."""

    ASK = "ask"
    MAKE = "make"


@dataclass(frozen=True, slots=True)
class DeckForm:
    """What the form offers: the formats there are, the last all-hands if any, the company's day, and canvases."""

    formats: tuple[str, ...]
    today: date
    last: Period | None = None
    canvas: bool = False


@dataclass(frozen=True, slots=True)
class DeckWish:
    """What was chosen; `channel` None means direct messages, `on` the day from which people are asked."""

    period: Period
    formats: tuple[str, ...]
    shape: Shape
    act: Act
    channel: ChannelId | None = None
    on: date | None = None
    canvas: bool = False


def wish_of(form: DeckForm, fields: Mapping[str, Any]) -> DeckWish:
    """The submitted fields as a wish; BadInput names the field to mend."""
    sections = frozenset(Section(one) for one in fields.get("sections") or () if one in set(Section))
    if not sections:
        raise BadInput("A deck needs a section.", "Tick at least one.", "sections")
    ticked = fields.get("formats") or ()
    formats = tuple(one for one in form.formats if one in ticked)
    canvas = form.canvas and CANVAS in ticked
    if not (formats or canvas):
        raise BadInput("A deck needs a format.", "Tick at least one.", "formats")
    return DeckWish(
        period_of(form, fields),
        formats,
        Shape(length_of(str(fields.get("length") or "")), sections),
        Act.ASK if fields.get("act") == Act.ASK else Act.MAKE,
        ChannelId(fields["where"]) if fields.get("where") else None,
        _day(fields.get("on"), "on"),
        canvas,
    )


def period_of(form: DeckForm, fields: Mapping[str, Any]) -> Period:
    """The days chosen; days typed in count only when own days are wanted."""
    match fields.get("period"):
        case Span.QUARTER:
            return last_quarter(form.today)
        case Span.SINCE_LAST if form.last:
            return checked(Period(min(form.last.last + _ONE, form.today), form.today))
        case Span.DATES:
            since, until = (_day(fields.get(name), name) for name in ("since", "until"))
            if since is None:
                raise BadInput("From which day?", "Choose a first day.", "since")
            return checked(Period(since, until or form.today))
    return last_month(form.today)


def last_month(today: date) -> Period:
    """The whole month before this one."""
    last = today.replace(day=1) - _ONE
    return Period(last.replace(day=1), last)


def last_quarter(today: date) -> Period:
    """The whole quarter before this one."""
    last = today.replace(month=today.month - (today.month - 1) % 3, day=1) - _ONE
    return Period(last.replace(month=last.month - 2, day=1), last)


def usual_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """What is ticked at first."""
    return tuple(one for one in formats if one in USUAL_FORMATS)


def _day(text: Any, field: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput("This is not a day.", "Write it as 2026-11-20.", field) from error
