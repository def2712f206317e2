"""Answers of a form, read one by one: each reader returns a value or says under its field what is wrong."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from northstar_bot.domain.amounts import parse_amount
from northstar_bot.domain.calendar.days_off import parse_days
from northstar_bot.domain.calendar.periods import parse_zone
from northstar_bot.domain.calendar.target_span import parse_target_for
from northstar_bot.domain.company.company import ExitCriterion, SourceSpec
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.domain.ids import PersonId, key_of

Answers = Mapping[str, Any]
Item = TypeVar("Item")

CRITERION = re.compile(r"\s*(?:\[(?P<met>[xX ])\])?\s*(?P<text>.+?)\s*")
EMOJI = re.compile(r"[a-z0-9_'+-]+")


def text(answers: Answers, field: str) -> str:
    """A required answer."""
    found = maybe(answers, field)
    if not found:
        raise Invalid({field: "This cannot be empty."})
    return found


def maybe(answers: Answers, field: str) -> str:
    """An optional answer, without the spaces around it."""
    return (answers.get(field) or "").strip()


def choice(answers: Answers, field: str) -> str:
    """A required choice."""
    found = answers.get(field)
    if not found:
        raise Invalid({field: "Choose one."})
    return str(found)


def new_key(answers: Answers) -> str:
    """The key of something new."""
    return key_of(text(answers, "key"), field="key")


def number(answers: Answers, field: str, *, share: bool) -> float | None:
    """An optional number as people type it."""
    typed = maybe(answers, field)
    return _in_field(field, lambda: parse_amount(typed, share=share)) if typed else None


def whole(answers: Answers, field: str, *, default: int, most: int) -> int:
    """A whole number from 0 to `most`."""
    typed = maybe(answers, field) or str(default)
    if not re.fullmatch(r"[0-9]{1,6}", typed) or int(typed) > most:
        raise Invalid({field: f"Write a whole number from 0 to {most}."})
    return int(typed)


def weekday(answers: Answers, field: str, *, default: int) -> int:
    """A weekday, 0 is Monday."""
    chosen = str(answers.get(field) or default)
    if chosen not in set("0123456"):
        raise Invalid({field: "Choose a weekday."})
    return int(chosen)


def zone(answers: Answers, field: str) -> str:
    """An IANA zone."""
    return str(_in_field(field, lambda: parse_zone(text(answers, field))))


def days(answers: Answers, field: str) -> tuple[date, ...]:
    """Days and spans of days, none when the field is empty."""
    found: tuple[date, ...] = _in_field(field, lambda: parse_days(maybe(answers, field)))
    return found


def target_for(answers: Answers, field: str) -> str:
    """What a target is for, empty when it is for every week."""
    return str(_in_field(field, lambda: parse_target_for(maybe(answers, field))))


def emoji(answers: Answers, field: str) -> str:
    """The name of an emoji, with or without its colons."""
    name = text(answers, field).strip(":").lower()
    if not EMOJI.fullmatch(name):
        raise Invalid({field: "Write the emoji's name, such as :star2:."})
    return name


def people(answers: Answers, field: str) -> tuple[PersonId, ...]:
    """The people chosen, none when the field was left alone."""
    return tuple(PersonId(one) for one in answers.get(field) or ())


def criteria(typed: str) -> tuple[ExitCriterion, ...]:
    """Exit criteria, one per line; `[x]` in front means met."""
    lines = (CRITERION.fullmatch(line) for line in typed.splitlines() if line.strip())
    return tuple(ExitCriterion(found["text"], (found["met"] or " ") in "xX") for found in lines if found)


def criteria_text(kept: tuple[ExitCriterion, ...]) -> str:
    """The inverse of criteria."""
    return "\n".join(f"[{'x' if one.met else ' '}] {one.text}" for one in kept)


def key(item: Any) -> str:
    """What names an item in its list; a source is named by its metric."""
    return str(item.metric if isinstance(item, SourceSpec) else item.key)


def with_item(kept: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    """`kept` with `item` in the place of the one it replaces, or at the end."""
    if any(key(one) == key(item) for one in kept):
        return tuple(item if key(one) == key(item) else one for one in kept)
    return (*kept, item)


def options(text: str) -> dict[str, Any]:
    """A source's options, one `name: value` per line; indented lines continue a value, `name.part` nests."""
    options: dict[str, Any] = {}
    name = ""
    for line in text.splitlines():
        if line[:1].isspace() and name:
            _put(options, name, f"{_get(options, name)}\n{line.strip()}".strip())
            continue
        name, colon, value = line.partition(":")
        name = name.strip()
        if not line.strip():
            continue
        if not colon or not name:
            raise Invalid(
                {"options": f"“{line.strip()[:60]}” is not an option. Write name: value, one per line."}
            )
        _put(options, name, value.strip())
    return options


def options_text(options: Mapping[str, Any], prefix: str = "") -> str:
    """The inverse of options."""
    lines = []
    for name, value in options.items():
        if isinstance(value, Mapping):
            lines.append(options_text(value, f"{prefix}{name}."))
        else:
            first, *more = str(value).splitlines() or [""]
            lines.append("\n".join([f"{prefix}{name}: {first}", *(f"  {line}" for line in more)]))
    return "\n".join(lines)


def _in_field(field: str, read: Any) -> Any:
    try:
        return read()
    except BadInput as error:
        raise Invalid({field: error.words}) from error


def _put(options: dict[str, Any], name: str, value: str) -> None:
    outer, dot, inner = name.partition(".")
    if dot:
        options.setdefault(outer, {})[inner] = value
    else:
        options[outer] = value


def _get(options: Mapping[str, Any], name: str) -> str:
    outer, dot, inner = name.partition(".")
    return str(options[outer][inner] if dot else options[outer])
