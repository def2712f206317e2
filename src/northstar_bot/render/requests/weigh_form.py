"""The form in which a decider weighs: the star first, the request, what the rule says, then the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.requests import Answer, Obligation, Request, Verdict, WakeOn
from northstar_bot.domain.requests.verdict_form import needs_no_input
from northstar_bot.domain.requests.views import Seen, WeighQuestion
from northstar_bot.render import blocks
from northstar_bot.render.addresses import address
from northstar_bot.render.ids import REQUEST_WEIGH_CHANGED, REQUEST_WEIGH_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried, packed, texts_in
from northstar_bot.render.recognition.thanked import linked, safe_link
from northstar_bot.render.requests.ask_form import evidence_options
from northstar_bot.render.requests.details import details_told
from northstar_bot.render.requests.life import appeal_said
from northstar_bot.render.requests.verdict_fields import TEXTS, verdict_fields
from northstar_bot.render.requests.weigh_choices import input_options, said_by_rule
from northstar_bot.render.requests.weigh_grounds import load_said, people_said, precedents_said
from northstar_bot.render.requests.words import (
    ANSWERS,
    EVIDENCE,
    OBLIGATION,
    input_name,
    star_line,
    star_of,
    title_of,
)
from northstar_bot.render.words import day, mention, plain

_INSTRUCTION = "Can you say it to an engineer as: build this so that the input goes up?"
_PAIN = "Is it a pain that customers have, or a trend?"


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form besides input and evidence; `texts` also holds those of hidden fields."""

    answer: Answer | None = None
    wake_on: WakeOn | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the form carries along: which request, what the decider saw, and texts that are out of sight."""

    number: int
    seen: Seen
    texts: Mapping[str, str] = field(default_factory=dict)
    second: bool = False

    @property
    def packed(self) -> str:
        """As the form's metadata; BadInput when the texts together are more than Slack carries."""
        ids = {"number": self.number, "moves": self.seen.moves, "star": self.seen.star_version}
        ids |= {"second": 1} if self.second else {}
        whole = packed(ids | {"texts": dict(self.texts)})
        if whole is None:
            raise BadInput(
                "The texts of this form are too long to be kept while another verdict is looked at.",
                "Shorten one, or stay with this verdict.",
            )
        return whole

    @classmethod
    def unpacked(cls, metadata: str) -> "Ticket":
        """Out of the form's metadata."""
        kept = carried(metadata, number=int, moves=int, star=int)
        seen = Seen(kept["moves"], kept["star"])
        return cls(kept["number"], seen, texts_in(kept, "texts"), second=bool(kept.get("second")))


def weigh_form(
    question: WeighQuestion, filled: Filled | None = None, wanting: Mapping[str, str] | None = None
) -> View:
    """The form as it stands; `wanting` says what was missing in fields that were not in sight yet."""
    state = filled or Filled()
    names = {each.key: plain(each.name, 75) for each in question.inputs}
    fields = verdict_fields(question, state.answer, state.wake_on, state.texts)
    shown = {block["block_id"] for block in fields}
    hidden = {name: text for name, text in state.texts.items() if name in TEXTS and name not in shown}
    page = [
        blocks.header(star_line(question.star)),
        blocks.context_plain(plain(question.star.vision, 300) or "No vision is written down."),
        *_second(question),
        *_request(question, {**question.names_then, **names}),
        *people_said(question.people),
        blocks.divider(),
        *_choices(question, optional=needs_no_input(state.answer, exempt=question.is_exempt)),
        blocks.rich(said_by_rule(question.suggestion)),
        *precedents_said(question.precedents),
        *load_said(question.load),
        _answer(state.answer),
        *_wanting(wanting or {}),
        *fields,
        blocks.context(_asked_by(question.request)),
    ]
    return blocks.modal(
        REQUEST_WEIGH_FORM,
        f"Weigh #{question.request.number}",
        page,
        submit="Keep" if question.second else "Decide",
        metadata=Ticket(
            question.request.number, state.seen or question.seen, hidden, second=question.second
        ).packed,
    )


