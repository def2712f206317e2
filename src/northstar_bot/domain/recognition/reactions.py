"""Reactions as state: what stands on a message, whatever the order in which Slack told us."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from northstar_bot.domain.ids import ChannelId, PersonId

_TONE = re.compile(r"::skin-tone-[2-6]$")
_ALIASES = {
    "thumbsup": "+1",
    "thumbsdown": "-1",
    "grinning_face_with_star_eyes": "star-struck",
    "hand": "raised_hand",
    "sign_of_the_horns": "the_horns",
    "facepunch": "punch",
    "satisfied": "laughing",
    "collision": "boom",
    "honeybee": "bee",
}


@dataclass(frozen=True, slots=True)
class Reacted:
    """One event: a person put an emoji on a message or took it off. `author` is None when nobody wrote it."""

    channel: ChannelId
    ts: str
    person: PersonId
    emoji: str
    added: bool
    at: int
    author: PersonId | None = None

    @property
    def name(self) -> str:
        """The emoji whatever its skin tone or alias."""
        return emoji_name(self.emoji)


def emoji_name(text: str) -> str:
    """One name per emoji: colons, skin tone and alias removed."""
    bare = _TONE.sub("", text.strip().strip(":").lower())
    return _ALIASES.get(bare, bare)


def moment_of(event_ts: str) -> int:
    """Slack's event time in microseconds, so that events can be put in order exactly."""
    return int(Decimal(event_ts) * 1_000_000)


@dataclass(frozen=True, slots=True)
class Mark:
    """The last word on one spelling of an emoji."""

    at: int
    present: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """All spellings (skin tones, aliases) of one emoji that one person put on one message."""

    spellings: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def standing(self) -> bool:
        """Whether at least one spelling stands."""
        return any(mark.present for mark in self.spellings.values())

    def after(self, reacted: Reacted) -> "Marks":
        """What stands after this event; one that is not newer than what is known changes nothing."""
        known = self.spellings.get(reacted.emoji)
        if known and known.at >= reacted.at:
            return self
        return Marks({**self.spellings, reacted.emoji: Mark(reacted.at, reacted.added)})
