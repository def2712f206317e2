"""What a list of teams and people would change: who joins, who moves, what is new, and which rows lead nowhere."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.team_sheet import Row, Sheet, Wrong
from northstar_bot.domain.company.teams import homes_by_hand
from northstar_bot.domain.declaration.declaration import Change
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.people import Person, Standing

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_ID = re.compile(r"[UW](?=[A-Z]*\d)[A-Z0-9]{2,}")
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
_YES, _NO = frozenset({"yes", "y", "x", "true", "1", "✓"}), frozenset({"", "no", "n", "false", "0", "-"})
_BY_ID = "Write their member id: in Slack, open their profile, ⋮, Copy member ID."
_WHO = {
    Standing.GUEST: "a guest",
    Standing.EXTERNAL: "from another organisation",
    Standing.BOT: "a bot",
    Standing.DEACTIVATED: "a deactivated account",
}


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who is at home in `after` now; `before` is None for who had no team. Both are names."""

    person: PersonId
    name: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team that is not declared yet; `resembles` is one that is, and that may be meant."""

    name: str
    resembles: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What would change. `company` and `homes` are as they would be; with anything `wrong` nothing is done."""

    company: Company
    homes: Mapping[PersonId, TeamKey]
    moves: tuple[Move, ...] = ()
    stay: int = 0
    new_teams: tuple[NewTeam, ...] = ()
    changes: tuple[Change, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.moves or self.new_teams or self.changes)


class _Refused(Exception):
    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence, self.hint = sentence, hint


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Who is in Slack now, and what else than by name they may be called there: handles and e-mail addresses."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    called: tuple[tuple[str, PersonId], ...] = ()


