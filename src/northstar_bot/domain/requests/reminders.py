"""What people are reminded of, how often at most, and with whom a request waits."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.ids import MetricKey, PersonId, is_in_slack
from northstar_bot.domain.requests.appeals import desks
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import Desk

# So often a person is reminded of one request; then a steward hears of it once; then nobody.
AT_MOST = 5
# So many are shown by title, the rest are counted.
SHOWN = 10
# After so many working days without news its asker is told with whom a request waits.
NEWS_AFTER = 5
# What comes once a month comes in these first days of it.
MONTH_BEGINS = 7


class Reminder(StrEnum):
    """The kinds there are, as the ledger names them."""

    WAITING = "waiting"
    UNANSWERED = "unanswered"
    STILL_WAITING = "still-waiting"
    SQUADS = "squads"
    SQUAD_PICK = "squad-pick"


@dataclass(frozen=True, slots=True)
class Item:
    """A request as it stood when somebody was reminded of it: what moved since is another matter."""

    number: int
    moves: int

    @classmethod
    def of(cls, request: Request) -> Self:
        """The item that `request` is now."""
        return cls(request.number, request.moves)

    @classmethod
    def several(cls, written: str) -> tuple[Self, ...]:
        """Items from the details of a plan."""
        return tuple(cls(*map(int, one.split("."))) for one in written.split(",") if one)

    @property
    def subject(self) -> str:
        """`12.3`: what is counted."""
        return f"{self.number}.{self.moves}"

    def is_still(self, request: Request | None) -> bool:
        """Whether nothing happened to it since."""
        return request is not None and Item.of(request) == self


@dataclass(frozen=True, slots=True)
class Deciders:
    """The desks of everybody who decides, those first whose work it is.

    Deciders, people with a scope and owners of inputs come first; a request that none of them decides waits with the
    stewards, and what no steward decides with the owners: nothing queues behind them.
    """

    ranks: tuple[tuple[Desk, ...], ...] = ()

    @classmethod
    def of(
        cls,
        company: Company,
        owners: Collection[PersonId],
        gone: Collection[PersonId] = (),
        barred: Mapping[PersonId, frozenset[int]] | None = None,
    ) -> Self:
        """Everybody who is named for something and is still here; `owners` come from the environment.

        `barred`: what each said no to before its appeal.
        """
        ranks: list[list[Desk]] = [[], [], []]
        for desk in desks(company, owners):
            if desk.person not in gone and is_in_slack(desk.person):
                theirs = (barred or {}).get(desk.person, frozenset())
                ranks[_rank(company, desk.person)].append(replace(desk, barred=theirs))
        return cls(tuple(tuple(rank) for rank in ranks))

    @property
    def people(self) -> tuple[PersonId, ...]:
        """All of them."""
        return tuple(desk.person for rank in self.ranks for desk in rank)

    def desk(self, person: PersonId) -> Desk | None:
        """The desk of one of them."""
        return next((desk for rank in self.ranks for desk in rank if desk.person == person), None)

    def may_decide(self, person: PersonId, request: Request) -> bool:
        """Whether a verdict on `request` is this person's to give; after an appeal it is not theirs who said no."""
        desk = self.desk(person)
        return desk is not None and desk.decides(request)

    def awaited(self, request: Request) -> tuple[PersonId, ...]:
        """With whom `request` waits."""
        for rank in self.ranks:
            if people := tuple(desk.person for desk in rank if desk.decides(request)):
                return people
        return ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one decider: the first few, longest waiting first, and how many more; for what, without a star."""

    requests: tuple[Request, ...]
    more: int
    input_names: Mapping[MetricKey, str]
    weighable: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What nobody answered although they were reminded, for a steward; each with whom it waits."""

    requests: tuple[tuple[Request, tuple[PersonId, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Wait:
    """One request without news: since when nothing happened, with whom it waits, and whether its asker reads this."""

    request: Request
    since: date
    awaited: tuple[PersonId, ...]
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """What somebody hears after days without news of all they asked for or follow; `more` are not shown."""

    waits: tuple[Wait, ...]
    more: int = 0


def _rank(company: Company, person: PersonId) -> int:
    """0 for deciders, people with a scope and owners of inputs, 1 for stewards, 2 for owners."""
    inputs = (metric.owner for metric in company.of_kind(Kind.INPUT))
    if person in {*company.deciders, *inputs, *(scope.person for scope in company.scopes)}:
        return 0
    return 1 if person in company.stewards else 2


def written(requests: Iterable[Request]) -> str:
    """Requests as the details of a plan carry them."""
    return ",".join(Item.of(request).subject for request in requests)
