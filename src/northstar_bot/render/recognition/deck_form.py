"""The form of the all-hands: which days, how long, what is in it, where it goes, and whether to ask first."""

from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.form import (
    CANVAS,
    Act,
    DeckForm,
    Span,
    last_month,
    last_quarter,
    usual_formats,
)
from northstar_bot.domain.deck.shape import LENGTHS, STORIES_IN, USUAL_LENGTH, Section
from northstar_bot.domain.numbers import figures
from northstar_bot.render import blocks
from northstar_bot.render.ids import DECK_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.recognition.deck import NAMES

TITLE = "All-hands"
_SECTIONS = {
    Section.STAR: "The star",
    Section.MOVES: "What moved it",
    Section.STORIES: "Thanks across teams",
    Section.SPOTLIGHT: "The team in the spotlight",
    Section.TEAMS: "Which teams thanked which",
}


def form(offer: DeckForm) -> View:
    """The whole form; what is usual is chosen already."""
    return blocks.modal(DECK_FORM, TITLE, [*_what(offer), *_how(offer), *_where()], submit="Go", metadata="")


def _what(offer: DeckForm) -> list[Block]:
    spans = [
        blocks.option(f"Last month: {_days(last_month(offer.today))}"[:75], Span.MONTH),
        blocks.option(f"Last quarter: {_days(last_quarter(offer.today))}"[:75], Span.QUARTER),
    ]
    if offer.last:
        spans.append(
            blocks.option(f"Since the last all-hands, to {figures.day(offer.last.last)}", Span.SINCE_LAST)
        )
    spans.append(blocks.option("The days below", Span.DATES))
    acts = [
        blocks.option("Ask for consent first", Act.ASK, "People thanked are asked whether it may be told"),
        blocks.option("Make it", Act.MAKE, "With what was agreed to so far"),
    ]
    return [
        blocks.input_block("act", "What now?", blocks.radio_field(acts, initial=acts[0])),
        blocks.input_block("period", "Which days?", blocks.select_field(spans, initial=spans[0])),
        blocks.input_block("since", "First day", blocks.date_field(), optional=True),
        blocks.input_block("until", "Last day", blocks.date_field(), optional=True),
    ]


def _how(offer: DeckForm) -> list[Block]:
    lengths = {
        many: blocks.option(f"{many} minutes, up to {STORIES_IN[many]} stories", str(many))
        for many in LENGTHS
    }
    sections = [blocks.option(_SECTIONS[section], section) for section in Section]
    formats = {one: blocks.option(NAMES.get(one, one)[:75], one) for one in offer.formats[:9]}
    if offer.canvas:
        formats[CANVAS] = blocks.option(NAMES[CANVAS], CANVAS, "A tab of the channel below, else one for you")
    ticked = [formats[one] for one in usual_formats(offer.formats) if one in formats]
    length = blocks.radio_field([*lengths.values()], initial=lengths[USUAL_LENGTH])
    return [
        blocks.input_block("length", "How long?", length),
        blocks.input_block("sections", "What is in it?", blocks.checkboxes_field(sections, initial=sections)),
        blocks.input_block("formats", "As", blocks.checkboxes_field([*formats.values()], initial=ticked)),
    ]


def _where() -> list[Block]:
    hint = "Empty: your direct messages. Northstar has to be in the channel."
    on = "Empty: now. Each person is asked within their own working hours."
    return [
        blocks.input_block("where", "Post it in", blocks.channel_field(), hint=hint, optional=True),
        blocks.input_block("on", "Ask on", blocks.date_field(), hint=on, optional=True),
    ]


def _days(period: Period) -> str:
    return figures.days(period.first, period.last)
