"""An owner who is away: until when, who covers their verdicts, and what they read when they are back."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.slack_text import ToPerson, Words, pieces

LONGEST_DAYS = 366
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN = re.compile(r"(\d{1,2})\.? ([a-z]{3})[a-z]*(?: (\d{4}))?")
_HOW = "Write /northstar away until 5 Dec cover @somebody, or only one of the two."


@dataclass(frozen=True, slots=True)
class Absence:
    """One time away. `until` is the day of return; without it somebody comes back by saying so."""

    workspace: WorkspaceId
    person: PersonId
    since: datetime
    until: date | None = None
    back_at: datetime | None = None
    cover: PersonId | None = None
    ended_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody says when they go."""

    until: date | None = None
    cover: PersonId | None = None


@dataclass(frozen=True, slots=True)
class AwayNow:
    """Who is away, as one person is shown it; `mine` is their own absence, `others` those of the rest."""

    mine: Absence | None = None
    others: tuple[Absence, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AwayReport:
    """What an owner reads on return: the verdicts of others meanwhile, and how many there were of each answer."""

    absence: Absence
    verdicts: tuple[tuple[Request, Verdict], ...]
    counts: tuple[tuple[Answer, int], ...]
    zone: str

    @property
    def total(self) -> int:
        """How many verdicts there were."""
        return sum(amount for _, amount in self.counts)


@dataclass(frozen=True, slots=True)
class Covering:
    """What somebody reads who covers for an owner."""

    absence: Absence


def covers(absences: Iterable[Absence], owners: Collection[PersonId]) -> frozenset[PersonId]:
    """Everybody who decides everything because one of `owners` is away."""
    return frozenset(each.cover for each in absences if each.cover and each.person in owners)


def away(absences: Iterable[Absence]) -> frozenset[PersonId]:
    """Everybody who is away: nobody should be sent a decision there."""
    return frozenset(each.person for each in absences)


def present(people: Sequence[PersonId], absences: Iterable[Absence]) -> tuple[PersonId, ...]:
    """Each of `people` who is here, and who covers for each who is away; empty when nobody is left."""
    gone = {each.person: each.cover for each in absences}
    here = (gone.get(person) if person in gone else person for person in people)
    return tuple(dict.fromkeys(person for person in here if person and (person not in gone)))


def stand_in(absences: Iterable[Absence], person: PersonId) -> PersonId | None:
    """Who answers for `person`: they themselves unless they are away, then who covers; None when nobody does."""
    return next(iter(present((person,), absences)), None)


def parse_leaving(raw: str, today: date) -> Leaving:
    """`until 5 Dec cover @bo`, in any order, either alone; BadInput names what means nothing."""
    found = list(pieces(raw))
    people = [PersonId(piece.id) for piece in found if isinstance(piece, ToPerson)]
    marks = ["@" if isinstance(piece, ToPerson) else piece.text for piece in found]
    words = " ".join("".join(marks).lower().split())
    if len(people) > 1:
        raise BadInput("Only one person can cover.", _HOW, "cover")
    if any(not isinstance(piece, ToPerson | Words) for piece in found):
        raise BadInput("A cover is one person, not a group or a channel.", _HOW, "cover")
    left, covered, after = words.partition("cover")
    if covered and not after.strip().startswith("@"):
        raise BadInput("Who covers?", "Name them with an @, and choose them from the list.", "cover")
    said = " ".join(f"{left} {after.replace('@', ' ', 1) if covered else ''}".split())
    return Leaving(_until(said, today) if said else None, people[0] if people else None)


def must_be_ahead(until: date, today: date) -> date:
    """The day of return, when it is one."""
    if until <= today:
        raise BadInput("The day of return has to lie ahead.", _HOW, "until")
    if (until - today).days > LONGEST_DAYS:
        raise BadInput("That is more than a year away.", "Somebody else should be owner then.", "until")
    return until


def alone(person: PersonId, deciding: Sequence[PersonId], absences: Iterable[Absence]) -> bool:
    """Whether nobody present decides everything besides `person`."""
    gone = away(absences) | {person}
    return not any(each not in gone for each in deciding)


def _until(words: str, today: date) -> date:
    day = words.removeprefix("until ").strip()
    if words == day:
        raise BadInput(f"“{words[:40]}” is not something away understands.", _HOW)
    return must_be_ahead(_day(day, today), today)


def _day(words: str, today: date) -> date:
    written = _WRITTEN.fullmatch(words)
    try:
        if _ISO.fullmatch(words):
            return date.fromisoformat(words)
        if written and written[2] in _MONTHS:
            month, number = _MONTHS.index(written[2]) + 1, int(written[1])
            if written[3]:
                return date(int(written[3]), month, number)
            this_year = date(today.year, month, number)
            return this_year if this_year > today else date(today.year + 1, month, number)
    except ValueError:
        pass
    raise BadInput(f"“{words[:40]}” is not a day.", "Write it as 2026-12-05 or 5 Dec.", "until")
