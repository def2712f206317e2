"""Notes on weeks in messages: the list with its buttons, the forms, and the word after each act."""

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.numbers.annotation_views import NoteAsked, NotePage
from northstar_bot.domain.numbers.happened import Noted
from northstar_bot.render import blocks
from northstar_bot.render.digest.asked import said_words
from northstar_bot.render.ids import (
    NOTE_CORRECT,
    NOTE_CORRECT_FORM,
    NOTE_FORM,
    NOTE_OPEN,
    NOTE_REMOVE,
    WORD_FORM,
)
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.words import escape, plain, week_name

_MOST = 100


def listing(page: NotePage) -> Message:
    """The latest notes; one's own with a button to correct and one to remove."""
    of = f" on {plain(page.metric.name, 60)}" if page.metric else ""
    heading = f"Notes{of}"
    body = [block for noted in page.notes for block in _row(noted, own=noted.note.author == page.viewer)]
    empty = "None yet. Write one with /northstar note <metric> [week] <what happened>."
    lines = [_line(noted) for noted in page.notes] or [empty]
    return Message(
        escape("\n".join([f"{heading}:", *lines])),
        (
            blocks.header(heading),
            *(body or [blocks.section_plain(empty)]),
            blocks.actions(blocks.button("Write a note", NOTE_OPEN)),
        ),
    )


def note_form(metrics: tuple[Metric, ...], week: Week, metric: str = "", text: str = "") -> View:
    """Which metric, which week, and what happened."""
    options = [blocks.option(plain(each.name, 75), each.key) for each in metrics[:_MOST]]
    chosen = next((each for each in options if each["value"] == metric), None)
    page = [
        blocks.input_block(
            "metric", "Which number is it about?", blocks.select_field(options, initial=chosen)
        ),
        blocks.input_block(
            "week",
            "Which week?",
            blocks.text_field(initial=week.label),
            hint="Such as 2026-W47, or any day in it.",
            optional=True,
        ),
        _text_field(text),
    ]
    return blocks.modal(NOTE_FORM, "Write a note", page, submit="Keep")


def correct_form(number: int, text: str) -> View:
    """The words again, to be changed."""
    return blocks.modal(
        NOTE_CORRECT_FORM, "Correct a note", [_text_field(text)], submit="Keep", metadata=str(number)
    )


def word_form(asked: NoteAsked) -> View:
    """What changed, for one number of one week."""
    question = f"{plain(asked.metric.name, 60)}, {week_name(asked.week)}: what changed?"
    page = [blocks.section_plain(question), _text_field("")]
    about = f"{asked.week.label} {asked.metric.key}"
    return blocks.modal(WORD_FORM, "Add a note", page, submit="Keep", metadata=about)


def not_known(noted: Noted) -> Message:
    """The answer to whoever does not know yet."""
    sentence = (
        f"Kept: you do not know yet what changed in {plain(noted.metric_name, 60)}, {noted.note.week.label}. "
        "The digest says so. Add a note there when you know more."
    )
    return Message(escape(sentence), (blocks.section_plain(sentence),))


def kept(noted: Noted) -> Message:
    """The answer to whoever wrote it."""
    where = "It stands in the digest of that week and marks it on charts."
    sentence = f"Noted on {plain(noted.metric_name, 60)}, {noted.note.week.label}. {where}"
    return Message(escape(sentence), (blocks.section_plain(sentence),))


def _text_field(text: str) -> Block:
    field = blocks.text_field(initial=text or None)
    return blocks.input_block("text", "What happened?", field, hint="One line, at most 300 characters.")


def _row(noted: Noted, *, own: bool) -> list[Block]:
    note = noted.note
    small = [
        noted.metric_name,
        note.week.label,
        noted.author_name,
        *(["corrected"] if note.corrected else []),
    ]
    found = [
        blocks.section_plain(said_words(noted)),
        blocks.context_plain(" · ".join(plain(each, 60) for each in small)),
    ]
    if own:
        sure = blocks.confirmation(
            "Remove it?", "Digests and charts will not show it any more.", "Remove", "Keep it"
        )
        found.append(
            blocks.actions(
                blocks.button("Correct", NOTE_CORRECT, str(note.id)),
                blocks.button("Remove", NOTE_REMOVE, str(note.id), confirm=sure),
            )
        )
    return found


def _line(noted: Noted) -> str:
    note = noted.note
    return f"- {note.week.label} {noted.metric_name}: {said_words(noted)} ({noted.author_name})"
