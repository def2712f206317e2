"""A private look through the star: what the rule says to words that are kept nowhere."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.views import SelfCheck
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_CHECK_CHANGED, REQUEST_CHECK_FORM, REQUEST_CHECK_WORDS
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried, packed, text_in
from northstar_bot.render.requests.ask_form import Origin, evidence_options
from northstar_bot.render.requests.weigh_choices import input_options, said_by_rule
from northstar_bot.render.requests.words import star_line
from northstar_bot.render.words import plain

LONGEST = 1500


def self_check(check: SelfCheck, origin: Origin) -> View:
    """The star, the words, two choices, and the suggestion with its rule; `origin` is where it was opened."""
    page = [
        blocks.header(star_line(check.star)),
        blocks.context_plain(plain(check.star.vision, 300) or "No vision is written down."),
        blocks.rich(blocks.quote(blocks.words(plain(check.text, 3000)))),
        *_choices(check),
        blocks.rich(said_by_rule(check.suggestion)),
        blocks.context_plain("Only you see this. Nothing is kept, and nobody is told."),
    ]
    return blocks.modal(
        REQUEST_CHECK_FORM,
        "Self-check",
        page,
        submit="Ask for it",
        close="Close",
        metadata=_carried_along(check.text, origin),
    )


def _carried_along(text: str, origin: Origin) -> str:
    """The words stand nowhere else; BadInput when Slack would not keep them beside the form."""
    found = packed({"text": text, "origin": origin.packed})
    if found is None:
        raise BadInput("These words are too long to check.", "Shorten them, or leave out some emoji.")
    return found


def check_words(origin: Origin) -> View:
    """Where the words of a self-check are typed."""
    box = blocks.text_field(multiline=True, longest=LONGEST)
    hint = "Only you see what the rules say. Nothing is kept, and nobody is told."
    page = [blocks.input_block("text", "What do you think of asking for?", box, hint=hint)]
    return blocks.modal(
        REQUEST_CHECK_WORDS,
        "Self-check",
        page,
        submit="Check",
        metadata=packed({"origin": origin.packed}) or "",
    )


def text_of(metadata: str) -> str:
    """The words a self-check is about."""
    return text_in(carried(metadata), "text")


def origin_in(metadata: str) -> Origin:
    """Where a self-check was opened, so that what is asked for after it is no wider known."""
    return Origin.unpacked(text_in(carried(metadata), "origin"))


def _choices(check: SelfCheck) -> list[Block]:
    options, levels = input_options(check.inputs), evidence_options()
    chosen = next((each for each in options if each["value"] == check.input), None)
    sure = next(each for each in levels if each["value"] == check.evidence.value)
    menu = blocks.select_field(options, initial=chosen, placeholder="Choose")
    return [
        _live("input", "Which input does it move?", menu),
        _live("evidence", "How well is the need known?", blocks.select_field(levels, initial=sure)),
    ]


def _live(name: str, label: str, element: Block) -> Block:
    element = element | {"action_id": f"{REQUEST_CHECK_CHANGED}.{name}"}
    # Optional: asking must stay possible without having chosen.
    return blocks.input_block(name, label, element, optional=True, dispatches=True)
