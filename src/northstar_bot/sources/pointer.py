"""Pointers into a JSON document: `data[*].week`, `items[0].value`, `["odd name"].x`."""

import re
from collections.abc import Iterator

from northstar_bot.domain.errors import BadInput

Step = str | int | None
Place = tuple[int, ...]
_STEP = re.compile(r'\.?([A-Za-z_][\w-]*)|\[(\d{1,6})\]|\[(\*)\]|\.?\["([^"\]]*)"\]')


def steps_of(pointer: str, field: str) -> tuple[Step, ...]:
    """The steps of a pointer: a name, an index, or None for each of a list; else BadInput."""
    steps: list[Step] = []
    rest = pointer.strip().removeprefix("$").removeprefix(".")
    while rest:
        found = _STEP.match(rest)
        if found is None:
            raise BadInput(
                f"“{rest[:40]}” is not understood in this pointer.",
                "Write names, [0] and [*], such as data[*].week.",
                field,
            )
        name, index, every, quoted = found.groups()
        steps.append(None if every else int(index) if index else name or quoted)
        rest = rest[found.end() :]
    return tuple(steps)


def found_at(document: object, steps: tuple[Step, ...], place: Place = ()) -> Iterator[tuple[Place, object]]:
    """What a pointer leads to, each with the places it has in the lists on its way; nothing where it ends."""
    if not steps:
        yield place, document
        return
    step, rest = steps[0], steps[1:]
    if step is None and isinstance(document, list):
        for index, each in enumerate(document):
            yield from found_at(each, rest, (*place, index))
    elif isinstance(step, int) and isinstance(document, list):
        for each in document[step : step + 1]:
            yield from found_at(each, rest, place)
    elif isinstance(document, dict) and step in document:
        yield from found_at(document[step], rest, place)
