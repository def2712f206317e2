"""Who thanked whom for what: the rules of thanks."""

from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, TeamKey, ValueKey, WorkspaceId


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person thanked, with the team they were in at the time of giving."""

    person: PersonId
    team: TeamKey | None = None


@dataclass(frozen=True, slots=True)
class Shoutout:
    """Thanks as they were given; teams are frozen at the time of giving."""

    id: int
    workspace: WorkspaceId
    giver: PersonId
    giver_team: TeamKey | None
    receivers: tuple[Receiver, ...]
    teams: tuple[TeamKey, ...]
    text: str
    given_at: datetime
    source_key: str
    value: ValueKey | None = None
    input: MetricKey | None = None
    channel: ChannelId | None = None
    permalink: str = ""
    boosts: int = 0

    @property
    def cross_team(self) -> bool:
        """Whether it crosses teams: the giver's team differs from a receiver's; without a team nothing is claimed."""
        theirs = {receiver.team for receiver in self.receivers} | set(self.teams)
        return self.giver_team is not None and bool(theirs - {self.giver_team, None})
