"""What one person was thanked for and by which teams, for a review: words under team names, and no counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.recognition.balance import Span
from northstar_bot.domain.recognition.shoutouts import Shoutout

NO_TEAM = "People without a team"
MOST = 20


@dataclass(frozen=True, slots=True)
class ThanksReport:
    """Stories by the team that gave them, teams by name, the newest first within each; `more`: older ones are not."""

    person: PersonId
    span: Span
    stories: tuple[tuple[str, tuple[Shoutout, ...]], ...]
    more: bool = False


def must_be_theirs(company: Company, reader: PersonId, person: PersonId, home: TeamKey | None) -> None:
    """Raise NotAllowed unless the reader is the person, or leads the team they are in."""
    team = company.team(home) if home else None
    if reader != person and (team is None or team.lead != reader):
        raise NotAllowed(
            "Only people themselves and the lead of their team read a report on them.",
            "Ask them for theirs: /northstar thanks report",
        )


def report_of(
    person: PersonId, span: Span, told: Iterable[Shoutout], names: Mapping[TeamKey, str]
) -> ThanksReport:
    """The newest of `told`, which come newest first, under the name of the team that gave them.

    Those without words say nothing in a review.
    """
    worded = [one for one in told if one.text]
    found: dict[str, list[Shoutout]] = {}
    for one in worded[:MOST]:
        team = names.get(one.giver_team, one.giver_team) if one.giver_team else NO_TEAM
        found.setdefault(team, []).append(one)
    stories = tuple((team, tuple(found[team])) for team in sorted(found, key=str.casefold))
    return ThanksReport(person, span, stories, len(worded) > MOST)
