"""Pointers into a JSON document: `data[*].week`, `items[0].value`, `["odd name"].x`, `series[*]~`."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from northstar_bot.domain.errors import BadInput


class Every(Enum):
    """A step that takes each of a list or of an object, or the name of each of an object."""

    MEMBER = "[*]"
    NAME = "[*]~"


Step = str | int | Every
Place = tuple[int, ...]
_STEP = re.compile(r'\.?([A-Za-z_][\w-]*)|\[(\d{1,6})\]|(\[\*\](?:~$)?)|\.?\["([^"\]]*)"\]')


def steps_of(pointer: str, field: str) -> tuple[Step, ...]:
    """The steps of a pointer: a name, an index, or every one; else BadInput."""
    steps: list[Step] = []
    rest = pointer.strip().removeprefix("$").removeprefix(".")
    while rest:
        found = _STEP.match(rest)
        if found is None:
            raise BadInput(
                f"“{rest[:40]}” is not understood in this pointer.",
                "Write names, [0], [*] and, at the end, [*]~ for names: data[*].week.",
                field,
            )
        name, index, every, quoted = found.groups()
        steps.append(Every(every) if every else int(index) if index else name or quoted)
        rest = rest[found.end() :]
    return tuple(steps)


def found_at(document: object, steps: tuple[Step, ...], place: Place = ()) -> Iterator[tuple[Place, object]]:
    """What a pointer leads to, each with the places it has in lists and objects on its way; nothing where it ends."""
    if not steps:
        yield place, document
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Every):
        for index, each in enumerate(_members(document, step)):
            yield from found_at(each, rest, (*place, index))
    elif isinstance(step, int) and isinstance(document, list):
        for each in document[step : step + 1]:
            yield from found_at(each, rest, place)
    elif isinstance(document, dict) and step in document:
        yield from found_at(document[step], rest, place)


def _members(document: object, step: Every) -> Iterable[object]:
    """Each of a list, or of an object in the order it was written."""
    if isinstance(document, dict):
        return document.keys() if step is Every.NAME else document.values()
    return document if isinstance(document, list) and step is Every.MEMBER else ()
