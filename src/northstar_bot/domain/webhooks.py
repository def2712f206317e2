"""What a program outside is told of: public thanks and verdicts, as keys and numbers, with no words and nobody's id."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.requests.requests import Request, Verdict, Visibility

# The kind of these rows in the ledger, and what stands where other rows name a channel or person.
WEBHOOK = "webhook"


class Event(StrEnum):
    """What happened."""

    GIVEN = "shoutout.given"
    TAKEN_BACK = "shoutout.taken_back"
    VERDICT = "verdict.given"


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it is sent; `id` stays the same however often it is sent."""

    id: str
    event: Event
    at: datetime
    workspace: WorkspaceId
    about: Mapping[str, Any]

    @property
    def document(self) -> Mapping[str, Any]:
        """As JSON has it."""
        noun = self.event.partition(".")[0]
        return {
            "id": self.id,
            "event": self.event.value,
            "at": self.at.isoformat(),
            "workspace": self.workspace,
            noun: dict(self.about),
        }


def event_of(workspace: WorkspaceId, event: Event, about: int, now: datetime, *, again: bool = False) -> Plan:
    """The row of one event; `again`: it may happen to the same thing more than once."""
    stamp = f" {now:%y%m%d%H%M%S%f}" if again else ""
    details = {"event": event.value, "about": str(about)}
    return Plan(workspace, WEBHOOK, WEBHOOK, f"{event} {about}{stamp}", now, details=details)


def of_shoutout(given: Shoutout, silent: Collection[PersonId]) -> Mapping[str, Any] | None:
    """A public shout-out without those who do not want to be named; None when nothing is left of it."""
    if given.private or given.giver in silent:
        return None
    left = replace(given, receivers=tuple(one for one in given.receivers if one.person not in silent))
    if not (left.receivers or left.teams):
        return None
    own = any(one.team and one.team == left.giver_team for one in left.receivers)
    teams = (*left.thanked_teams, *([left.giver_team] if own or left.giver_team in left.teams else []))
    return {
        "number": left.id,
        "given_at": left.given_at.isoformat(),
        "from_team": left.giver_team,
        "to_teams": sorted(str(team) for team in set(teams) if team),
        "people": len(left.receivers),
        "across_teams": left.cross_team,
        "value": left.value,
        "input": left.input,
        "request": left.request,
    }


def of_verdict(request: Request, verdict: Verdict) -> Mapping[str, Any] | None:
    """A verdict on a request that everybody may read; None for one that only deciders may."""
    if request.visibility is not Visibility.CHANNEL:
        return None
    return {
        "number": verdict.id,
        "given_at": verdict.decided_at.isoformat(),
        "request": request.number,
        "from_team": request.asker_team,
        "answer": verdict.answer.value,
        "input": verdict.input,
        "squad": verdict.squad,
        "star_version": verdict.star_version,
    }
