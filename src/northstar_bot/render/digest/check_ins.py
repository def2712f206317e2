"""Check-ins in messages: the question with the last number, the form, and whether a number so far was the whole."""

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.numbers.check_ins import CheckIn
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.numbers.recording import Recorded
from northstar_bot.render import blocks
from northstar_bot.render.ids import CHECK_IN_CONFIRM, CHECK_IN_FORM, CHECK_IN_OPEN
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.numbers.line_words import amount, name_of
from northstar_bot.render.words import escape, moment, week_name, weekday

SO_FAR, WHOLE = "so far", "whole"
_SUCH_AS = {
    Style.COUNT: "1,234",
    Style.DECIMAL: "12.5 or 1,234",
    Style.SHARE: "45% or 0.45",
    Style.MONEY: "1,234 or 1,234.50",
}
_COVERING = "You are asked because its owner is away and you cover."


def question(asked: CheckIn) -> Message:
    """Which number of which week, what it was last, and when the digest comes."""
    if asked.so_far:
        return _whether_whole(asked, asked.so_far)
    said = f"Check-in: {name_of(asked.metric)}, {week_name(asked.week)}."
    when = [f"The digest is posted {moment(asked.due_at, asked.zone)}."] if asked.due_at else []
    why = [_COVERING] if asked.covering else []
    early = [f"The week ends {weekday(asked.week.end)}: say whether your number is for all of it."]
    facts = [*why, _last(asked), *when, *(early if asked.running else [])]
    return _asked(said, facts, _type_it(asked))


def check_in_form(asked: CheckIn) -> View:
    """The number, whether it is for the whole of a week that goes on, and a note beside it."""
    said = f"{name_of(asked.metric)}, {week_name(asked.week)}"
    value = blocks.text_field(placeholder=_SUCH_AS[asked.metric.style])
    note = blocks.input_block(
        "text",
        "What happened?",
        blocks.text_field(),
        hint="One line, at most 300 characters. It stands in the digest.",
        optional=True,
    )
    page = [blocks.section_plain(said), blocks.input_block("value", "Value", value, hint=_last(asked))]
    page += [_how_much(asked)] if asked.running else []
    return blocks.modal(CHECK_IN_FORM, "Check-in", [*page, note], submit="Record", metadata=_about(asked))


def confirmed(kept: Recorded) -> Message:
    """What stands in the place of the question."""
    reading = kept.reading
    said = (
        f"{name_of(kept.metric)}: {amount(kept.metric, reading.value, unit=True)} is the whole of "
        f"{week_name(reading.week)}. It is compared in the digest now."
    )
    return Message(escape(said), (blocks.section_plain(said),))


def _whether_whole(asked: CheckIn, typed: Reading) -> Message:
    value = amount(asked.metric, typed.value, unit=True)
    said = (
        f"Check-in: {name_of(asked.metric)}, {week_name(asked.week)}. {value} was typed while the week went "
        "on. It is over now: is that the whole of it?"
    )
    facts = [
        *([_COVERING] if asked.covering else []),
        "Until you say so it is not compared with whole weeks.",
    ]
    yes = blocks.button(f"Yes, {value}"[:75], CHECK_IN_CONFIRM, _about(asked))
    return _asked(said, facts, yes, _type_it(asked))


def _how_much(asked: CheckIn) -> Block:
    ends = weekday(asked.week.end)
    choices = (
        blocks.option("So far", SO_FAR, "Compared once you confirm it; you are asked after the week."),
        blocks.option("The whole week", WHOLE, "Nothing more will be counted; compared like any other week."),
    )
    field = blocks.radio_field(choices)
    return blocks.input_block("whole", f"The week ends {ends}. What is this number?", field)


def _asked(said: str, facts: list[str], *buttons: Block) -> Message:
    page = (blocks.section_plain(said), blocks.context_plain(" ".join(facts)), blocks.actions(*buttons))
    return Message(escape("\n".join([said, *facts])), page)


def _type_it(asked: CheckIn) -> Block:
    label = "Type another number" if asked.so_far else "Type the number"
    return blocks.button(label, CHECK_IN_OPEN, _about(asked))


def _about(asked: CheckIn) -> str:
    return f"{asked.week.label} {asked.metric.key}"


def _last(asked: CheckIn) -> str:
    if asked.last is None:
        return "There is no earlier number."
    value = amount(asked.metric, asked.last.value, unit=True)
    return f"Last: {value} in {week_name(asked.last.week)}."
