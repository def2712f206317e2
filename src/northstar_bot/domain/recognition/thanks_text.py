"""What follows `/northstar thanks`: whom, for what, and what is still missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.ids import GroupId, PersonId, TeamKey
from northstar_bot.domain.slack_text import Piece, ToChannel, ToEveryone, ToGroup, ToPerson, Words, pieces
from northstar_bot.domain.typed import cleaned, visible_length

Named = TypeVar("Named", bound=str)

_QUOTES = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"))
_HIDDEN = "\u200b\u200e\u200f\u2060\ufeff"
_JOINER = re.compile(rf"[\s,;&+{_HIDDEN}]*(?:(?:and|to)\b[\s{_HIDDEN}]*)?", re.IGNORECASE)
_OPENING = re.compile(
    rf"[\s,;{_HIDDEN}]*(?:[-–—:](?=\s)\s*)?(?:(?:for|because)\b[\s:]*)?[\s{_HIDDEN}]*", re.IGNORECASE
)
_ENDS_NAME = re.compile(r"\s*(?:$|[,;:&+–—]|(?:for|and|because)\b)", re.IGNORECASE)
_SAYS_TEAM = re.compile(r"\s+team\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"@([\w.\-’']+)")
# A short name, then what it was for; longer runs of words are thanks and no name.
_NAMED = re.compile(
    r"(?P<name>\S+(?:\s+\S+){0,2}?)\s+(?:for|because)[\s:]+(?P<text>.+)", re.IGNORECASE | re.DOTALL
)
_EVERYONE = re.compile(r"@(?:here|channel|everyone|group)\b", re.IGNORECASE)


class Missing(StrEnum):
    """What a shout-out still needs."""

    PEOPLE = "people"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ToTeam(Piece):
    """One of our own teams, by key or name."""

    key: TeamKey


@dataclass(frozen=True, slots=True)
class ToUnknown(Piece):
    """A name with an @ that neither Slack nor we know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Thanks as they were typed. `everyone`, `channel` and `unknown` name what cannot be thanked.

    `aside` are people named in the words but not thanked; `sought` is a name typed without an @ that is nobody's.
    """

    people: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    teams: tuple[TeamKey, ...] = ()
    text: str = ""
    everyone: str = ""
    channel: str = ""
    unknown: tuple[str, ...] = ()
    aside: tuple[PersonId, ...] = ()
    sought: str = ""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What has to be asked for in a form."""
        named = (self.people, self.groups, self.teams, self.unknown, self.everyone, self.channel)
        somebody = any(named)
        return (*(() if somebody else (Missing.PEOPLE,)), *(() if self.text else (Missing.TEXT,)))


def parse(raw: str, teams: Sequence[Team], names: Mapping[PersonId, str] | None = None) -> Asked:
    """Read `raw`: those named in front are thanked; when nobody is, everybody named anywhere is."""
    reader = _Reader(list(pieces(raw, names)), teams)
    while reader.takes_one():
        pass
    text = _worded("".join(piece.text for piece in reader.rest))
    later = [piece for piece in reader.rest if not isinstance(piece, Words)]
    return _asked(reader.named, later, text) if reader.named else _sought(_asked(later, [], text))


@dataclass(slots=True)
class _Reader:
    """Takes recipients from the front, one at a time, and keeps what follows."""

    rest: list[Piece]
    teams: Sequence[Team]
    named: list[Piece] = field(default_factory=list)

    def takes_one(self) -> bool:
        """Take one recipient from the front, or the blank before one; False when words begin."""
        head = self.rest[0] if self.rest else None
        if isinstance(head, Words):
            words = _without(_JOINER, head.text)
            return self._takes_typed(words) if words else self._drops_blank()
        if head is None or (isinstance(head, ToChannel) and self.named):
            return False
        self.named.append(self.rest.pop(0))
        return True

    def _drops_blank(self) -> bool:
        self.rest.pop(0)
        return True

    def _takes_typed(self, words: str) -> bool:
        """A team by its name, or an @name that Slack did not turn into a mention."""
        for called, team in _called(self.teams):
            for sign in ("@", ""):
                after = _after_name(words, f"{sign}{called}", strictly=not sign)
                if after is not None:
                    return self._took(ToTeam(called, team.key), after)
        if found := _EVERYONE.match(words):
            return self._took(ToEveryone(found[0].casefold()), words[found.end() :])
        if found := _UNKNOWN.match(words):
            return self._took(ToUnknown(found[0]), words[found.end() :])
        return False

    def _took(self, recipient: Piece, after: str) -> bool:
        self.named.append(recipient)
        self.rest[0] = Words(after)
        return True


def _called(teams: Sequence[Team]) -> list[tuple[str, Team]]:
    """Every name of every team, the longest first, so that “sales ops” is not read as “sales”."""
    names = {(name.casefold(), team) for team in teams for name in (team.key, team.name) if name}
    return sorted(names, key=lambda one: (-len(one[0]), one[0], one[1].key))


def _after_name(words: str, name: str, *, strictly: bool) -> str | None:
    """What follows `name` at the front of `words`; a bare name only counts where it clearly ends."""
    after = words[len(name) :]
    if words[: len(name)].casefold() != name:
        return None
    shorter = _without(_SAYS_TEAM, after)
    if _ENDS_NAME.match(shorter):
        return shorter
    stands = not after or not (after[0].isalnum() or after[0] in "_-@.")
    return after if stands and not strictly else None


def _without(opening: re.Pattern[str], words: str) -> str:
    found = opening.match(words)
    return words[found.end() :] if found else words


def _worded(rest: str) -> str:
    """The words of thanks without what joins them to the names; "" when nothing can be seen."""
    text = cleaned(_without(_OPENING, rest))
    for left, right in _QUOTES:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == left and text[-1] == right and not {left, right} & set(inner):
            text = inner.strip()
            break
    return text if visible_length(text) else ""


def _sought(asked: Asked) -> Asked:
    """`bo for the demo`, where nobody is named: a name that has to be picked, and the words after it."""
    found = _NAMED.fullmatch(asked.text) if Missing.PEOPLE in asked.missing else None
    return replace(asked, sought=found["name"].rstrip(","), text=_worded(found["text"])) if found else asked


def _asked(named: Sequence[Piece], later: Sequence[Piece], text: str) -> Asked:
    people = _once(PersonId(one.id) for one in named if isinstance(one, ToPerson))
    aside = _once(PersonId(one.id) for one in later if isinstance(one, ToPerson))
    return Asked(
        people=people,
        groups=_once(GroupId(one.id) for one in named if isinstance(one, ToGroup)),
        teams=_once(one.key for one in named if isinstance(one, ToTeam)),
        text=text,
        everyone=next((one.text for one in named if isinstance(one, ToEveryone)), ""),
        channel=next((one.text for one in named if isinstance(one, ToChannel)), ""),
        unknown=_once(one.text for one in named if isinstance(one, ToUnknown)),
        aside=tuple(one for one in aside if one not in people),
    )


def _once(ids: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(ids))
