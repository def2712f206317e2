"""May this be told at the all-hands? Whom to ask about a shout-out, and what their answers come to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from northstar_bot.domain.deck.deck import Period, Untold
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.shoutouts import Shoutout

# More people than this never all answer, so such thanks are not told with names.
ASKED_AT_MOST = 12
QUESTIONS_EACH = 3


class Consent(StrEnum):
    """What somebody said."""

    YES = "yes"
    NO = "no"


Answers = Mapping[PersonId, Consent | None]


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """The question to one receiver, and what they have said so far; `teams` by name."""

    shoutout: Shoutout
    person: PersonId
    teams: tuple[str, ...] = ()
    said: Consent | None = None


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
    """What is known when it is decided what may be told: answers by shout-out, and who opted out of decks."""

    answers: Mapping[int, Answers] = field(default_factory=dict)
    opted_out: Collection[PersonId] = frozenset()

    def untold(self, given: Shoutout) -> Untold | None:
        """Why this may not be told; None when it is across teams, everybody named agreed and nobody asked said no."""
        if not given.cross_team:
            return Untold.INSIDE
        kept, said = retold(given, self.opted_out), self.answers.get(given.id, {})
        if kept is None:
            return Untold.OPTED_OUT
        if Consent.NO in said.values():
            return Untold.NO
        needed = [said.get(one) for one in named_in(kept)] or [max(said.values(), key=bool, default=None)]
        if all(answer is Consent.YES for answer in needed):
            return None
        return Untold.SILENT if said else Untold.NOT_ASKED

    def to_ask(self, given: Shoutout) -> tuple[PersonId, ...]:
        """Who has to be asked before it may be told; nobody when it is told already or never will be."""
        if self.untold(given) not in {Untold.NOT_ASKED, Untold.SILENT}:
            return ()
        kept = retold(given, self.opted_out) or given
        people = named_in(kept) or tuple(one.person for one in kept.receivers)[:ASKED_AT_MOST]
        if len(people) > ASKED_AT_MOST:
            return ()
        known = self.answers.get(given.id, {})
        return tuple(one for one in people if one not in known)


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
