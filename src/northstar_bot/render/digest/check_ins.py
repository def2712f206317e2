"""Check-ins in messages: the question with the last number, and the form."""

from northstar_bot.domain.numbers.check_ins import CheckIn
from northstar_bot.render import blocks
from northstar_bot.render.ids import CHECK_IN_FORM, CHECK_IN_OPEN
from northstar_bot.render.message import Message, View
from northstar_bot.render.numbers.line_words import amount, name_of
from northstar_bot.render.words import escape, moment, week_name


def question(asked: CheckIn) -> Message:
    """Which number of which week, what it was last, and when the digest comes."""
    said = f"Check-in: {name_of(asked.metric)}, {week_name(asked.week)}."
    when = [f"The digest is posted {moment(asked.due_at, asked.zone)}."] if asked.due_at else []
    why = ["You are asked because its owner is away and you cover."] if asked.covering else []
    facts = [*why, _last(asked), *when, "A week that is not over may be typed too; correct it later."]
    button = blocks.button("Type the number", CHECK_IN_OPEN, f"{asked.week.label} {asked.metric.key}")
    text = escape("\n".join([said, *facts]))
    return Message(
        text, (blocks.section_plain(said), blocks.context_plain(" ".join(facts)), blocks.actions(button))
    )


def check_in_form(asked: CheckIn) -> View:
    """The number, and a note beside it."""
    said = f"{name_of(asked.metric)}, {week_name(asked.week)}"
    value = blocks.text_field(placeholder="1,234 or 12.5 or 45%")
    note = blocks.input_block(
        "text",
        "What happened?",
        blocks.text_field(),
        hint="One line, at most 300 characters. It stands in the digest.",
        optional=True,
    )
    page = [blocks.section_plain(said), blocks.input_block("value", "Value", value, hint=_last(asked)), note]
    about = f"{asked.week.label} {asked.metric.key}"
    return blocks.modal(CHECK_IN_FORM, "Check-in", page, submit="Record", metadata=about)


def _last(asked: CheckIn) -> str:
    if asked.last is None:
        return "There is no earlier number."
    value = amount(asked.metric, asked.last.value, unit=True)
    return f"Last: {value} in {week_name(asked.last.week)}."
