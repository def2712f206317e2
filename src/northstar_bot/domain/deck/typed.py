"""What is typed behind `northstar-bot deck`, read as the form in Slack is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.deck.asked import SAME
from northstar_bot.domain.deck.form import CANVAS, DeckForm, DeckWish, Span, wish_of
from northstar_bot.domain.deck.shape import Section
from northstar_bot.domain.errors import BadInput

_SPANS = tuple(span for span in Span if span is not Span.DATES)


@dataclass(frozen=True, slots=True)
class DeckTyped:
    """The options as they were typed; `formats` None: by the name of the file."""

    period: str | None
    since: date | None
    until: date | None
    formats: str | None
    sections: str
    minutes: str


def wish_typed(typed: DeckTyped, form: DeckForm, by_name: str) -> DeckWish:
    """The wish that ticking the same in the form would be; `by_name`: the format that the file's name says."""
    formats = _listed(typed.formats, form.formats, "format") if typed.formats is not None else (by_name,)
    return wish_of(
        form,
        {
            "period": _span(typed, form),
            "since": typed.since.isoformat() if typed.since else None,
            "until": typed.until.isoformat() if typed.until else None,
            "length": typed.minutes,
            "sections": _listed(typed.sections, list(Section), "section"),
            "formats": formats,
        },
    )


def _span(typed: DeckTyped, form: DeckForm) -> Span:
    if typed.period is None:
        return Span.DATES
    if typed.since or typed.until:
        raise BadInput("A period and days are two answers.", "Write --period, or --since and --until.")
    if typed.period not in _SPANS:
        raise BadInput(f"“{typed.period[:40]}” is not a period.", f"Write one of {', '.join(_SPANS)}.")
    if typed.period == Span.SINCE_LAST and form.last is None:
        raise BadInput("No all-hands was made before today.", "Write --since with its first day.")
    return Span(typed.period)


def _listed(text: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """The names in a list, each once; BadInput says which there are."""
    names = [SAME.get(name, name) for name in text.replace(",", " ").lower().split()]
    for name in names:
        if name == CANVAS:
            raise BadInput("A canvas is made in Slack.", "Write /northstar deck there and tick it.")
        if name not in known:
            raise BadInput(f"“{name[:40]}” is not a {what}.", f"Choose among {', '.join(known)}.")
    return tuple(dict.fromkeys(names))
