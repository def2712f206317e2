"""What people are told when time or a person moves a request: woken, lapsed, dropped, promises in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.requests.requests import Request, Verdict


@dataclass(frozen=True, slots=True)
class Woken:
    """What asker and followers are told when the day of a parked request has come."""

    request: Request
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What asker and followers are told when a question waited too long; `verdict` asked it."""

    request: Request
    verdict: Verdict
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """What asker and followers are told when what was accepted will not be built."""

    request: Request
    by: PersonId
    reason: str
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class WokenBatch:
    """What came back from being parked within a week and waits for this decider; `total` with those not shown."""

    requests: tuple[Request, ...]
    total: int
    since: date


@dataclass(frozen=True, slots=True)
class Doubts:
    """Promises made under an older star that nobody has looked at; they stand until somebody speaks."""

    requests: tuple[Request, ...]
    total: int
    star: Star
    names: Mapping[MetricKey, str]


@dataclass(frozen=True, slots=True)
class DropForm:
    """What somebody has before their eyes when they drop a request."""

    request: Request
