"""Text as Slack hands it over from a command: mentions in angle brackets, entities, the rest as typed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from northstar_bot.domain.ids import PersonId

_TOKEN = re.compile(r"<([^<>\s][^<>]*)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_PERSON = re.compile(r"@([UW][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_GROUP = re.compile(r"!subteam\^(S[A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_EVERYONE = re.compile(r"!(here|channel|everyone|group)(?:\|.*)?", re.DOTALL)
_CHANNEL = re.compile(r"#([CGD][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of typed words, or one mention; `text` is what a reader sees for it."""

    text: str


@dataclass(frozen=True, slots=True)
class Words(Piece):
    """Words as typed, entities turned back."""


@dataclass(frozen=True, slots=True)
class ToPerson(Piece):
    """A mention of a person."""

    id: str


@dataclass(frozen=True, slots=True)
class ToGroup(Piece):
    """A mention of a user group."""

    id: str


@dataclass(frozen=True, slots=True)
class ToEveryone(Piece):
    """@here, @channel or @everyone."""


@dataclass(frozen=True, slots=True)
class ToChannel(Piece):
    """A reference to a channel; the name of a private one is never told."""


def unescaped(text: str) -> str:
    """Slack's three entities turned back, once: `&amp;lt;` is `&lt;`, as it was typed."""
    return _ENTITY.sub(lambda found: _SIGNS[found[1]], text)


def pieces(raw: str, names: Mapping[PersonId, str] | None = None) -> Iterator[Piece]:
    """`raw` cut into words and mentions; a person's name comes before Slack's label, which is a handle."""
    end = 0
    for token in _TOKEN.finditer(raw):
        if token.start() > end:
            yield Words(unescaped(raw[end : token.start()]))
        yield _mention(token[1], names or {})
        end = token.end()
    if end < len(raw):
        yield Words(unescaped(raw[end:]))


def mentioned_people(raw: str) -> tuple[PersonId, ...]:
    """Every person mentioned, once."""
    found = (PersonId(piece.id) for piece in pieces(raw) if isinstance(piece, ToPerson))
    return tuple(dict.fromkeys(found))


def as_typed(raw: str, names: Mapping[PersonId, str] | None = None) -> str:
    """What the person saw while typing, to be handed back for another try."""
    return "".join(piece.text for piece in pieces(raw, names))


def _mention(token: str, names: Mapping[PersonId, str]) -> Piece:
    if found := _PERSON.fullmatch(token):
        return ToPerson(f"@{names.get(PersonId(found[1])) or _label(found[2]) or 'somebody'}", found[1])
    if found := _GROUP.fullmatch(token):
        return ToGroup(f"@{_label(found[2]).removeprefix('@') or 'a group'}", found[1])
    if found := _EVERYONE.fullmatch(token):
        return ToEveryone(f"@{found[1]}")
    if found := _CHANNEL.fullmatch(token):
        return ToChannel(f"#{_label(found[2]) or 'private-channel'}")
    return Words(_other(token))


def _other(token: str) -> str:
    """A link in full, so that its label cannot lie; anything else by its label."""
    address, _, label = token.partition("|")
    address, label = unescaped(address), _label(label)
    if address.startswith("!"):
        return label or address.lstrip("!")
    bare = address.removeprefix("mailto:")
    if not label or label in {address, bare} or address.endswith(f"://{label}"):
        return bare
    return f"{label} ({bare})"


def _label(text: str | None) -> str:
    return unescaped(text or "").strip()
