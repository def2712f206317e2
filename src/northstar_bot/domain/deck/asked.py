"""What a person asks for when they ask for a deck: which days, and in which formats."""

import re
from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.shape import LENGTHS, USUAL, Shape
from northstar_bot.domain.errors import BadInput

USUAL_WEEKS = 4
USUAL_FORMATS = ("pptx", "html")
LONGEST_DAYS = 400
SAME = {
    "powerpoint": "pptx", "ppt": "pptx", "slides": "pptx", "page": "html", "web": "html",
    "markdown": "md", "table": "csv", "excel": "csv", "letter": "newsletter", "email": "mail",
}  # fmt: skip
_LENGTH = re.compile(r"(\d{1,3})-?(?:m|min|mins|minute|minutes)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeckAsked:
    """A period, formats and a shape; `usual` when no days were said and the last closed weeks were taken."""

    period: Period
    formats: tuple[str, ...]
    usual: bool
    shape: Shape = USUAL


def asked(text: str, last_closed: Week, known_formats: tuple[str, ...]) -> DeckAsked:
    """`[since] [until] [minutes] [formats]`, days or weeks; BadInput says what to write instead."""
    words = text.replace(",", " ").lower().split()
    when, formats, shape = [], [], USUAL
    for word in words:
        name = SAME.get(word, word)
        if name in known_formats:
            formats.append(name)
        elif length := _LENGTH.fullmatch(word):
            shape = Shape(length_of(length[1]))
        elif name not in {"to", "until", "since", "from", "as", "and"}:
            when.append(word)
    if len(when) > 2:  # noqa: PLR2004  (since and until)
        raise BadInput(
            f"“{when[2][:40]}” is one word too many.",
            f"Write a first day, a last day and formats: {_example()}.",
        )
    chosen = tuple(dict.fromkeys(formats)) or tuple(name for name in USUAL_FORMATS if name in known_formats)
    return DeckAsked(_period(when, last_closed, known_formats), chosen, not when, shape)


def length_of(minutes: str) -> int:
    """How many minutes, or BadInput with the lengths there are."""
    if minutes not in map(str, LENGTHS):
        raise BadInput(f"A deck cannot take {minutes[:9]} minutes.", "Choose 3, 5 or 10 minutes.", "length")
    return int(minutes)


def checked(period: Period) -> Period:
    """`period` when a deck can be about it, else BadInput."""
    if period.first > period.last:
        raise BadInput("The first day is after the last.", "Write the earlier day first.", "since")
    if (period.last - period.first).days > LONGEST_DAYS:
        raise BadInput("A deck covers at most a year.", "Choose a shorter period.", "since")
    return period


def _period(when: list[str], last_closed: Week, formats: tuple[str, ...]) -> Period:
    if not when:
        return Period(last_closed.plus(1 - USUAL_WEEKS).start, last_closed.end)
    first = _edge(when[0], last_closed, formats, "since")[0]
    last = _edge(when[1], last_closed, formats, "until")[1] if len(when) > 1 else last_closed.end
    return checked(Period(first, last))


def _edge(word: str, here: Week, formats: tuple[str, ...], field: str) -> tuple[date, date]:
    """The first and the last day of what was written: a day is both, a week has seven."""
    if _DAY.fullmatch(word):
        try:
            day = date.fromisoformat(word)
        except ValueError:
            raise BadInput(f"“{word}” is not a day of the calendar.", f"Write {_example()}.", field) from None
        return day, day
    try:
        week = Week.parse(word, here.starts)
    except BadInput as error:
        hint = f"Write days or weeks ({_example()}); formats are {', '.join(formats)}."
        raise BadInput(f"“{word[:40]}” is neither a day, a week nor a format.", hint, field) from error
    return week.start, week.end


def _example() -> str:
    return "deck 2026-10-26 2026-11-22 pptx"
