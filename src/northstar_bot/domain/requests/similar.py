"""How alike two titles are, and the few keys under which a title is found again among very many."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

# Of all three-letter pieces of two titles so many are shared by titles worth showing to each other.
# Sentences of one company share small words and reach 0.2 by chance; a word changed in five leaves more than 0.5.
ALIKE = 0.3
SHOWN = 3
# A word is found by its beginning, so that its endings and most slips of the finger do not hide it.
_STEM = 5
# A title has at most 120 characters; more keys than this only a title of single letters could have.
MOST_KEYS = 40


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search goes, so that it costs the same however much was ever asked."""

    per_key: int = 50
    compared: int = 40


REACH = Reach()


def folded(title: str) -> tuple[str, ...]:
    """The words of `title` without case, punctuation, blanks and accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    bare = "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"})
    return tuple("".join(sign if sign.isalnum() else " " for sign in bare).split())


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of three-letter pieces that both titles have; 1 for titles of the same words."""
    mine, theirs = folded(one), folded(other)
    if mine == theirs:
        return 1.0
    left, right = _pieces(mine), _pieces(theirs)
    every = left | right
    return len(left & right) / len(every) if every else 0.0


def keys_of(title: str) -> tuple[int, ...]:
    """Where `title` stands in the index: its words by their beginnings, neighbouring ones together, and the whole.

    Hashed to whole numbers of 64 bits: small in a database, and no text is kept a second time.
    """
    words = folded(title)
    stems = [word[:_STEM] for word in words]
    said = [" ".join(("whole", *words)), *(f"two {a} {b}" for a, b in pairwise(stems)), *stems]
    return tuple(dict.fromkeys(_hashed(each) for each in said))[:MOST_KEYS]


def nearest_first(found: Mapping[int, Iterable[int]], most: int) -> tuple[int, ...]:
    """The numbers most worth comparing: those under rare keys, and under many; newest first among equals."""
    weight: dict[int, float] = {}
    for numbers in (tuple(each) for each in found.values()):
        for number in numbers:
            weight[number] = weight.get(number, 0.0) + 1 / len(numbers)
    return tuple(sorted(weight, key=lambda number: (-weight[number], -number))[:most])


def most_alike(title: str, others: Mapping[int, str], most: int = SHOWN) -> tuple[int, ...]:
    """The numbers of those titles that are alike enough to show, the most alike first, then the newest."""
    scored = [(likeness(title, other), number) for number, other in others.items()]
    alike = sorted((pair for pair in scored if pair[0] >= ALIKE), reverse=True)
    return tuple(number for _, number in alike[:most])


def _pieces(words: Iterable[str]) -> frozenset[str]:
    """Three signs at a time, each word with two blanks before and one behind, so that beginnings count more."""
    padded = (f"  {word} " for word in words)
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)
