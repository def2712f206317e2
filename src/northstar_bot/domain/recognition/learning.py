"""Lunch-and-learn: somebody shows others something; who might, who comes, and what was learned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.typed import cleaned, one_line, visible_length

TOPIC, HOST, DAY, TIME, LENGTH, PLACE, CHANNEL, LEARNED = (
    "topic", "host", "day", "time", "length", "place", "channel", "learned",
)  # fmt: skip
LONGEST_LINE, LONGEST_LEARNED = 150, 2000
LENGTHS = (15, 30, 45, 60, 90)
MOST_SUGGESTED = 5
_FEW = 3
_FARTHEST = timedelta(days=400)
_TEACHING = re.compile(
    r"\b(?:taught|teach\w*|explain\w*|train(?:ed|ing)|learn(?:ed|t|ing|s)?|demos?|demoed|workshop|mentor\w*|coach\w*"
    r"|tutorial|show(?:ed|n|ing|s)? (?:us|me|them|how)|walk(?:ed|ing|s)? (?:us|me|them) through)\b",
    re.IGNORECASE,
)
RULE = (
    "somebody of another team thanked them lately, in words that speak of teaching, such as explained, showed us or "
    "taught. Who never hosted comes first, then whose turn is longest ago."
)


class Stage(StrEnum):
    """The host is asked, unless it is who proposed; then it is announced, until it is called off."""

    ASKED = "asked"
    PLANNED = "planned"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was filled in."""

    topic: str
    host: PersonId
    starts_at: datetime
    minutes: int
    place: str
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Learning:
    """One lunch-and-learn. `card` is its announcement, `learned` what the host said afterwards.

    `sequence` grows with every change of its date, so that a calendar knows which file is newer.
    """

    id: int
    workspace: WorkspaceId
    topic: str
    host: PersonId
    proposer: PersonId
    starts_at: datetime
    minutes: int
    place: str
    channel: ChannelId
    stage: Stage
    card: Receipt | None = None
    learned: str = ""
    sequence: int = 0

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def parties(self) -> frozenset[PersonId]:
        """Who may call it off, beside a steward."""
        return frozenset({self.host, self.proposer})


@dataclass(frozen=True, slots=True)
class Answers:
    """Who comes and who cannot, in the order they said so."""

    coming: tuple[PersonId, ...] = ()
    not_coming: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who could host, and the thanks that say why."""

    host: PersonId
    thanks: Shoutout
    hosted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One that is coming up, as this viewer may see it: names are for its host."""

    learning: Learning
    answers: Answers
    mine: bool | None
    is_host: bool
    may_cancel: bool
    may_move: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What is coming up, and who could host."""

    coming: tuple[Entry, ...]
    suggestions: tuple[Suggestion, ...]
    names: Mapping[TeamKey, str]
    zone: str


@dataclass(frozen=True, slots=True)
class LearningCard:
    """The announcement; people are counted on it and not named."""

    learning: Learning
    coming: int
    not_coming: int
    zone: str


class Word(StrEnum):
    """What one person is told about a lunch-and-learn."""

    ASK_HOST = "ask host"
    DECLINED = "declined"
    DAY = "day"
    HOUR = "hour"
    AFTER = "after"
    CANCELLED = "cancelled"
    COMING = "coming"
    HOSTING = "hosting"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class LearningNote:
    """A message to one person; the host reads who comes."""

    word: Word
    learning: Learning
    zone: str
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar file and the words above it, ready to be sent."""

    name: str
    media_type: str
    data: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, for the thread of the announcement."""

    learning: Learning


def speaks_of_teaching(text: str) -> bool:
    """Whether thanks say that somebody taught something."""
    return _TEACHING.search(text) is not None


def suggestions(
    given: Sequence[Shoutout],
    hosted: Mapping[PersonId, datetime],
    silent: Mapping[PersonId, str],
) -> tuple[Suggestion, ...]:
    """Who could host, by RULE, each with their newest thanks; who does not want to be named is not."""
    found: dict[PersonId, Suggestion] = {}
    for one in sorted(given, key=lambda each: -each.id):
        if len(one.receivers) > _FEW or not speaks_of_teaching(one.text) or retold(one, silent) is None:
            continue
        for receiver in one.receivers:
            across = one.giver_team and receiver.team and receiver.team != one.giver_team
            if across and receiver.person not in silent:
                host = receiver.person
                found.setdefault(host, Suggestion(host, one, hosted.get(host)))
    never = [one for one in found.values() if one.hosted_at is None]
    ago = sorted((one for one in found.values() if one.hosted_at), key=lambda one: hosted[one.host])
    return (*never, *ago)[:MOST_SUGGESTED]


def checked(proposal: Proposal, now: datetime) -> Proposal:
    """The proposal as it is kept, or BadInput under the field that is wrong."""
    must_come(proposal.starts_at, now)
    if proposal.minutes not in LENGTHS:
        raise BadInput("That length is not offered.", "Choose one from the list.", LENGTH)
    return Proposal(
        _line(proposal.topic, TOPIC, "What is it about?"),
        proposal.host,
        proposal.starts_at,
        proposal.minutes,
        _line(proposal.place, PLACE, "Where is it?"),
        proposal.channel,
    )


def must_come(starts_at: datetime, now: datetime) -> None:
    """Raise BadInput unless that moment is still to come, within about a year."""
    if starts_at <= now:
        raise BadInput("That moment has passed.", "Choose one that is still to come.", DAY)
    if starts_at > now + _FARTHEST:
        raise BadInput("That is more than a year away.", "Choose a day that is nearer.", DAY)


def worth_telling(text: str) -> str:
    """What was learned as it is kept, or BadInput."""
    kept = cleaned(text)
    if not visible_length(kept):
        raise BadInput("There are no words yet.", "Say in a few words what was learned.", LEARNED)
    if len(kept) > LONGEST_LEARNED:
        raise BadInput(f"At most {LONGEST_LEARNED:,} characters.", "Shorten it, or link to more.", LEARNED)
    return kept


def _line(text: str, field: str, asked: str) -> str:
    kept = one_line(cleaned(text))
    if not visible_length(kept):
        raise BadInput(asked, "Write a few words.", field)
    if len(kept) > LONGEST_LINE:
        raise BadInput(f"At most {LONGEST_LINE} characters.", "Shorten it.", field)
    return kept
