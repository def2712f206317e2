"""Who thanked whom for what: the rules of thanks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, TeamKey, ValueKey, WorkspaceId
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.typed import cleaned, visible_length

LONGEST = 3000
# Fewer characters seldom say what happened; a hint says so, and nothing is refused.
ENOUGH = 20
# How the source key of thanks by an emoji begins.
REACTION = "react:"
PEOPLE, TEXT, VALUE = "people", "text", "value"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person thanked, with the team they were in at the time of giving."""

    person: PersonId
    team: TeamKey | None = None


@dataclass(frozen=True, slots=True)
class Shoutout:
    """Thanks as they were given; teams are frozen at the time of giving.

    `permalink` leads to the message thanked for, `card_link` to our own card; `undone` means taken back.
    A `private` one is for its receivers alone: it has no card and is in no list, count or report of anybody else.
    `to_group`: it names a group or a team, and nobody themselves.
    """

    id: int
    workspace: WorkspaceId
    giver: PersonId
    giver_team: TeamKey | None
    receivers: tuple[Receiver, ...]
    teams: tuple[TeamKey, ...]
    text: str
    given_at: datetime
    source_key: str
    value: ValueKey | None = None
    input: MetricKey | None = None
    channel: ChannelId | None = None
    permalink: str = ""
    boosts: int = 0
    card_link: str = ""
    undone: bool = False
    private: bool = False
    request: int | None = None
    to_group: bool = False

    @property
    def cross_team(self) -> bool:
        """Whether the giver's team differs from a receiver's; without a team nothing is claimed."""
        return self.giver_team is not None and bool(self.thanked_teams)

    @property
    def thanked_teams(self) -> tuple[TeamKey, ...]:
        """The teams reached other than the giver's own, those thanked as a team first."""
        theirs = (*self.teams, *(receiver.team for receiver in self.receivers))
        return tuple(dict.fromkeys(team for team in theirs if team is not None and team != self.giver_team))

    @property
    def by_reaction(self) -> bool:
        """Whether it was given by an emoji, and so never had words of its own."""
        return self.source_key.startswith(REACTION)

    @property
    def link(self) -> str:
        """Where to read it: our card, else the message it was given for."""
        return self.card_link or self.permalink


class Why(StrEnum):
    """Why somebody in a group is not counted."""

    GIVER = "giver"
    GUEST = "guest"
    EXTERNAL = "external"
    DEACTIVATED = "deactivated"


_WHY = {Standing.GUEST: Why.GUEST, Standing.EXTERNAL: Why.EXTERNAL, Standing.DEACTIVATED: Why.DEACTIVATED}
_SAID = {
    Why.GUEST: "a guest",
    Why.EXTERNAL: "from another organisation",
    Why.DEACTIVATED: "a deactivated account",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody named who is not counted, and why."""

    person: PersonId
    why: Why


@dataclass(frozen=True, slots=True)
class Crowd:
    """A user group or a team named as a whole, with the people in it at this moment."""

    name: str
    people: tuple[Person, ...]
    team: TeamKey | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a shout-out reaches: each person once, those named themselves first."""

    people: tuple[PersonId, ...]
    named: frozenset[PersonId]
    teams: tuple[TeamKey, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a giving: the same value again when the same act is delivered again."""

    shoutout: Shoutout
    left_out: tuple[LeftOut, ...]
    remaining: int


def reach(giver: Person, people: Sequence[Person], crowds: Sequence[Crowd]) -> Reached:
    """Whom these names reach, each once and a name before a group; or BadInput with the reason."""
    if not people and not crowds:
        raise BadInput("Nobody is named.", "Name people, a user group or a team.", PEOPLE)
    _must_be_thankable([person for person in people if person.id != giver.id])
    for crowd in crowds:
        _must_hold_somebody(giver, crowd)
    everyone = [*people, *(person for crowd in crowds for person in crowd.people)]
    counted = _once(person.id for person in everyone if _counts(giver, person))
    if not counted:
        raise _nobody(giver, people)
    return Reached(
        people=counted,
        named=frozenset(person.id for person in people).intersection(counted),
        teams=tuple(dict.fromkeys(crowd.team for crowd in crowds if crowd.team)),
        left_out=_left_out(giver, everyone),
    )


def worded(text: str) -> str:
    """The words of thanks as they are kept, or BadInput when there are none or too many."""
    kept = cleaned(text)
    if not visible_length(kept):
        raise BadInput("The thanks have no words yet.", "Say in a few words what they did.", TEXT)
    if len(kept) > LONGEST:
        raise BadInput(
            f"A shout-out has at most {LONGEST:,} characters; this one has {len(kept):,}.",
            f"Shorten it by {len(kept) - LONGEST:,} and send it again.",
            TEXT,
        )
    return kept


def _counts(giver: Person, person: Person) -> bool:
    return person.id != giver.id and person.standing is Standing.MEMBER


def _once(ids: Iterable[PersonId]) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(ids))


def _left_out(giver: Person, everyone: Iterable[Person]) -> tuple[LeftOut, ...]:
    """Bots are passed over in silence: assistants add their own mention."""
    reasons = {
        person.id: Why.GIVER if person.id == giver.id else _WHY.get(person.standing) for person in everyone
    }
    return tuple(LeftOut(person, why) for person, why in reasons.items() if why)


def _must_be_thankable(people: Iterable[Person]) -> None:
    """Somebody named directly who cannot be thanked stops the whole, so that the giver can decide anew."""
    refused = [
        f"{person.name} ({_SAID[_WHY[person.standing]]})" for person in people if person.standing in _WHY
    ]
    if refused:
        raise BadInput(
            f"{_listed(refused)} cannot be thanked here: only full members of this workspace can.",
            "Leave them out and send it again.",
            PEOPLE,
        )


def _must_hold_somebody(giver: Person, crowd: Crowd) -> None:
    if any(_counts(giver, person) for person in crowd.people):
        return
    if not crowd.people:
        raise BadInput(f"There is nobody in {crowd.name}.", "Name the people instead.", PEOPLE)
    if all(person.id == giver.id for person in crowd.people):
        raise BadInput(f"There is nobody but you in {crowd.name}.", "Name who helped you.", PEOPLE)
    raise BadInput(
        f"Nobody in {crowd.name} can be thanked: only full members of this workspace can.",
        "Name the people instead.",
        PEOPLE,
    )


def _nobody(giver: Person, people: Sequence[Person]) -> BadInput:
    if any(person.id == giver.id for person in people):
        return BadInput("You cannot thank yourself.", "Name who helped you.", PEOPLE)
    return BadInput(
        f"{_listed([person.name for person in people])}: thanks are for people, and this is a bot.",
        "Thank the person behind it.",
        PEOPLE,
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
