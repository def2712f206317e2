"""Shipped, and looked back: marking accepted work shipped, and answering whether the input moved."""

import re
from datetime import date

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.shipped import Moved, ShipForm, ship_line
from northstar_bot.domain.requests.shipped_views import Looked, ShippedNews
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import (
    LOOK_BACK,
    LOOK_BACK_NOTE,
    LOOK_BACK_NOTE_FORM,
    SHIP_FORM,
    SHIP_OPEN,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.numbers import look_back
from northstar_bot.render.requests import shipped as drawn
from northstar_bot.slack.feature import Call, Command, Feature
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.reading import must_be_number

_LINE = re.compile(r"(#?\s*\d+)(?:\s+(.+))?", re.DOTALL)


async def shipped(call: Call) -> Message | None:
    """Alone what waits; a number opens the form, where a day and words stand already: it is marked once, for good."""
    text = as_read(call.text).strip()
    if not text:
        return drawn.page(await call.services.shipping.page(call.viewer))
    found = _LINE.fullmatch(text)
    number = _number(found[1] if found else text)
    await _open(call, number, (found[2] or "") if found else "")
    return None


async def open_form(call: Call) -> Message | None:
    """The form, from a button."""
    await _open(call, _number(call.value))
    return None


async def keep_mark(call: Call) -> View | None:
    """Mark it shipped."""
    form = ShipForm(_day(call.fields.get("on") or ""), call.fields.get("changed") or "")
    made = await call.services.shipping.ship(call.viewer, _number(call.metadata), form)
    await call.screen.refresh_home()
    return notice("Shipped", drawn.marked(made))


async def look(call: Call) -> Message | None:
    """The question on demand."""
    return look_back.question(await call.services.looking_back.look(call.viewer, _number(call.value)))


async def _answer(call: Call, moved: Moved) -> Message | None:
    looked = await call.services.looking_back.answer(call.viewer, _number(call.value), moved)
    await call.screen.replace(look_back.question(looked))
    return None


async def moved(call: Call) -> Message | None:
    """Yes, it moved."""
    return await _answer(call, Moved.YES)


async def not_moved(call: Call) -> Message | None:
    """No."""
    return await _answer(call, Moved.NO)


async def unclear(call: Call) -> Message | None:
    """Cannot tell."""
    return await _answer(call, Moved.UNCLEAR)


async def open_note(call: Call) -> Message | None:
    """Where a word is added to an answer."""
    await call.screen.open(look_back.note_form(*_about(call.value)))
    return None


async def keep_note(call: Call) -> View | None:
    """Keep the answer once more, with the note."""
    number, said = _about(call.metadata)
    await call.services.looking_back.answer(call.viewer, number, said, call.fields.get("note") or "")
    return None


async def _open(call: Call, number: int, said: str = "") -> None:
    question = await call.services.shipping.question(call.viewer, number)
    await call.screen.open(drawn.ship_form(question, ship_line(said, question.today)))


def _about(text: str) -> tuple[int, Moved]:
    number, _, said = text.partition(":")
    if said not in set(Moved):
        raise BadInput("Which answer?", "Use the button of the question again.")
    return _number(number), Moved(said)


def _number(text: str) -> int:
    return must_be_number(text, "Which request?", "Give its number, such as /northstar shipped 12.")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is not a day.", "Write it as 2026-11-20.", "on") from error


FEATURE = Feature(
    commands=(
        Command(
            "shipped",
            "Mark accepted work shipped, or see what waits and what was",
            "shipped [number] [day] [what changed]",
            shipped,
            writes=True,
        ),
    ),
    actions={
        SHIP_OPEN: open_form,
        f"{LOOK_BACK}.open": look,
        f"{LOOK_BACK}.{Moved.YES.name}": moved,
        f"{LOOK_BACK}.{Moved.NO.name}": not_moved,
        f"{LOOK_BACK}.{Moved.UNCLEAR.name}": unclear,
        LOOK_BACK_NOTE: open_note,
    },
    views={SHIP_FORM: keep_mark, LOOK_BACK_NOTE_FORM: keep_note},
    posts={ShippedNews: drawn.news, Looked: look_back.question},
)
