"""The form in which anybody asks: the same fields for everyone, prefilled with what was typed before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.requests.asking import PROBLEM, TITLE
from northstar_bot.domain.requests.detail_form import shape_of
from northstar_bot.domain.requests.requests import NO_INPUT, Evidence, Obligation, RequestKind, Visibility
from northstar_bot.domain.requests.views import Asked, AskForm
from northstar_bot.render import blocks
from northstar_bot.render.ids import NOTICE, REQUEST_ASK_FORM, REQUEST_KIND_CHANGED
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried
from northstar_bot.render.recognition.thanked import safe_link
from northstar_bot.render.requests.ask_details import day_fields, detail_fields
from northstar_bot.render.requests.words import EVIDENCE, OBLIGATION, title_of
from northstar_bot.render.words import plain

UNSURE = "unsure"
BEHALF = "behalf"
MOST_INPUTS = 97
# Slack keeps 3,000 characters beside a form; where it comes from is kept first.
_ROOM = 2900


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
        whole = json.dumps(place | {"kept": dict(self.kept)}, ensure_ascii=False)
        return whole if len(whole) <= _ROOM else json.dumps(place)

    @classmethod
    def unpacked(cls, metadata: str) -> "Origin":
        """Out of the form's metadata."""
        kept = carried(metadata)
        return cls(
            kept.get("channel", ""),
            kept.get("link", ""),
            bool(kept.get("private", True)),
            bool(kept.get("message", False)),
            kept.get("author", ""),
            kept.get("kept") or {},
        )


def ask_form(
    form: AskForm,
    origin: Origin,
    text: str = "",
    kind: RequestKind | None = None,
    wanting: Mapping[str, str] | None = None,
) -> View:
    """The form; what does not fit into a title goes into the problem, so that nothing typed is lost.

    Some kinds have fields of their own; `wanting` says what was missing in those that were not in sight yet.
    """
    typed = plain(text, 3000)
    whole = " ".join(typed.split())
    fits = len(whole) <= TITLE[1]
    page = [
        blocks.context_plain(_lead(form.star)),
        *_source(origin),
        *_wanting(wanting or {}),
        blocks.input_block(
            "title",
            "What do you ask for?",
            blocks.text_field(
                initial=whole if fits else plain(whole, TITLE[1]), placeholder="In a few words"
            ),
            hint=f"{TITLE[0]} to {TITLE[1]} characters",
        ),
        _kind(kind),
        *detail_fields(shape_of(kind), origin.kept),
        blocks.input_block(
            "problem",
            "What problem does it solve, and for whom?",
            blocks.text_field(initial=None if fits else typed, multiline=True),
            hint=f"In the customer's words, {PROBLEM[0]} to {PROBLEM[1]:,} characters",
        ),
        *_particulars(form, origin, kind),
    ]
    return blocks.modal(REQUEST_ASK_FORM, "Ask", page, submit="Ask", metadata=origin.packed)


def asked(answer: Asked) -> View:
    """What was kept, and what happens next."""
    first = "Asked" if answer.fresh else "You had sent this already"
    following = (
        "A decider weighs it against the North Star. You get the answer and its reason in a message."
        if answer.weighable
        else "No North Star is set yet, so it is logged and waits to be weighed."
    )
    private = answer.request.visibility is Visibility.DECIDERS
    page = [
        blocks.rich(
            blocks.paragraph(
                blocks.words(f"{first}: ", bold=True),
                blocks.words(title_of(answer.request)),
                blocks.words("."),
            )
        ),
        blocks.section_plain(following),
        blocks.context_plain(
            "Only you and the deciders can read it." if private else "Everybody here can read it."
        ),
    ]
    return blocks.modal(NOTICE, "Asked", page, close="Done")


def evidence_options() -> list[Block]:
    """The four levels of evidence, strongest first."""
    return [blocks.option(EVIDENCE[each], each.value) for each in Evidence]


def _lead(star: Star | None) -> str:
    if star is None:
        return "No North Star is set yet: what you ask is logged, not weighed."
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


def _particulars(form: AskForm, origin: Origin, kind: RequestKind | None) -> list[Block]:
    evidence = blocks.select_field(evidence_options())
    return [
        blocks.input_block("evidence", "How well is the need known?", evidence),
        _input_choice(form),
        *day_fields(shape_of(kind), origin.kept),
        *_obligation(),
        *_behalf(origin),
        _visibility(origin),
    ]


def _kind(kind: RequestKind | None) -> Block:
    options = [blocks.option(each.value[0].upper() + each.value[1:], each.value) for each in RequestKind]
    chosen = next((each for each in options if kind and each["value"] == kind.value), None)
    menu = blocks.select_field(options, initial=chosen) | {"action_id": REQUEST_KIND_CHANGED}
    return blocks.input_block("kind", "What kind of request is it?", menu, dispatches=True)


def _wanting(wanting: Mapping[str, str]) -> list[Block]:
    return [blocks.section_plain("Not saved yet. " + " ".join(wanting.values()))] if wanting else []


def _behalf(origin: Origin) -> list[Block]:
    if not origin.author:
        return []
    box = blocks.checkboxes_field([blocks.option("Yes: they hear of the verdict too", BEHALF)])
    return [blocks.input_block(BEHALF, "On behalf of whoever wrote the message?", box, optional=True)]


def _input_choice(form: AskForm) -> Block:
    unsure = blocks.option("Not sure", UNSURE)
    named = [blocks.option(plain(each.name, 75), each.key) for each in form.inputs[:MOST_INPUTS]]
    options = [*named, unsure, blocks.option("None of them", NO_INPUT)]
    menu = blocks.select_field(options, initial=unsure)
    return blocks.input_block("input", "Which input do you think it moves?", menu)


def _obligation() -> list[Block]:
    none = blocks.option(OBLIGATION[Obligation.NONE], Obligation.NONE.value)
    duties = [blocks.option(OBLIGATION[each], each.value) for each in Obligation]
    return [
        blocks.input_block(
            "obligation",
            "Does anything oblige us?",
            blocks.select_field(duties, initial=none),
            hint="An obligation is exempt from the star and counted apart",
        ),
        blocks.input_block(
            "obligation_link",
            "Link to what obliges us",
            blocks.text_field(placeholder="https://"),
            optional=True,
        ),
    ]


def _visibility(origin: Origin) -> Block:
    deciders = blocks.option("Only me and the deciders", Visibility.DECIDERS.value)
    everybody = blocks.option("Everybody here", Visibility.CHANNEL.value)
    # What somebody said in a private place is never shown to more people than could read it there.
    options = [deciders] if origin.private and origin.message else [everybody, deciders]
    initial = deciders if origin.private else everybody
    hint = "It comes from a private conversation" if origin.private else None
    field = blocks.radio_field(options, initial=initial)
    return blocks.input_block("visibility", "Who may read it?", field, hint=hint)
