"""The fields of the ask form that come and go with the kind, and what was typed into those out of sight."""

from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.requests.detail_form import (
    BEYOND,
    CUSTOMER,
    DEAL,
    FIELDS,
    LEAST_HOURS,
    MOST_HOURS,
    Shape,
)
from northstar_bot.domain.requests.details import SizeBand
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.requests.details import SIZES

_DAY = ("needed_by", "needed_why")
# Every field that may be out of sight; together they fit beside the form.
COMING_AND_GOING = (*_DAY, *dict.fromkeys(name for names in FIELDS.values() for name in names))
WHY = 300


def detail_fields(shape: Shape | None, kept: Mapping[str, str]) -> list[Block]:
    """The fields of `shape`, filled with what was `kept`."""
    if shape is Shape.TIME:
        return _time(kept)
    return _deal(kept) if shape is Shape.DEAL else []


def day_fields(shape: Shape | None, kept: Mapping[str, str]) -> list[Block]:
    """By when and why; a kind with a day of its own is not asked twice."""
    if shape:
        return []
    return [
        _day("needed_by", "Needed by", kept, optional=True),
        blocks.input_block(
            "needed_why",
            "Why that day?",
            blocks.text_field(initial=kept.get("needed_why"), longest=WHY),
            hint="A day counts only with its reason",
            optional=True,
        ),
    ]


def out_of_sight(shape: Shape | None, fields: Mapping[str, Any], kept: Mapping[str, str]) -> dict[str, str]:
    """What was filled in somewhere that `shape` does not show, so that a change of mind loses nothing."""
    known = {**kept, **{name: value for name, value in fields.items() if isinstance(value, str)}}
    shown = FIELDS[shape] if shape else _DAY
    return {name: known[name] for name in COMING_AND_GOING if name not in shown and known.get(name)}


def _time(kept: Mapping[str, str]) -> list[Block]:
    return [
        blocks.input_block(
            "whose",
            "Whose time do you ask for?",
            blocks.person_field(initial=kept.get("whose"), placeholder="Pick a person"),
            hint="They read what for and hear what comes of it, also when it is private; a decider weighs it",
        ),
        _text("hours", "How many hours?", kept, 20, hint=f"A number from {LEAST_HOURS} to {MOST_HOURS}"),
        _day("by", "On which day, or by when?", kept),
        _text("customer", "With which customer?", kept, CUSTOMER[1], optional=True),
    ]


def _deal(kept: Mapping[str, str]) -> list[Block]:
    options = [blocks.option(SIZES[each], each.value) for each in SizeBand]
    chosen = next((each for each in options if each["value"] == kept.get("size")), None)
    menu = blocks.select_field(options, initial=chosen, placeholder="Choose")
    return [
        _text("customer", "Which customer?", kept, CUSTOMER[1]),
        _text("deal", "Which deal?", kept, DEAL[1], hint="Its name, or a link to it"),
        _day("closes", "When is it to close?", kept),
        blocks.input_block(
            "beyond",
            "What do you ask beyond the standard?",
            blocks.text_field(initial=kept.get("beyond"), multiline=True, longest=BEYOND[1]),
            hint=f"{BEYOND[0]} to {BEYOND[1]} characters",
        ),
        blocks.input_block("size", "About how large is it?", menu, optional=True),
    ]


def _text(
    name: str, label: str, kept: Mapping[str, str], longest: int, *, hint: str = "", optional: bool = False
) -> Block:
    field = blocks.text_field(initial=kept.get(name), longest=longest)
    return blocks.input_block(name, label, field, hint=hint or None, optional=optional)


def _day(name: str, label: str, kept: Mapping[str, str], *, optional: bool = False) -> Block:
    return blocks.input_block(name, label, blocks.date_field(initial=kept.get(name)), optional=optional)
