"""Shipped work in messages: the form, the news for its asker, the part of a record, and the page of a year."""

from collections.abc import Sequence

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.shipped import LookBack, ShipForm, Shipment
from northstar_bot.domain.requests.shipped_views import Marked, Record, ShippedNews, ShippedPage, ShipQuestion
from northstar_bot.render import blocks
from northstar_bot.render.ids import LOOK_BACK, REQUEST_WHY, SHIP_FORM, SHIP_OPEN
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.numbers.look_back_words import ANSWERS, SEEN
from northstar_bot.render.requests.words import title_of
from northstar_bot.render.words import count, day, escape, mention, plain

# So many people are named; the rest are counted.
_PEOPLE = 5


def ship_form(question: ShipQuestion, filled: ShipForm) -> View:
    """When it was shipped and what changed, as far as it was said; both may be left alone."""
    on = filled.on or question.today
    title = f"#{question.number} {plain(question.title, 120)}".strip()
    facts = [f"Done by {plain(question.squad_name, 60)}"] if question.squad_name else []
    facts += [f"meant to move {plain(question.input_name, 60)}"] if question.input_name else []
    page = [
        blocks.rich(blocks.paragraph(blocks.words(title, bold=True))),
        *([blocks.context_plain(" · ".join(facts))] if facts else []),
        blocks.input_block("on", "Shipped on", blocks.date_field(initial=on.isoformat()), optional=True),
        blocks.input_block(
            "changed",
            "What changed?",
            blocks.text_field(initial=filled.changed or None),
            hint="One line, at most 200 characters. The asker reads it, and it stays: look at the day once more.",
            optional=True,
        ),
    ]
    return blocks.modal(SHIP_FORM, "Mark shipped", page, submit="Mark shipped", metadata=str(question.number))


def marked(made: Marked) -> Message:
    """The answer to whoever marked it."""
    mark = made.shipment
    sentence = (
        f"#{mark.request} is marked shipped on {day(mark.shipped_on)}, and its asker is told. {_look(made)}"
    )
    return Message(escape(sentence), (blocks.section_plain(sentence),))


def news(told: ShippedNews) -> Message:
    """What the asker and those who are told as they are read."""
    whose = "What you asked for" if told.is_asker else "What you follow"
    by = f" by {plain(told.squad_name, 60)}" if told.squad_name else ""
    lines = [f"{whose} was shipped{by} on {day(told.shipment.shipped_on)}."]
    if told.shipment.changed:
        lines.append(f"What changed: {plain(told.shipment.changed, 300)}")
    if told.input_name:
        look = day(told.shipment.look_at)
        lines.append(f"Whether {plain(told.input_name, 60)} moved is looked at on {look}.")
    heading, by_whom = f"Shipped: {title_of(told.request)}", f"Marked by {mention(told.shipment.shipped_by)}"
    return Message(
        text="\n".join([*(escape(line) for line in (heading, *lines)), by_whom]),
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words("Shipped: ", bold=True), blocks.words(title_of(told.request))),
                *(blocks.paragraph(blocks.words(line)) for line in lines),
            ),
            blocks.context(by_whom),
            blocks.actions(blocks.button("See the record", REQUEST_WHY, str(told.request.number))),
        ),
    )


def with_record(message: Message, record: Record | None) -> Message:
    """A request's card with who does it, what was shipped, and what was seen later."""
    if record is None:
        return message
    lines = _told(record)
    buttons = [blocks.button("Mark shipped", SHIP_OPEN, str(record.number))] if record.may_ship else []
    if record.may_answer:
        label = "Look again" if record.story and record.story.answers else "Look back now"
        buttons.append(blocks.button(label, f"{LOOK_BACK}.open", str(record.number)))
    drawn = [blocks.context(line) for line in lines]
    drawn += [blocks.actions(*buttons)] if buttons else []
    return Message("\n".join([message.text, *lines]), (*message.blocks, *drawn))


