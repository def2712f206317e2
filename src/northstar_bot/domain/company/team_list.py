"""Teams as rows: who is at home where, and once per team its lead and what it brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.teams import homes_by_hand
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.people import Person, Standing


@dataclass(frozen=True, slots=True)
class Listed:
    """One row. `lead`: `yes` beside a lead at home in the team; of one from elsewhere the id, in a row of its own."""

    team: str
    person: PersonId | None = None
    name: str = ""
    lead: str = ""
    brings: str = ""


def listed(
    company: Company, homes: Mapping[PersonId, TeamKey], met: Mapping[PersonId, Person]
) -> tuple[Listed, ...]:
    """All teams in their order, each with its people by name; who is no full member any more is left out."""
    found: dict[TeamKey, list[tuple[str, PersonId]]] = {team.key: [] for team in company.teams}
    for one, key in {**homes, **homes_by_hand(company.teams)}.items():
        person = met.get(one)
        if key in found and (person is None or person.standing is Standing.MEMBER):
            found[key].append((person.name if person else "", one))
    return tuple(row for team in company.teams for row in _rows(team, sorted(found[team.key])))


def _rows(team: Team, people: list[tuple[str, PersonId]]) -> Iterator[Listed]:
    absent = team.lead is not None and team.lead not in {one for _, one in people}
    if absent or not people:
        yield Listed(team.name, lead=team.lead or "", brings=team.brings)
    for place, (name, one) in enumerate(people):
        said = team.brings if place == 0 and not absent else ""
        yield Listed(team.name, one, name, "yes" if one == team.lead else "", said)
