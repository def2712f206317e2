"""Following what somebody else asked for: which requests are offered instead of a new one, and who may join them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from northstar_bot.domain.errors import AlreadyDone, NotAllowed
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import Asked, Desk

# A no older than this was said to another company.
DECLINED_LATELY = timedelta(days=180)
# Somebody who went away from the form comes back within a day, or begins anew.
DRAFT_KEPT = timedelta(days=1)
LIVE = frozenset({State.OPEN, State.NEEDS_INFO, State.ACCEPTED, State.PARKED})
OFFERED = LIVE | {State.DECLINED}
# A duplicate leads to what it repeats.
JOINABLE = OFFERED | {State.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Kept:
    """What an ask form said, kept while its asker looks at similar requests; `fields` are the form's own."""

    workspace: WorkspaceId
    source_key: str
    person: PersonId
    fields: Mapping[str, Any]
    origin: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Alike:
    """A similar request as somebody about to ask sees it; `people`: how many ask for it, its asker included."""

    request: Request
    people: int
    is_own: bool = False
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class Considered:
    """What came of sending the ask form: it is asked, or there is something like it already."""

    source_key: str
    asked: Asked | None = None
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody follows `request`; `asked_for` is what they meant when it repeats another one."""

    request: Request
    people: int
    fresh: bool
    asked_for: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What the others are told when somebody took back a request of theirs; `by` where only one can have been."""

    request: Request
    by: PersonId | None
    is_own: bool


def must_be_joinable(request: Request, desk: Desk) -> None:
    """Raise unless whoever sits at `desk` may follow `request`."""
    if request.is_own(desk.person):
        raise AlreadyDone(
            f"You asked for #{request.number} yourself.", "You hear everything about it anyway."
        )
    if not desk.reads(request):
        raise NotAllowed(
            f"#{request.number} is private to its asker and the deciders.", "Ask for it yourself."
        )
    if request.state not in JOINABLE:
        raise AlreadyDone(
            f"#{request.number} is {request.state.value}; nothing more will be said about it.",
            f"See /northstar why {request.number}.",
        )