def page(shown: ShippedPage) -> Message:
    """What waits, what was shipped lately, and a year in numbers."""
    waiting = [each.request for each in shown.to_ship.items if each.request]
    rows = [_waiting(request) for request in waiting]
    more = [f"and {count('more', shown.to_ship.more, 'more')}"] if shown.to_ship.more else []
    latest = [_shipped(request, mark, shown) for request, mark in shown.latest]
    year = _year(shown)
    text = [
        "Yours to ship:",
        *([escape(title_of(each)) for each in waiting] or ["Nothing."]),
        *more,
        "Shipped lately:",
        *(latest or ["Nothing in the last year."]),
        year,
    ]
    return Message(
        "\n".join(text),
        (
            blocks.header("Yours to ship"),
            *(rows or [blocks.section_plain("Nothing that was accepted for your squads and inputs waits.")]),
            *([blocks.context_plain(*more)] if more else []),
            blocks.header("Shipped lately"),
            *(
                [blocks.section(line) for line in latest]
                or [blocks.section_plain("Nothing in the last year.")]
            ),
            blocks.context_plain(year),
        ),
    )


def home_rows(requests: tuple[Request, ...]) -> list[Block]:
    """One row with its button for each piece of accepted work."""
    return [_waiting(request) for request in requests]


def _look(made: Marked) -> str:
    when = day(made.shipment.look_at)
    if not made.input_name:
        return f"On {when} its squad is asked whether it did what it was for."
    return f"On {when} its squad is asked whether {plain(made.input_name, 60)} moved."


def _told(record: Record) -> list[str]:
    by = escape(plain(record.squad_name, 60))
    if record.story is None:
        said = [f"Done by {by}"] if by else []
        if record.marked_by:
            said.append(f"{'marked' if by else 'Marked'} shipped by {_any_of(record.marked_by)}")
        if record.look_by and record.input_name:
            said.append(f"we look at {escape(plain(record.input_name, 60))} by {day(record.look_by)}")
        return [" · ".join(said)] if said else []
    mark = record.story.shipment
    whose = f" by {by}" if by else ""
    lines = [f"Shipped on {day(mark.shipped_on)}{whose}, marked by {mention(mark.shipped_by)}"]
    if mark.changed:
        lines.append(f"What changed: {escape(plain(mark.changed, 300))}")
    answers = [_answer(each) for each in record.story.answers[-5:]]
    return [*lines, *(answers or [f"We look back on {day(mark.look_at)}"])]


def _any_of(people: Sequence[PersonId]) -> str:
    shown = [mention(person) for person in people[:_PEOPLE]]
    more = [f"{len(people) - _PEOPLE:,} more"] if len(people) > _PEOPLE else []
    return " or ".join([*shown, *more])


def _answer(answer: LookBack) -> str:
    seen = f" ({SEEN[answer.seen]})" if answer.seen else ""
    note = f": {escape(plain(answer.note, 500))}" if answer.note else ""
    said = ANSWERS[answer.answer]
    return f"Did it move? {mention(answer.author)} on {day(answer.at.date())}: {said}{seen}{note}"


def _waiting(request: Request) -> Block:
    return blocks.section_plain(
        title_of(request), blocks.button("Mark shipped", SHIP_OPEN, str(request.number))
    )


def _shipped(request: Request, mark: Shipment, shown: ShippedPage) -> str:
    name = shown.input_names.get(mark.input or "", "")
    moved = f" · {escape(plain(name, 60))}" if name else ""
    return f"{escape(title_of(request))} · {day(mark.shipped_on)}{moved}"


def _year(shown: ShippedPage) -> str:
    tally = shown.tally
    said = [f"{ANSWERS[moved].lower()} {number}" for moved, number in tally.answers.items()]
    looked = f"; looked back at {tally.looked_back}: {', '.join(said)}" if said else ""
    return f"In the last 365 days {count('request', tally.shipped)} shipped{looked}."
