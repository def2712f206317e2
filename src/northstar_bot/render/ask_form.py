"""The form in which anybody asks: the same fields for everyone, prefilled with what was typed before."""

import json
from dataclasses import dataclass

from northstar_bot.domain.asking import PROBLEM, TITLE
from northstar_bot.domain.company import Star
from northstar_bot.domain.request_views import Asked, AskForm
from northstar_bot.domain.requests import NO_INPUT, Evidence, Obligation, RequestKind, Visibility
from northstar_bot.render import blocks
from northstar_bot.render.ids import NOTICE, REQUEST_ASK_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.request_words import EVIDENCE, OBLIGATION, title_of
from northstar_bot.render.words import plain

UNSURE = "unsure"
MOST_INPUTS = 97


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from; travels through the form. `private`: not everybody can read there."""

    channel: str = ""
    permalink: str = ""
    private: bool = False
    message: bool = False

    @property
    def packed(self) -> str:
        """As the form's metadata."""
        return json.dumps(
            {
                "channel": self.channel,
                "link": self.permalink,
                "private": self.private,
                "message": self.message,
            }
        )

    @classmethod
    def unpacked(cls, metadata: str) -> "Origin":
        """Out of the form's metadata."""
        kept = json.loads(metadata or "{}")
        return cls(
            kept.get("channel", ""),
            kept.get("link", ""),
            bool(kept.get("private", True)),
            bool(kept.get("message", False)),
        )


def ask_form(form: AskForm, origin: Origin, text: str = "") -> View:
    """The form; what does not fit into a title goes into the problem, so that nothing typed is lost."""
    typed = plain(text, 3000)
    whole = " ".join(typed.split())
    fits = len(whole) <= TITLE[1]
    page = [
        blocks.context_plain(_lead(form.star)),
        *_source(origin),
        blocks.input_block(
            "title",
            "What do you ask for?",
            blocks.text_field(
                initial=whole if fits else plain(whole, TITLE[1]), placeholder="In a few words"
            ),
            hint=f"{TITLE[0]} to {TITLE[1]} characters",
        ),
        blocks.input_block("kind", "What kind of request is it?", blocks.select_field(_kinds())),
        blocks.input_block(
            "problem",
            "What problem does it solve, and for whom?",
            blocks.text_field(initial=None if fits else typed, multiline=True),
            hint=f"In the customer's words, {PROBLEM[0]} to {PROBLEM[1]:,} characters",
        ),
        blocks.input_block(
            "evidence", "How well is the need known?", blocks.select_field(evidence_options())
        ),
        _input_choice(form),
        *_day_and_obligation(),
        _visibility(origin),
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
    where = blocks.link(origin.permalink, "this message") if origin.permalink else blocks.words("a message")
    return [blocks.rich(blocks.paragraph(blocks.words("From "), where, blocks.words(".")))]


def _kinds() -> list[Block]:
    return [blocks.option(kind.value[0].upper() + kind.value[1:], kind.value) for kind in RequestKind]


def _input_choice(form: AskForm) -> Block:
    unsure = blocks.option("Not sure", UNSURE)
    named = [blocks.option(plain(each.name, 75), each.key) for each in form.inputs[:MOST_INPUTS]]
    options = [*named, unsure, blocks.option("None of them", NO_INPUT)]
    menu = blocks.select_field(options, initial=unsure)
    return blocks.input_block("input", "Which input do you think it moves?", menu)


def _day_and_obligation() -> list[Block]:
    none = blocks.option(OBLIGATION[Obligation.NONE], Obligation.NONE.value)
    duties = [blocks.option(OBLIGATION[each], each.value) for each in Obligation]
    return [
        blocks.input_block("needed_by", "Needed by", blocks.date_field(), optional=True),
        blocks.input_block(
            "needed_why",
            "Why that day?",
            blocks.text_field(),
            hint="A day counts only with its reason",
            optional=True,
        ),
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
