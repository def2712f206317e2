"""The fields that a verdict needs: other ones for a yes, a no, a park, a question back and a duplicate."""

from collections.abc import Callable, Mapping

from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Answer, ReasonCode, WakeOn
from northstar_bot.domain.requests.verdict_form import (
    DIFFERENCE,
    MECHANISM,
    QUESTION,
    REASON,
    WHY_NOT_NOW,
    WOULD_BE_YES,
)
from northstar_bot.domain.requests.views import WeighQuestion
from northstar_bot.domain.requests.weighing import departs
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_WEIGH_CHANGED
from northstar_bot.render.message import Block
from northstar_bot.render.requests.weigh_grounds import custom_against
from northstar_bot.render.requests.words import ANSWERS, REASONS
from northstar_bot.render.words import plain

MOST_SQUADS = 100
# Fields that hold typed text; they are carried along when a change of mind hides them.
TEXTS = ("mechanism", "stops", "reason", "would_be_yes", "question", "difference", "duplicate_of")

_WAKE = {
    WakeOn.DATE: "On a day",
    WakeOn.EVIDENCE: "When there is evidence",
    WakeOn.PIVOT: "When the North Star changes",
}


def verdict_fields(
    question: WeighQuestion, answer: Answer | None, wake_on: WakeOn | None, texts: Mapping[str, str]
) -> list[Block]:
    """The fields of `answer`, filled with `texts`; going against suggestion or custom asks for the difference."""
    if answer is None:
        return []
    fields = _OF[answer](question, wake_on, texts)
    if departs(answer, question.suggestion, question.precedents):
        hint = _why_different(question, answer)
        fields.append(_text("difference", "What is different here?", texts, DIFFERENCE, hint=hint))
    return fields


def _why_different(question: WeighQuestion, answer: Answer) -> str:
    """Which suggestion and which custom `answer` goes against."""
    rule = question.suggestion if question.suggestion and question.suggestion.answer is not answer else None
    said = f"Rule {rule.rule} suggests: {ANSWERS[rule.answer].lower()}" if rule else ""
    return ". ".join(part for part in (said, custom_against(answer, question.precedents)) if part)


def _yes(question: WeighQuestion, _: WakeOn | None, texts: Mapping[str, str]) -> list[Block]:
    stops = _text("stops", "What stops or waits for it?", texts, (0, 400), optional=True)
    squad = _squad(question)
    if question.input in (None, NO_INPUT, STAR_ONLY):
        return [stops, *squad]
    name = next((each.name for each in question.inputs if each.key == question.input), question.input)
    hint = f"When ___, then ___ happens more, so {plain(name or '', 60)} moves"
    exempt = question.is_exempt
    bounds = (0, MECHANISM[1]) if exempt else MECHANISM
    how = _text("mechanism", "By what mechanism?", texts, bounds, hint=hint, optional=exempt)
    return [how, stops, *squad, _look_by()]


def _squad(question: WeighQuestion) -> list[Block]:
    """The squad that does it, that of the input when none is chosen."""
    options = [blocks.option(plain(squad.name, 75), squad.key) for squad in question.squads[:MOST_SQUADS]]
    menu = blocks.select_field(options, placeholder="That of the input")
    return [blocks.input_block("squad", "Which squad does it?", menu, optional=True)] if options else []


def _look_by() -> Block:
    hint = "We will look at the input by this day. Left alone: some time after it is shipped."
    return blocks.input_block("look_by", "Look at it by", blocks.date_field(), hint=hint, optional=True)


def _reader(question: WeighQuestion) -> str:
    return "Read by the first decider, if you differ" if question.second else "The asker reads this"


def _no(question: WeighQuestion, _: WakeOn | None, texts: Mapping[str, str]) -> list[Block]:
    codes = [blocks.option(REASONS[each], each.value) for each in ReasonCode]
    return [
        blocks.input_block("reason_code", "What kind of no is it?", blocks.select_field(codes)),
        _text("reason", "Why, in plain words?", texts, REASON, hint=_reader(question)),
        _text("would_be_yes", "What would make this a yes?", texts, WOULD_BE_YES),
    ]


def _park(question: WeighQuestion, wake_on: WakeOn | None, texts: Mapping[str, str]) -> list[Block]:
    options = [blocks.option(label, each.value) for each, label in _WAKE.items()]
    initial = next((each for each in options if wake_on and each["value"] == wake_on.value), None)
    radio = blocks.radio_field(options, initial=initial) | {"action_id": f"{REQUEST_WEIGH_CHANGED}.wake_on"}
    fields = [blocks.input_block("wake_on", "What brings it back?", radio, dispatches=True)]
    if wake_on is WakeOn.DATE:
        fields.append(blocks.input_block("wake_at", "On which day?", blocks.date_field()))
    if wake_on is WakeOn.EVIDENCE:
        fields.append(_text("would_be_yes", "What evidence would settle it?", texts, WOULD_BE_YES))
    optional = wake_on is WakeOn.EVIDENCE
    bounds = (0, WHY_NOT_NOW[1]) if optional else WHY_NOT_NOW
    hint = _reader(question)
    return [*fields, _text("reason", "Why not now?", texts, bounds, hint=hint, optional=optional)]


def _ask_back(question: WeighQuestion, _: WakeOn | None, texts: Mapping[str, str]) -> list[Block]:
    return [_text("question", "What do you want to know?", texts, QUESTION, hint=_reader(question))]


def _duplicate(_: WeighQuestion, __: WakeOn | None, texts: Mapping[str, str]) -> list[Block]:
    field = blocks.text_field(initial=texts.get("duplicate_of"), placeholder="12")
    return [blocks.input_block("duplicate_of", "Which request does it repeat?", field, hint="Its number")]


_OF: Mapping[Answer, Callable[[WeighQuestion, WakeOn | None, Mapping[str, str]], list[Block]]] = {
    Answer.YES: _yes,
    Answer.NO: _no,
    Answer.PARK: _park,
    Answer.ASK_BACK: _ask_back,
    Answer.DUPLICATE: _duplicate,
}


def _text(
    name: str,
    label: str,
    texts: Mapping[str, str],
    bounds: tuple[int, int],
    *,
    hint: str = "",
    optional: bool = False,
) -> Block:
    low, high = bounds
    size = f"{low} to {high} characters" if low else f"At most {high} characters"
    return blocks.input_block(
        name,
        label,
        blocks.text_field(initial=texts.get(name), multiline=True),
        hint=f"{hint}. {size}" if hint else size,
        optional=optional,
    )
