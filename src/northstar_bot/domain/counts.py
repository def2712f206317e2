"""What a week came to, as counts: its requests and its thanks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from northstar_bot.domain.ids import MetricKey


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """Requests asked, and answered yes, parked or no, in one week; `by_input` counts those asked for each input."""

    asked: int = 0
    accepted: int = 0
    declined: int = 0
    parked: int = 0
    by_input: Mapping[MetricKey, int] = field(default_factory=dict)


# Days looked back on for which teams another one thanked: about a month, so that who was forgotten lately shows.
COVERED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Covered:
    """How many of the company's teams were thanked by another one in the days up to a week's end."""

    thanked: int
    teams: int


@dataclass(frozen=True, slots=True)
class ShoutoutCounts:
    """One week's thanks: given, across teams, how many people were thanked, and how many gave.

    `by_input` counts those across teams that were for an input, or for a request accepted for one.
    """

    given: int = 0
    cross_team: int = 0
    people_thanked: int = 0
    givers: int = 0
    boosts: int = 0
    by_input: Mapping[MetricKey, int] = field(default_factory=dict)
