"""What can be wrong with one field of a declaration, wherever the field stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite

from northstar_bot.domain.calendar.zones import is_zone, parse_zone
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import key_of

LONGEST_NAME = 100
LONGEST_TEXT = 2000
_CHANNEL = re.compile(r"[CGD][A-Z0-9]+")
_PERSON = re.compile(r"[UW][A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong; `path` leads to it, as in `inputs.breadth.squad`."""

    path: str
    sentence: str
    hint: str = ""


def nearest(word: str, known: Iterable[str]) -> str:
    """“Did you mean …?”, or which ones there are."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(word[:60].lower(), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"There is {', '.join(names[:12])}." if names else "None is declared yet."


def bad_key(path: str, key: str) -> Iterator[Problem]:
    """A key that is not one."""
    try:
        key_of(key)
    except BadInput as error:
        yield Problem(path, error.sentence, error.hint)


def bad_zone(path: str, zone: str) -> Iterator[Problem]:
    """A zone that is not one, or not in its own spelling."""
    if is_zone(zone):
        return
    try:
        yield Problem(path, f"“{zone}” is not spelled as a time zone.", f"Write {parse_zone(zone)}.")
    except BadInput as error:
        yield Problem(path, error.sentence, error.hint)


def bad_words(path: str, texts: dict[str, str], required: Sequence[str] = ()) -> Iterator[Problem]:
    """Words that are missing or too long."""
    for field, text in texts.items():
        longest = LONGEST_NAME if field in {"name", "unit", "stage"} else LONGEST_TEXT
        if field in required and not text.strip():
            yield Problem(f"{path}.{field}", f"The {field} is empty.", "Write it in a few words.")
        if len(text) > longest:
            yield Problem(
                f"{path}.{field}", f"The {field} has {len(text)} characters.", f"At most {longest} fit."
            )


def bad_people(path: str, people: Iterable[str]) -> Iterator[Problem]:
    """People who are not named by their id in Slack."""
    for person in people:
        if not _PERSON.fullmatch(person):
            yield Problem(
                path,
                f"“{person[:60]}” is not the id of a person in Slack.",
                "It looks like U0123ABCD. In Slack: open their profile, ⋮, Copy member ID.",
            )


def bad_channel(path: str, channel: str) -> Iterator[Problem]:
    """A channel that is not named by its id."""
    if not _CHANNEL.fullmatch(channel):
        yield Problem(
            path,
            f"“{channel[:60]}” is neither a channel's id nor a name under channels.",
            "An id looks like C0123ABCD. In Slack: open the channel's details, it stands at the bottom.",
        )


def bad_number(path: str, number: int, least: int, most: int) -> Iterator[Problem]:
    """A number that is too small or too large."""
    if not least <= number <= most:
        yield Problem(path, f"{number} is not possible here.", f"Use a number from {least} to {most}.")


def can_be_kept(value: object) -> bool:
    """Whether an option is plain enough to be stored and compared."""
    if isinstance(value, Mapping):
        return all(can_be_kept(each) for each in value.values())
    if isinstance(value, list):
        return all(can_be_kept(each) for each in value)
    return (
        value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and isfinite(value))
    )


def bad_twice(place: str, noun: str, keys: Sequence[str]) -> Iterator[Problem]:
    """A key that several things share."""
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        yield Problem(
            f"{place}.{key}", f"The key “{key}” belongs to more than one {noun}.", "Rename one of them."
        )
