"""May this be told at the all-hands? Whom to ask about a shout-out, and what their answers come to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from northstar_bot.domain.deck.deck import Period, Untold
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.shoutouts import Shoutout

# More people than this never all answer, so such thanks are not told with names.
ASKED_AT_MOST = 12
QUESTIONS_EACH = 3
# So many of a team thanked as a whole agree where nobody leads it: one person does not speak for the others.
VOICES = 2


class Consent(StrEnum):
    """What somebody said."""

    YES = "yes"
    NO = "no"


Answers = Mapping[PersonId, Consent | None]


class Voice(StrEnum):
    """For whom somebody answers."""

    OWN = "own"
    LEAD = "lead"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """The question to one receiver or the lead of a team, and what they have said so far; `teams` by name."""

    shoutout: Shoutout
    person: PersonId
    teams: tuple[str, ...] = ()
    said: Consent | None = None
    voice: Voice = Voice.OWN


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of asking: how many stories and people, when they are asked, and what was known before."""

    period: Period
    stories: int
    people: int
    ready: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known when it is decided what may be told: answers by shout-out, who opted out of decks and what they
    are called, who leads.

    `leads` are those who can be asked; a team without one answers by two of its people.
    """

    answers: Mapping[int, Answers] = field(default_factory=dict)
    opted_out: Mapping[PersonId, str] = field(default_factory=dict)
    leads: Mapping[TeamKey, PersonId] = field(default_factory=dict)

    def untold(self, given: Shoutout) -> Untold | None:
        """Why this may not be told; None when it is across teams, everybody named and every team agreed, and nobody
        asked said no.
        """
        if not given.cross_team:
            return Untold.INSIDE
        kept, said = retold(given, self.opted_out), self.answers.get(given.id, {})
        if kept is None:
            return Untold.OPTED_OUT
        if Consent.NO in said.values():
            return Untold.NO
        agreed = {person for person, answer in said.items() if answer is Consent.YES}
        if agreed.issuperset(named_in(kept)) and all(self._speak(team, kept, agreed) for team in kept.teams):
            return None
        return Untold.SILENT if said else Untold.NOT_ASKED

    def to_ask(self, given: Shoutout) -> tuple[PersonId, ...]:
        """Who has to be asked before it may be told; nobody when it is told already or never will be."""
        if self.untold(given) not in {Untold.NOT_ASKED, Untold.SILENT}:
            return ()
        kept = retold(given, self.opted_out) or given
        named = named_in(kept)
        if len(named) > ASKED_AT_MOST:
            return ()
        people = dict.fromkeys([*named, *(one for team in kept.teams for one in self._voices(team, kept))])
        known = self.answers.get(given.id, {})
        return tuple(one for one in people if one not in known)

    def voice(self, given: Shoutout, person: PersonId) -> Voice:
        """For whom `person` answers."""
        if person in named_in(given):
            return Voice.OWN
        return Voice.LEAD if person in {self.leads.get(team) for team in given.teams} else Voice.MEMBER

    def _voices(self, team: TeamKey, given: Shoutout) -> tuple[PersonId, ...]:
        """Who may answer for a team thanked as a whole: its lead, else its people."""
        if team in self.leads:
            return (self.leads[team],)
        return tuple(one.person for one in given.receivers if one.team == team)[:ASKED_AT_MOST]

    def _speak(self, team: TeamKey, given: Shoutout, agreed: Collection[PersonId]) -> bool:
        """Whether its lead agreed, else two of its people, or the only one."""
        voices = self._voices(team, given)
        needed = min(VOICES, len(voices))
        return bool(voices) and sum(one in agreed for one in voices) >= needed


def named_in(given: Shoutout) -> tuple[PersonId, ...]:
    """The receivers whose names are told; who is thanked as part of a team stands under its name."""
    return tuple(one.person for one in given.receivers if one.team is None or one.team not in given.teams)


def shared_out(
    wanted: Sequence[tuple[int, Sequence[PersonId]]],
) -> tuple[tuple[int, PersonId], ...]:
    """Who is asked about what, in order; a story that would give somebody too many questions is passed over."""
    questions: dict[PersonId, int] = {}
    asked: list[tuple[int, PersonId]] = []
    for number, people in wanted:
        if all(questions.get(one, 0) < QUESTIONS_EACH for one in people):
            asked += [(number, one) for one in people]
            questions.update({one: questions.get(one, 0) + 1 for one in people})
    return tuple(asked)
