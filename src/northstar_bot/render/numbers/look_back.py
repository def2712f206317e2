"""“Did the input move?”: the question with its readings and three answers, and what it becomes once answered."""

from northstar_bot.charts.series import Line, line_chart, with_natural_range
from northstar_bot.domain.requests.shipped import LookBack, Moved
from northstar_bot.domain.requests.shipped_views import Looked
from northstar_bot.render import blocks
from northstar_bot.render.ids import LOOK_BACK, LOOK_BACK_NOTE, LOOK_BACK_NOTE_FORM, REQUEST_WHY
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.numbers.look_back_words import (
    ANSWERS,
    ground_words,
    readings_words,
    seen_words,
    unknown_words,
)
from northstar_bot.render.words import day, escape, mention, plain


def question(looked: Looked) -> Message:
    """Asked of the people of the squad; the same with what was answered when somebody has."""
    heading, lines = _heading(looked), _lines(looked)
    chart = _chart(looked)
    answered = [_answered(looked.latest)] if looked.latest else []
    return Message(
        text="\n".join([*(escape(line) for line in (heading, *lines)), *answered]),
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words(heading, bold=True)),
                *(blocks.paragraph(blocks.words(line)) for line in lines),
            ),
            *([chart] if chart else []),
            *(blocks.context(each) for each in answered),
            _buttons(looked),
        ),
    )


def note_form(number: int, moved: Moved) -> View:
    """Where a word is added to an answer."""
    page = [
        blocks.input_block(
            "note",
            "What did you see?",
            blocks.text_field(multiline=True),
            hint="At most 500 characters. It is kept beside your answer.",
        )
    ]
    metadata = f"{number}:{moved}"
    return blocks.modal(LOOK_BACK_NOTE_FORM, "Add a note", page, submit="Add", metadata=metadata)


def _heading(looked: Looked) -> str:
    what = name_of(looked.metric) if looked.metric else "it"
    ask = f"Did {what} move?" if looked.metric else "Did it do what it was for?"
    title = f" {plain(looked.title, 120)}" if looked.title else ""
    return f"{ask} #{looked.shipment.request}{title} was shipped on {day(looked.shipment.shipped_on)}."


def _lines(looked: Looked) -> list[str]:
    seen, unknown = seen_words(looked), unknown_words(looked)
    lines = [ground_words(looked)]
    lines += [f"Seen: {seen}"] if seen else []
    lines += readings_words(looked)
    lines += [f"Not known: {unknown}"] if unknown else []
    for note in looked.notes:
        who = plain(looked.names.get(note.author, note.author), 40)
        lines.append(f"Noted for {note.week.label} by {who}: {plain(note.text, 300)}")
    return [line for line in lines if line]


def _answered(answer: LookBack) -> str:
    note = f": {escape(plain(answer.note, 500))}" if answer.note else ""
    return f"{mention(answer.author)} answered on {day(answer.at.date())}: {ANSWERS[answer.answer]}{note}"


def _buttons(looked: Looked) -> Block:
    number = str(looked.shipment.request)
    latest = looked.latest
    if latest is None:
        buttons = [
            blocks.button(label, f"{LOOK_BACK}.{moved.name}", number) for moved, label in ANSWERS.items()
        ]
    else:
        buttons = [blocks.button("Add a note", LOOK_BACK_NOTE, f"{number}:{latest.answer}")]
        buttons += [
            blocks.button(f"Change to: {label}", f"{LOOK_BACK}.{moved.name}", number)
            for moved, label in ANSWERS.items()
            if moved is not latest.answer
        ]
    return blocks.actions(*buttons, blocks.button("See the record", REQUEST_WHY, number))


def _chart(looked: Looked) -> Block | None:
    found, metric = looked.comparison, looked.metric
    if found is None or metric is None:
        return None
    points = (*found.before, *found.after)
    marks = [f"W{week.number}" for week, _ in points]
    line = Line(name_of(metric), [value for _, value in points])
    limits = (found.limits.lower, found.limits.upper) if found.limits else None
    return line_chart(
        f"{name_of(metric)}, limits from before", marks, with_natural_range(line, limits), y_label=metric.unit
    )
