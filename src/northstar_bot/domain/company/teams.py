"""Teams as people look them up: what each brings, how many are in it, and who is in none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.ids import PersonId, TeamKey

HOME_RULE = (
    "A person has one home team: the one that names them by hand, else the first team in the list whose user group"
    " holds them. Who moves keeps their history: thanks stay with the team they were in then."
)
_USUALLY = {
    "sales": "Hears first what customers need, and wins the trust that pays for everything.",
    "customer success": "Sees what customers really do, and keeps the promises made to them.",
    "support": "Hears every day where it hurts, and turns trouble into trust.",
    "marketing": "Makes sure that people know, and puts what we do into their words.",
    "product": "Finds what is worth building, and says no so that the rest gets done.",
    "engineering": "Makes ideas real, and keeps them running.",
    "design": "Makes it clear and worth coming back to.",
    "data": "Shows what really moved, and what only seemed to.",
    "finance": "Keeps us able to decide freely.",
    "people": "Finds those who make the star move, and helps them stay.",
    "operations": "Makes the work of all others flow.",
}
_ALSO = {
    "success": "customer success",
    "cs": "customer success",
    "eng": "engineering",
    "ops": "operations",
    "hr": "people",
}


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team; `usual` means that its line is our default, and nobody has written one yet."""

    key: TeamKey
    name: str
    brings: str
    people: int
    usual: bool = False


@dataclass(frozen=True, slots=True)
class TeamsView:
    """All teams in their declared order; the rest is only filled for those who can put it right.

    `without`: who is in no team. `unread`: teams whose user group Slack does not show.
    """

    teams: tuple[TeamLine, ...]
    without: tuple[PersonId, ...] = ()
    without_more: int = 0
    unread: tuple[str, ...] = ()


def homes_by_hand(teams: Sequence[Team]) -> dict[PersonId, TeamKey]:
    """Where the list of people of a team puts somebody; of several teams, the first that is declared."""
    return {person: team.key for team in reversed(teams) for person in team.people}


def brings_of(team: Team) -> tuple[str, bool]:
    """What the team brings in its own words, else what such a team usually brings; and whether it is the latter."""
    if team.brings:
        return team.brings, False
    named = [team.name.casefold().replace("-", " ").strip(), team.key.replace("-", " ").replace("_", " ")]
    found = next((said for name in named if (said := _USUALLY.get(_ALSO.get(name, name)))), "")
    return found, bool(found)


def lines_of(teams: Sequence[Team], sizes: Mapping[TeamKey, int]) -> tuple[TeamLine, ...]:
    """The teams as they are shown: in the order in which they were declared, never by size."""
    found = []
    for team in teams:
        brings, usual = brings_of(team)
        found.append(TeamLine(team.key, team.name, brings, sizes.get(team.key, 0), usual))
    return tuple(found)
