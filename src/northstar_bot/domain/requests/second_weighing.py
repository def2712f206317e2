"""Weighing a request a second time, blind: who is asked, how long it stands, and what the two verdicts say."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.calendar.working_days import after_working_days
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId, is_in_slack
from northstar_bot.domain.requests.agreement import Agreement, agreement
from northstar_bot.domain.requests.appeals import desks
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.moves import after_verdict
from northstar_bot.domain.requests.requests import Answer, Request, State, Verdict

# Of so many second weighings one goes to an owner, so that owners and deciders can be compared.
_OWNER_EVERY = 3
FEWEST_ACROSS = 5
# The company file may name people in plain words, who cannot be written to.
_ON_THE_MERITS = frozenset({Answer.YES, Answer.NO, Answer.PARK})


class Stage(StrEnum):
    """How a second weighing stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class SecondWeighing:
    """One request, decided by `first`, that `person` weighs blind.

    `verdict` is the first one. `moves` and `star_version` are as they were at that verdict: when the request or the
    star has moved on, there is nothing left to compare. `across`: exactly one of the two is an owner.
    """

    workspace: WorkspaceId
    number: int
    verdict: int
    first: PersonId
    person: PersonId
    planned_at: datetime
    until: datetime
    moves: int
    star_version: int
    across: bool = False
    asked_by: PersonId | None = None
    stage: Stage = Stage.WAITING
    id: int = 0

    def stands(self, request: Request, star_version: int, now: datetime) -> bool:
        """Whether an answer still compares with the first: nothing happened since, except that it was shipped."""
        shipped = request.state is State.SHIPPED and request.moves == self.moves + 1
        as_it_was = (request.moves == self.moves or shipped) and not request.re_weigh
        return as_it_was and star_version == self.star_version and now < self.until


@dataclass(frozen=True, slots=True)
class Double:
    """Two verdicts on one request, in numbers only."""

    number: int
    first: Answer
    second: Answer
    across: bool = False
    id: int = 0

    @property
    def is_clash(self) -> bool:
        """Whether the two said different things."""
        return self.first is not self.second


@dataclass(frozen=True, slots=True)
class Asked:
    """What the second person is told: what to weigh and until when; never what the first said."""

    request: Request
    until: date
    by_owner: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """What both are told when they said different things."""

    request: Request
    first: Verdict
    second: Verdict
    input_names: Mapping[MetricKey, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListedClash:
    """One line in the steward's list."""

    request: Request
    double: Double


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether decisions stay the same, whoever takes them. `across`: owners against deciders, from five on.

    `this_quarter` and `last_quarter` say how fast requests were decided and how many without an owner.
    """

    every: int
    all: Agreement[Answer]
    across: Agreement[Answer] | None
    clashes: tuple[ListedClash, ...]
    clashes_total: int
    this_quarter: Pace
    last_quarter: Pace


def agreements(doubles: Sequence[Double]) -> tuple[Agreement[Answer], Agreement[Answer] | None]:
    """How alike all doubles are, and those between an owner and a decider, if there are five."""
    across = [(double.first, double.second) for double in doubles if double.across]
    everybody = agreement([(double.first, double.second) for double in doubles])
    return everybody, agreement(across) if len(across) >= FEWEST_ACROSS else None


def is_comparable(verdict: Verdict) -> bool:
    """Whether a second opinion on `verdict` says anything: it judges, and no obligation decided it."""
    return verdict.answer in _ON_THE_MERITS and not verdict.exempt


def standing(request: Request, verdicts: Sequence[Verdict], star_version: int | None) -> Verdict | None:
    """The verdict that a request stands by, if a second one can be compared with it."""
    last = verdicts[-1] if verdicts else None
    if last is None or not is_comparable(last) or last.star_version != star_version or request.re_weigh:
        return None
    return last if after_verdict(State.OPEN, last.answer) is request.state else None


def able_to_decide(
    company: Company, request: Request, owners: Collection[PersonId], without: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Everybody in Slack who may decide `request`, except those `without`."""
    deciding = (desk.person for desk in desks(company, owners) if desk.decides(request))
    return tuple(person for person in deciding if person not in without and is_in_slack(person))


def whose_turn(
    able: Iterable[PersonId],
    assigned: Mapping[PersonId, int],
    owners: Collection[PersonId],
    first: PersonId,
) -> PersonId | None:
    """Who has been asked least, ties by id; now and then an owner, and never an owner after an owner if avoidable."""
    wants_owner = first not in owners and sum(assigned.values()) % _OWNER_EVERY == 0
    return min(
        able,
        key=lambda person: ((person in owners) is not wants_owner, assigned.get(person, 0), person),
        default=None,
    )


def lapses_at(now: datetime, zone: str) -> datetime:
    """The end of the tenth working day in the company's zone."""
    last = after_working_days(now.astimezone(ZoneInfo(zone)).date())
    return instant_of(last + timedelta(days=1), time(0), zone)
