"""A scheduled post as it is declared: what is posted, where, how often and at which wall time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from northstar_bot.domain.ids import ChannelId, PersonId

WORKDAYS = (0, 1, 2, 3, 4)
FIRST_WORKING_DAY = 0
LAST = -1
NOTHING: Mapping[str, str] = MappingProxyType({})


class PostKind(StrEnum):
    """What a schedule posts; domain/declaration/post_kinds.py says what can be asked of each."""

    DIGEST = "digest"
    ROUNDUP = "roundup"
    REVIEW = "review"
    KICKOFF = "kickoff"
    SPOTLIGHT = "spotlight"


class Cadence(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A post that comes again: `at` is wall time in `zone`, `weekday` 0 is Monday.

    Weekly: on `weekday`. Monthly: on its first to fourth (`nth` 1 to 4) or last (-1) `weekday`, or with `nth` 0 on
    the month's first working day. Daily: on each of `weekdays`. `skip`: days without this post. `owner` hears when it
    cannot be delivered.
    """

    key: str
    kind: PostKind
    channel: ChannelId
    weekday: int
    at: time
    zone: str
    owner: PersonId | None = None
    cadence: Cadence = Cadence.WEEKLY
    weekdays: tuple[int, ...] = WORKDAYS
    nth: int = FIRST_WORKING_DAY
    options: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    skip: tuple[date, ...] = ()
