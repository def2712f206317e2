"""The form in which anybody asks: the same fields for everyone, prefilled with what was typed before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.requests.asking import PROBLEM, TITLE
from northstar_bot.domain.requests.detail_form import Shape, shape_of
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Evidence,
    Obligation,
    Request,
    RequestKind,
    Visibility,
)
from northstar_bot.domain.requests.views import Asked, AskForm
from northstar_bot.render import blocks
from northstar_bot.render.ids import NOTICE, REQUEST_ASK_FORM, REQUEST_KIND_CHANGED
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried, packed, text_in, texts_in
from northstar_bot.render.recognition.thanked import safe_link
from northstar_bot.render.requests.ask_details import day_fields, detail_fields
from northstar_bot.render.requests.words import EVIDENCE, OBLIGATION, title_of
from northstar_bot.render.words import plain

UNSURE = "unsure"
BEHALF = "behalf"
MOST_INPUTS = 97
# What stands in the form, by the name of each field.
Filled = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from; travels through the form. `private`: not everybody can read there.

    `author` wrote the message at hand, `kept` is what was typed into fields that the kind does not show.
    """

    channel: str = ""
    permalink: str = ""
    private: bool = False
    message: bool = False
    author: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def packed(self) -> str:
        """As the form's metadata."""
        place = {
            "channel": self.channel,
            "link": self.permalink,
            "private": self.private,
            "message": self.message,
            "author": self.author,
        }
        return packed(place | {"kept": dict(self.kept)}) or json.dumps(place)

    @classmethod
    def unpacked(cls, metadata: str) -> "Origin":
        """Out of the form's metadata."""
        found = carried(metadata)
        return cls(
            text_in(found, "channel"),
            text_in(found, "link"),
            bool(found.get("private", True)),
            bool(found.get("message", False)),
            text_in(found, "author"),
            texts_in(found, "kept"),
        )


def begun_with(text: str) -> Filled:
    """The form as words begin it: what does not fit into a title goes into the problem, so that nothing is lost."""
    typed = plain(text, 3000)
    whole = " ".join(typed.split())
    return {"title": whole} if len(whole) <= TITLE[1] else {"title": plain(whole, TITLE[1]), "problem": typed}


def ask_form(
    form: AskForm, origin: Origin, filled: Filled | None = None, wanting: Mapping[str, str] | None = None
) -> View:
    """The form as it is filled in so far, by the name of each field.

    Drawn again, everything stands in it once more: Slack keeps what a person typed, not what a field began with.
    Some kinds have fields of their own; `wanting` says what was missing in those that were not in sight yet.
    """
    state = filled or {}
    texts = {name: value for name, value in state.items() if isinstance(value, str)}
    shape = shape_of(_kind_of(texts))
    page = [
        blocks.context_plain(_lead(form.star)),
        *_source(origin),
        *_wanting(wanting or {}),
        blocks.input_block(
            "title",
            "What do you ask for?",
            blocks.text_field(initial=texts.get("title"), placeholder="In a few words"),
            hint=f"{TITLE[0]} to {TITLE[1]} characters",
        ),
        _kind(texts),
        *detail_fields(shape, texts),
        blocks.input_block(
            "problem",
            "What problem does it solve, and for whom?",
            blocks.text_field(initial=texts.get("problem"), multiline=True),
            hint=f"In the customer's words, {PROBLEM[0]} to {PROBLEM[1]:,} characters",
        ),
        blocks.input_block(
            "evidence", "How well is the need known?", _menu(evidence_options(), texts.get("evidence"))
        ),
        _input_choice(form, texts),
        *day_fields(shape, texts),
        *_obligation(texts),
        *_behalf(origin, ticked=bool(state.get(BEHALF))),
        _visibility(origin, shape, texts),
    ]
    return blocks.modal(REQUEST_ASK_FORM, "Ask", page, submit="Ask", metadata=origin.packed)


def asked(answer: Asked) -> View:
    """What was kept, and what happens next."""
    first = "Asked" if answer.fresh else "You had sent this already"
    following = (
        "A decider weighs it against the North Star. You get the answer and its reason in a message."
        if answer.weighable
        else "No North Star is set yet, so it is kept, and weighed once there is one. You get the answer in a message."
    )
    page = [
        blocks.rich(
            blocks.paragraph(
                blocks.words(f"{first}: ", bold=True),
                blocks.words(title_of(answer.request)),
                blocks.words("."),
            )
        ),
        blocks.section_plain(following),
        blocks.context_plain(_readers(answer.request)),
    ]
    return blocks.modal(NOTICE, "Asked", page, close="Done")