@dataclass(slots=True)
class Faces:
    """Everybody met, found by what a list may call them. Where nobody was met yet, every id is believed."""

    met: Mapping[PersonId, Person]
    left_alone: frozenset[PersonId] = frozenset()
    called: tuple[tuple[str, PersonId], ...] = ()
    _named: dict[str, list[Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.met = {one: person for one, person in self.met.items() if one not in self.left_alone}
        names = [(person.name, one) for one, person in self.met.items()]
        for name, one in dict.fromkeys((_folded(name), one) for name, one in (*names, *self.called)):
            if person := self.met.get(one):
                self._named.setdefault(name, []).append(person)

    def find(self, said: str) -> Person:
        """The member meant; _Refused says why there is none."""
        mention = _MENTION.fullmatch(said)
        called = PersonId(mention[1] if mention else said)
        found = [self.met[called]] if called in self.met else self._named.get(_folded(said), [])
        if not found:
            return self._unmet(called, said)
        members = [one for one in found if one.standing is Standing.MEMBER]
        if len(members) == 1:
            return members[0]
        if members:
            ids = ", ".join(sorted(one.id for one in members)[:5])
            raise _Refused(f"{len(members)} people are called “{said[:60]}”.", f"Write the id of one: {ids}.")
        raise _Refused(
            f"“{said[:60]}” is {_WHO[found[0].standing]}; teams hold full members.", "Remove the row."
        )

    def _unmet(self, called: PersonId, said: str) -> Person:
        if _ID.fullmatch(called) and not self.met and called not in self.left_alone:
            return Person(called, called)
        if "@" in said[1:]:
            raise _Refused(f"Nobody known here has the address “{said[:60]}”.", _BY_ID)
        raise _Refused(f"Nobody known here is “{said[:60]}”.", _BY_ID)


def outline(company: Company, sheet: Sheet, faces: Faces, homes: Mapping[PersonId, TeamKey]) -> Outline:
    """What `sheet` would change; `homes` are the teams that people are at home in now."""
    reading = _Reading(company, faces)
    wrong = (*sheet.wrong, *(refused for row in sheet.rows if (refused := reading.take(row))))
    before = {**homes, **homes_by_hand(company.teams)}
    moved = {one: key for one, key in reading.homes.items() if before.get(one) != key}
    after = replace(company, teams=tuple(_with(team, moved) for team in reading.teams.values()))
    said = {team.key: team.name for team in after.teams}
    moves = [
        Move(
            one, reading.names[one], said.get(before[one], before[one]) if one in before else None, said[key]
        )
        for one, key in moved.items()
    ]
    return Outline(
        after,
        reading.homes,
        tuple(sorted(moves, key=lambda move: (move.after, move.before or "", move.name, move.person))),
        len(reading.homes) - len(moved),
        tuple(_new(team, company) for team in after.teams if company.team(team.key) is None),
        tuple(_changes(company, after, faces)),
        tuple(sorted(wrong, key=lambda one: one.row)),
        sheet.unused,
    )


class _Reading:
    """Row after row, what the list says; the first row that says a thing is right, a later other one is wrong."""

    def __init__(self, company: Company, faces: Faces) -> None:
        self.faces = faces
        self.teams = {team.key: team for team in company.teams}
        self.called: dict[str, list[TeamKey]] = {}
        for team in company.teams:
            self.called.setdefault(_folded(team.name), []).append(team.key)
        self.homes: dict[PersonId, TeamKey] = {}
        self.names: dict[PersonId, str] = {}
        self._rows: dict[str, tuple[int, str]] = {}

    def take(self, row: Row) -> Wrong | None:
        """Read one row, wholly or not at all."""
        try:
            person = self.faces.find(row.person) if row.person else None
            lead = self._lead(row, person)
            team = self._team(row.team)
            if person:
                self._once(row, person.id, team.name, f"{person.name} is in another team")
            if lead:
                self._once(row, f"lead {team.key}", lead.id, f"{team.name} has another lead")
            if row.brings:
                self._once(row, team.key, row.brings, f"{team.name} brings something else")
        except _Refused as refused:
            return Wrong(row.number, refused.sentence, refused.hint)
        self._keep(row, team, person, lead)
        return None

    def _keep(self, row: Row, team: Team, person: Person | None, lead: Person | None) -> None:
        if team.key not in self.teams:
            self.called.setdefault(_folded(team.name), []).append(team.key)
        self.teams[team.key] = replace(
            team, lead=lead.id if lead else team.lead, brings=row.brings or team.brings
        )
        if person:
            self.homes[person.id], self.names[person.id] = team.key, person.name

    def _team(self, said: str) -> Team:
        found = self.called.get(_folded(said), [])
        if len(found) > 1:
            raise _Refused(f"{len(found)} teams are called “{said}”.", f"Write a key: {', '.join(found)}.")
        known = self.teams.get(found[0] if found else TeamKey(said.casefold()))
        return known or Team(_key_for(said, self.teams), said)

    def _lead(self, row: Row, person: Person | None) -> Person | None:
        said = row.lead.casefold()
        if said in _NO:
            return None
        if said not in _YES:
            return self.faces.find(row.lead)
        if person is None:
            raise _Refused("It names a lead and no person.", "Write the person, or the lead's id as lead.")
        return person

    def _once(self, row: Row, about: str, said: str, otherwise: str) -> None:
        before, other = self._rows.setdefault(about, (row.number, said))
        if other != said:
            raise _Refused(f"{otherwise} in row {before}.", "Keep one of the two rows.")


def _with(team: Team, moved: Mapping[PersonId, TeamKey]) -> Team:
    stay = [person for person in team.people if moved.get(person, team.key) == team.key]
    come = [person for person, home in moved.items() if home == team.key and person not in stay]
    return replace(team, people=(*stay, *come))


def _new(team: Team, company: Company) -> NewTeam:
    names = {_folded(one.name): one.name for one in company.teams}
    close = get_close_matches(_folded(team.name), names, n=1, cutoff=0.75)
    return NewTeam(team.name, names[close[0]] if close else "")


def _changes(before: Company, after: Company, faces: Faces) -> Iterator[Change]:
    """Leads and lines that are other than they were."""
    for team in after.teams:
        was = before.team(team.key) or Team(team.key, team.name)
        if team.lead != was.lead:
            yield Change(f"{team.name}, lead", _called(was.lead, faces), _called(team.lead, faces))
        if team.brings != was.brings:
            yield Change(f"{team.name}, what we bring", was.brings, team.brings)


def _called(person: PersonId | None, faces: Faces) -> str:
    if person is None:
        return ""
    known = faces.met.get(person)
    return f"{known.name} ({person})" if known else person


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("@").split())


def _key_for(name: str, taken: Mapping[TeamKey, Team]) -> TeamKey:
    """A key made of a name that no other team has: `Customer Success` is customer-success."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    key = _OTHER_SIGNS.sub("-", plain).strip("-").lstrip("0123456789-")[:36].rstrip("-") or "team"
    number = 1
    while TeamKey(key if number == 1 else f"{key}-{number}") in taken:
        number += 1
    return TeamKey(key if number == 1 else f"{key}-{number}")


def moves_by_pair(moves: Sequence[Move]) -> list[tuple[str, str, int]]:
    """How many move from which team to which, the most first."""
    pairs = Counter((move.before, move.after) for move in moves if move.before)
    return [(before, after, number) for (before, after), number in pairs.most_common() if before]
