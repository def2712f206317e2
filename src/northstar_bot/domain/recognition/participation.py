"""How many of a team took part in a month: who thanked and who was thanked, as shares, never a person or a rank."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.recognition.balance import FEWEST
from northstar_bot.domain.recognition.evenness import Turnout

# Months side by side in a message, and in a file.
BESIDE, IN_A_FILE = 2, 12


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at home in a team at the end of a stretch of time, and what they did in it.

    `named`: whether they thanked somebody by name, and not only whole groups.
    """

    person: PersonId
    team: TeamKey
    gave: bool
    got: bool
    named: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many people, how many thanked somebody and how many were thanked."""

    people: int
    gave: int
    got: int

    @property
    def giving(self) -> float:
        """The share who thanked somebody."""
        return self.gave / self.people

    @property
    def getting(self) -> float:
        """The share who were thanked."""
        return self.got / self.people


@dataclass(frozen=True, slots=True)
class TeamMonths:
    """A team, month by month; None where it had too few people to say anything of."""

    team: TeamKey
    name: str
    months: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """The months, the newest first and still running; teams by name. `small`: teams with too few people throughout."""

    months: tuple[Month, ...]
    teams: tuple[TeamMonths, ...]
    small: int = 0


def share_of(people: Collection[Participant]) -> Share | None:
    """The share of these people, None of fewer than may be told of."""
    if len(people) < FEWEST:
        return None
    return Share(len(people), sum(one.gave for one in people), sum(one.got for one in people))


def participation(
    teams: Sequence[Team],
    told: Sequence[tuple[Month, Sequence[Participant]]],
    without: Collection[PersonId] = (),
) -> Participation:
    """These teams in these months; `without`: who is not to be named stands in no number at all."""
    named = sorted(teams, key=lambda team: (team.name.casefold(), team.name))
    months = [_by_team(there, without) for _, there in told]
    lines = [
        TeamMonths(team.key, team.name, tuple(share_of(month.get(team.key, ())) for month in months))
        for team in named
    ]
    shown = tuple(line for line in lines if any(line.months))
    return Participation(tuple(month for month, _ in told), shown, len(lines) - len(shown))


def _by_team(
    people: Sequence[Participant], without: Collection[PersonId]
) -> Mapping[TeamKey, list[Participant]]:
    found: defaultdict[TeamKey, list[Participant]] = defaultdict(list)
    for one in people:
        if one.person not in without:
            found[one.team].append(one)
    return found


def turnout(told: Sequence[Participant], without: Collection[PersonId] = ()) -> Turnout | None:
    """How many people of the company took part; None of too few.

    People of teams too small to tell of are counted only where they are enough together: nobody can take the
    numbers of the large teams off and find theirs.
    """
    sizes = _by_team(told, without)
    large = [one for people in sizes.values() if len(people) >= FEWEST for one in people]
    others = [one for people in sizes.values() if len(people) < FEWEST for one in people]
    counted = [*large, *others] if len(others) >= FEWEST else large
    if not counted:
        return None
    return Turnout(len(counted), sum(one.got for one in counted), sum(one.named for one in counted))


def teams_open_to(company: Company, viewer: Viewer) -> tuple[Team, ...]:
    """All of them for stewards, their own for leads; NotAllowed for everybody else."""
    if viewer.holds(Role.STEWARD):
        return company.teams
    own = tuple(team for team in company.teams if team.lead == viewer.person.id)
    if not own:
        raise NotAllowed(
            "Only stewards and the leads of teams see how many of a team took part.",
            "Who thanks whom, team by team, is for everybody: /northstar balance.",
        )
    return own