def _readers(request: Request) -> str:
    if request.visibility is Visibility.CHANNEL:
        return "Everybody here can read it."
    if request.whose_time is None:
        return "Only you and the deciders can read it."
    return "Only you, the deciders and whoever you ask for time can read it."


def evidence_options() -> list[Block]:
    """The four levels of evidence, strongest first."""
    return [blocks.option(EVIDENCE[each], each.value) for each in Evidence]


def _lead(star: Star | None) -> str:
    if star is None:
        return "No North Star is set yet: what you ask is kept, and weighed once there is one."
    return f"It will be weighed against ★ {plain(star.name, 100)}."


def _source(origin: Origin) -> list[Block]:
    if not origin.message:
        return []
    where = (
        blocks.link(origin.permalink, "this message")
        if safe_link(origin.permalink)
        else blocks.words("a message")
    )
    return [blocks.rich(blocks.paragraph(blocks.words("From "), where, blocks.words(".")))]


def _kind_of(texts: Mapping[str, str]) -> RequestKind | None:
    return next((each for each in RequestKind if each.value == texts.get("kind")), None)


def _kind(texts: Mapping[str, str]) -> Block:
    options = [blocks.option(each.value[0].upper() + each.value[1:], each.value) for each in RequestKind]
    menu = _menu(options, texts.get("kind")) | {"action_id": REQUEST_KIND_CHANGED}
    return blocks.input_block("kind", "What kind of request is it?", menu, dispatches=True)


def _menu(options: Sequence[Block], *values: str | None) -> Block:
    """A menu that stands at the first of `values` that it offers."""
    return blocks.select_field(options, initial=_one_of(options, *values))


def _one_of(options: Sequence[Block], *values: str | None) -> Block | None:
    offered = {option["value"]: option for option in options}
    return next((offered[value] for value in values if value in offered), None)


def _wanting(wanting: Mapping[str, str]) -> list[Block]:
    return [blocks.section_plain("Not saved yet. " + " ".join(wanting.values()))] if wanting else []


def _behalf(origin: Origin, *, ticked: bool) -> list[Block]:
    if not origin.author:
        return []
    options = [blocks.option("Yes: they hear of the verdict too", BEHALF)]
    box = blocks.checkboxes_field(options, initial=options if ticked else [])
    return [blocks.input_block(BEHALF, "On behalf of whoever wrote the message?", box, optional=True)]


def _input_choice(form: AskForm, texts: Mapping[str, str]) -> Block:
    named = [blocks.option(plain(each.name, 75), each.key) for each in form.inputs[:MOST_INPUTS]]
    options = [*named, blocks.option("Not sure", UNSURE), blocks.option("None of them", NO_INPUT)]
    return blocks.input_block(
        "input",
        "Which input do you think it moves?",
        _menu(options, texts.get("input"), UNSURE),
        hint="An input is a number that a squad can move, and that moves the star",
    )


def _obligation(texts: Mapping[str, str]) -> list[Block]:
    duties = [blocks.option(OBLIGATION[each], each.value) for each in Obligation]
    return [
        blocks.input_block(
            "obligation",
            "Does anything oblige us?",
            _menu(duties, texts.get("obligation"), Obligation.NONE.value),
            hint="An obligation is exempt from the star and counted apart",
        ),
        blocks.input_block(
            "obligation_link",
            "Link to what obliges us",
            blocks.text_field(initial=texts.get("obligation_link"), placeholder="https://"),
            optional=True,
        ),
    ]


def _visibility(origin: Origin, shape: Shape | None, texts: Mapping[str, str]) -> Block:
    deciders = blocks.option("Only me and the deciders", Visibility.DECIDERS.value)
    everybody = blocks.option("Everybody here", Visibility.CHANNEL.value)
    # What somebody said in a private place is never shown to more people than could read it there.
    options = [deciders] if origin.private and origin.message else [everybody, deciders]
    hint = "It comes from a private conversation" if origin.private else None
    if shape is Shape.DEAL and hint is None:
        hint = "It names a customer and what they would get"
    usual = Visibility.DECIDERS if hint else Visibility.CHANNEL
    field = blocks.radio_field(options, initial=_one_of(options, texts.get("visibility"), usual.value))
    return blocks.input_block("visibility", "Who may read it?", field, hint=hint)
