"""The rotating team spotlight: whose turn it is, how turns move, and what its messages say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.shoutouts import Shoutout

MOST_STORIES = 3


class Stage(StrEnum):
    """A turn is planned, then its card stands open for thanks, then it is closed with a summary."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Spotlight:
    """One turn: a team in a channel for one period. `passed`: teams that let this turn go by."""

    workspace: WorkspaceId
    channel: ChannelId
    period: str
    team: TeamKey
    due_at: datetime
    stage: Stage = Stage.PLANNED
    passed: tuple[TeamKey, ...] = ()
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    card: Receipt | None = None

    @property
    def key(self) -> str:
        """What a button carries: place, period and the team that it was drawn for."""
        return f"{self.channel} {self.period} {self.team}"


@dataclass(frozen=True, slots=True)
class Retold:
    """Thanks that may be told again; `teams` are the names of whom it reached, `giver_team` of who gave it."""

    shoutout: Shoutout
    giver_team: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The thanks to a team in a stretch of time, how many, from which other teams, and those told again."""

    count: int = 0
    givers: tuple[str, ...] = ()
    stories: tuple[Retold, ...] = ()


@dataclass(frozen=True, slots=True)
class SpotlightCard:
    """The card in the channel. `question` grows with each turn; `closed` is set when the period is over."""

    team: Team
    people: tuple[str, ...]
    lately: Gathered
    question: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SpotlightThanks:
    """Thanks to the team in the spotlight, for the thread of its card; `retold` is None when they were taken back."""

    team: Team
    retold: Retold | None


@dataclass(frozen=True, slots=True)
class SpotlightNotice:
    """What those who speak for a team read before its turn; `may_leave`: whether they may take it out for good."""

    team: Team
    spotlight: Spotlight
    zone: str
    may_leave: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Where the rotation of a channel stands: who is in the light, whose turn comes when, who follows.

    `left`: teams that take no turns.
    """

    channel: ChannelId
    zone: str
    now: Team | None
    coming: Team
    spotlight: Spotlight
    after: tuple[Team, ...] = ()
    may_move: bool = False
    left: tuple[Team, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A turn that went from one team to another."""

    channel: ChannelId
    before: Team
    after: Team
    due_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Rotated:
    """A team that left the rotation for good, or came back; `moved`: turns of its own that others take now."""

    team: Team
    moved: tuple[Moved, ...] = ()


def fair_order(teams: Sequence[Team], turns: Mapping[TeamKey, datetime]) -> tuple[Team, ...]:
    """Never yet first, then longest ago; ties as declared. Teams that take no turns are not in it."""
    there = [team for team in teams if team.spotlight]
    never = [team for team in there if team.key not in turns]
    return (*never, *sorted((team for team in there if team.key in turns), key=lambda team: turns[team.key]))


def takes_turns(company: Company, key: TeamKey) -> bool:
    """Whether this team is declared and in the rotation."""
    team = company.team(key)
    return team is not None and team.spotlight


def nobody_there(company: Company) -> NotFound:
    """Why there is no turn."""
    if not company.teams:
        return NotFound("There are no teams yet.", "A steward can declare them in /northstar settings.")
    return NotFound(
        "No team takes turns in the spotlight.",
        f"Its lead or a steward brings one back: /northstar spotlight back {company.teams[0].key}.",
    )


def may_rotate(team: Team, viewer: Viewer) -> bool:
    """Whether this person may take the team out of the rotation and bring it back: its lead, or a steward."""
    return viewer.holds(Role.STEWARD) or viewer.person.id == team.lead


def meant_by(company: Company, viewer: Viewer, text: str) -> Team:
    """The team that is named; without a name the one that the viewer leads."""
    own = [team for team in company.teams if team.lead == viewer.person.id]
    return own[0] if not text.strip() and len(own) == 1 else team_named(company, text, "Which team?")


def must_rotate(team: Team, viewer: Viewer, *, takes: bool) -> None:
    """NotAllowed for others than its lead and stewards; AlreadyDone when it is so already."""
    if not may_rotate(team, viewer):
        raise NotAllowed(
            f"Only the lead of {team.name} and stewards decide whether it takes turns in the spotlight.",
            "Ask one of them.",
        )
    if team.spotlight == takes:
        said = "takes turns in the spotlight" if takes else "takes no turns in the spotlight"
        raise AlreadyDone(f"{team.name} {said} already.", "See /northstar spotlight.")


def whose_turn(
    teams: Sequence[Team], turns: Mapping[TeamKey, datetime], passed: Collection[TeamKey] = ()
) -> Team | None:
    """The first in the fair order that did not let this turn go by; None when there is none."""
    return next((team for team in fair_order(teams, turns) if team.key not in passed), None)


def must_find_other(
    company: Company, turns: Mapping[TeamKey, datetime], spotlight: Spotlight
) -> tuple[Team, tuple[TeamKey, ...]]:
    """Who takes a turn that is skipped, and who let it go by now; AlreadyDone when everybody did."""
    passed = tuple(dict.fromkeys((*spotlight.passed, spotlight.team)))
    found = whose_turn(company.teams, turns, passed)
    if found is None:
        raise AlreadyDone(
            "No other team is left for this turn.", "Swap it with a team: /northstar spotlight swap sales."
        )
    return found, passed


def who_moves(team: Team, *, peopled: bool) -> tuple[str, str]:
    """Who may move a team's turn, for somebody who may not, and whom they ask: they may be of that team themselves."""
    if team.lead:
        who, ask = f"the lead of {team.name} and stewards", "Ask that lead, or a steward."
    elif peopled:
        who, ask = f"the people of {team.name} and stewards", f"Ask somebody of {team.name}, or a steward."
    else:
        who, ask = f"stewards, as nobody is in {team.name} yet,", "Ask a steward."
    return f"Only {who} can move this turn.", ask


def team_to_swap_with(company: Company, text: str) -> Team:
    """The team that is named, which must take turns; else BadInput."""
    found = team_named(company, text)
    if not found.spotlight:
        raise BadInput(
            f"{found.name} takes no turns in the spotlight.",
            f"Its lead or a steward brings it back: /northstar spotlight back {found.key}.",
        )
    return found


def team_named(company: Company, text: str, asked: str = "Swap with which team?") -> Team:
    """The team of this key or name, else BadInput naming those there are."""
    wanted = text.strip().strip("@").casefold()
    found = next((team for team in company.teams if wanted in {team.key, team.name.casefold()}), None)
    if found is None:
        known = ", ".join(team.key for team in company.teams[:20]) or "none is declared yet"
        said = f"There is no team “{text.strip()[:40]}”." if wanted else asked
        raise BadInput(said, f"Teams: {known}.")
    return found


def gathered(
    team: TeamKey, given: Sequence[Shoutout], names: Mapping[TeamKey, str], unnamed: Mapping[PersonId, str]
) -> Gathered:
    """What a team was thanked for: counted whole; told again the most boosted first, then the newest."""
    others = dict.fromkeys(
        names[one.giver_team]
        for one in given
        if one.giver_team is not None and one.giver_team != team and one.giver_team in names
    )
    told = [found for one in given if one.text and (found := retold(one, unnamed))]
    told.sort(key=lambda one: (-one.boosts, -one.id))
    stories = tuple(Retold(one, names.get(one.giver_team or TeamKey(""), "")) for one in told[:MOST_STORIES])
    return Gathered(len(given), tuple(others), stories)
