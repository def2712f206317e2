"""What a person has switched off, as a form, and the line that says where to find it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from northstar_bot.domain.company.preferences import MESSAGES, OF_RECOGNITION, OPT_OUTS, Chosen, Switch
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.recognition.anniversaries import BEGAN
from northstar_bot.render import blocks
from northstar_bot.render.ids import PREFERENCES_FORM, PREFERENCES_OPEN
from northstar_bot.render.message import Block, View
from northstar_bot.render.words import day, escape

TITLE = "Preferences"
ALWAYS = "A verdict on your own request always reaches you."


def form(chosen: Chosen) -> View:
    """Ticked is wanted; the two opt-outs are ticked when they are taken."""
    wanted = frozenset(MESSAGES) - chosen.off
    page = [
        _boxes("messages", "Send me", MESSAGES, wanted),
        blocks.context_plain(ALWAYS),
        *_quiet(chosen),
        _boxes("recognition", "Thanks", OPT_OUTS, chosen.off & OF_RECOGNITION),
        *_began(chosen),
    ]
    return blocks.modal(PREFERENCES_FORM, TITLE, page, submit="Save")


def kept(chosen: Chosen) -> View:
    """What is off now, after saving."""
    page = [blocks.section_plain("Saved." if chosen.off else "Saved. Nothing is switched off.")]
    for title, said in (("Not sent to you", MESSAGES), ("Thanks", OPT_OUTS)):
        lines = [[blocks.words(words)] for kind, words in said.items() if kind in chosen.off]
        if lines:
            page.append(blocks.rich(blocks.paragraph(blocks.words(title, bold=True)), blocks.bullets(lines)))
    if chosen.began and chosen.anniversaries:
        page.append(blocks.section_plain(f"You began here on {day(chosen.began)}."))
    return blocks.modal(PREFERENCES_FORM, TITLE, [*page, blocks.context_plain(ALWAYS)], close="Done")


def began_of(fields: Mapping[str, Any]) -> date | None:
    """The day that was chosen, or None."""
    chosen = fields.get(BEGAN)
    try:
        return date.fromisoformat(chosen) if chosen else None
    except ValueError as error:
        raise BadInput("This is not a day.", "Choose it again.", BEGAN) from error


def change_button() -> Block:
    """The way to the form, for the foot of a message that can be switched off."""
    return blocks.button(TITLE, PREFERENCES_OPEN)


def _began(chosen: Chosen) -> list[Block]:
    if not chosen.anniversaries:
        return []
    hint = (
        "Once a year, in that week, the weekly roundup says how many years. Leave it empty and nothing is said; "
        "it is never said of who is not to be named in roundups."
    )
    field = blocks.date_field(initial=chosen.began.isoformat() if chosen.began else None)
    return [blocks.input_block(BEGAN, "The day you began here", field, hint=hint, optional=True)]


def _boxes(name: str, label: str, said: Mapping[Switch, str], ticked: frozenset[Switch]) -> Block:
    options = {kind: blocks.option(words, kind) for kind, words in said.items()}
    initial = [option for kind, option in options.items() if kind in ticked]
    field = blocks.checkboxes_field(list(options.values()), initial=initial)
    return blocks.input_block(name, label, field, optional=True)


def _quiet(chosen: Chosen) -> list[Block]:
    if not chosen.quiet:
        return []
    listed = " · ".join(escape(MESSAGES[kind]) for kind in chosen.quiet)
    return [blocks.context(f"Off for everybody here, by a steward: {listed}")]