def _second(question: WeighQuestion) -> list[Block]:
    if not question.second:
        return []
    said = (
        "Somebody decided this already; what they said stays hidden from you until you answer. "
        "Your verdict changes nothing by itself: it shows whether we decide alike, whoever decides."
    )
    return [blocks.rich(blocks.paragraph(blocks.words("A second weighing. ", bold=True), blocks.words(said)))]


def _request(question: WeighQuestion, names: Mapping[Any, str]) -> list[Block]:
    request = question.request
    facts = [
        request.kind,
        f"evidence: {EVIDENCE[request.evidence].lower()}",
        f"the asker thinks it moves {input_name(request.input, names)}"
        if request.input
        else "the asker is not sure what it moves",
    ]
    if request.needed_by:
        facts.append(f"needed by {day(request.needed_by)}: {plain(request.needed_why, 300)}")
    parts = [
        blocks.paragraph(blocks.words(title_of(request), bold=True)),
        blocks.quote(blocks.words(plain(request.problem, 3000))),
        *details_told(request.details),
        *(
            blocks.quote(blocks.words(f"Added later: {plain(note.text, 2900)}"))
            for note in question.notes[-5:]
        ),
        *_before(question),
        *_duty(request),
    ]
    return [blocks.rich(*parts), blocks.context_plain(" · ".join(facts))]


def _before(question: WeighQuestion) -> list[Block]:
    appeal = question.appeal
    told = appeal is not None and appeal.no == question.earlier
    return [*appeal_said(appeal), *([] if told else _earlier(question.earlier))]


def _earlier(verdict: Verdict | None) -> list[Block]:
    if verdict is None:
        return []
    if verdict.answer is Answer.YES:
        lead = blocks.words(
            f"Promised on {day(verdict.decided_at.date())}, under {star_of(verdict)}. ", bold=True
        )
        rest = "Its asker was told yes. Any other answer takes that back, and they are told so."
        return [blocks.paragraph(lead, blocks.words(rest))]
    lead = blocks.words(f"Earlier: {ANSWERS[verdict.answer].lower()}. ", bold=True)
    reason = [blocks.words(plain(verdict.reason, 300))] if verdict.reason else []
    return [blocks.paragraph(lead, *reason)]


def _duty(request: Request) -> list[Block]:
    if request.obligation is Obligation.NONE:
        return []
    label = OBLIGATION[request.obligation].lower()
    return [
        blocks.paragraph(
            blocks.words(f"Obligation ({label}): ", bold=True),
            address(request.obligation_link),
        )
    ]


def _choices(question: WeighQuestion, *, optional: bool) -> list[Block]:
    options = input_options(question.inputs)
    chosen = next((each for each in options if each["value"] == question.input), None)
    levels = evidence_options()
    sure = next(each for each in levels if each["value"] == question.evidence.value)
    menu = blocks.select_field(options, initial=chosen, placeholder="Choose")
    return [
        _live("input", "Which input does it move?", menu, _INSTRUCTION, optional=optional),
        _live("evidence", "How well is that known?", blocks.select_field(levels, initial=sure), _PAIN),
    ]


def _answer(answer: Answer | None) -> Block:
    options = [blocks.option(ANSWERS[each], each.value) for each in Answer]
    initial = next((each for each in options if answer and each["value"] == answer.value), None)
    return _live("answer", "Your verdict", blocks.radio_field(options, initial=initial))


def _live(name: str, label: str, element: Block, hint: str | None = None, *, optional: bool = False) -> Block:
    element = element | {"action_id": f"{REQUEST_WEIGH_CHANGED}.{name}"}
    return blocks.input_block(name, label, element, hint=hint, optional=optional, dispatches=True)


def _wanting(wanting: Mapping[str, str]) -> list[Block]:
    return [blocks.section_plain("Not saved yet. " + " ".join(wanting.values()))] if wanting else []


def _asked_by(request: Request) -> str:
    asked = f"Asked by {mention(request.asker)} on {day(request.asked_at.date())}"
    return f"{asked} · {linked(request.permalink, 'the message')}" if safe_link(request.permalink) else asked
