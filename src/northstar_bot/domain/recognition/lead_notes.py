"""What leads and owners are told of thanks once a month, in private: what to retell, whom to think of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.recognition.balance import Flow, thanked_by_another
from northstar_bot.domain.recognition.shoutouts import Shoutout

STORIES = 2
# More would be longer than a message may be.
MOST_TEAMS = 6
# Days looked back on: for people, for the suggested thanks, and for whole teams.
PEOPLE_DAYS, PAIR_DAYS, TEAM_DAYS = 30, 90, 60
UNRETURNED = (
    f"Rule: a team that thanked yours in the last {PAIR_DAYS} days and heard nothing back; "
    "of several, another each month."
)
STRANGERS = (
    f"Rule: a team with no thanks either way in the last {PAIR_DAYS} days; of several, another each month."
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One team to thank, and by which rule it was chosen."""

    team: str
    rule: str


@dataclass(frozen=True, slots=True)
class LeadNote:
    """The month's note about one team. `unmentioned`: its people nobody thanked in public lately."""

    team: str
    stories: tuple[Shoutout, ...]
    unmentioned: tuple[PersonId, ...]
    suggestion: Suggestion | None
    names: Mapping[TeamKey, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.stories or self.unmentioned or self.suggestion)


@dataclass(frozen=True, slots=True)
class LeadlessNote:
    """One note about all teams without a lead; `more` counts those it has no room for."""

    notes: tuple[LeadNote, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class QuietTeams:
    """The teams no other team thanked for a while, by name."""

    teams: tuple[str, ...]


def leadless(company: Company) -> tuple[Team, ...]:
    """The teams that nobody leads."""
    return tuple(team for team in company.teams if not team.lead)


def leads_instead(company: Company, owners: Sequence[PersonId]) -> tuple[PersonId, ...]:
    """Who hears of teams without a lead: the first steward, else the first owner."""
    return (*company.stewards, *company.owners, *owners)[:1]


def leadless_note(notes: Sequence[LeadNote]) -> LeadlessNote | None:
    """The note about these, or None when there is nothing to say of any."""
    return LeadlessNote(tuple(notes[:MOST_TEAMS]), max(len(notes) - MOST_TEAMS, 0)) if notes else None


def suggest(company: Company, team: TeamKey, flows: Iterable[Flow], month: Month) -> Suggestion | None:
    """One team to thank, by the first rule that finds one."""
    found = {(flow.giver, flow.team) for flow in flows}
    others = sorted(
        (one for one in company.teams if one.key != team), key=lambda one: (one.name.casefold(), one.key)
    )
    unreturned = [one for one in others if (one.key, team) in found and (team, one.key) not in found]
    strangers = [one for one in others if not {(one.key, team), (team, one.key)} & found]
    for several, rule in ((unreturned, UNRETURNED), (strangers, STRANGERS)):
        if several:
            return Suggestion(several[month.number % len(several)].name, rule)
    return None


def quiet_teams(company: Company, known: Collection[TeamKey], flows: Iterable[Flow]) -> QuietTeams | None:
    """The teams, of those known all the while, that nothing reached from another team; None when there is none."""
    waiting = set(known) - thanked_by_another(flows)
    quiet = sorted((team.name for team in company.teams if team.key in waiting), key=str.casefold)
    return QuietTeams(tuple(quiet)) if quiet else None
