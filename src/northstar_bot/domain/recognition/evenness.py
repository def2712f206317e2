"""How evenly thanks are spread over a company's teams and people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from northstar_bot.domain.ids import TeamKey

# With fewer teams there is nothing to be spread over.
_FEWEST_TEAMS = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of the thanks went to `half` of `teams`, who have `people` of everybody; `concentration` is Gini's."""

    half: int
    teams: int
    people: float
    concentration: float


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of so many people, how many were thanked, and how many thanked somebody whom they named themselves."""

    people: int
    thanked: int
    givers: int


def fewest_for_half(amounts: Iterable[int]) -> int:
    """How many of these, the largest first, have half of all together; 0 of nothing."""
    sizes = sorted(amounts, reverse=True)
    reached = 0
    for place, amount in enumerate(sizes, start=1):
        reached += amount
        if amount and 2 * reached >= sum(sizes):
            return place
    return 0


def concentration(groups: Iterable[tuple[int, int]]) -> float | None:
    """Gini's index over groups of (amount, people): 0 when each person has as many, nearly 1 when one has all.

    One less twice the area under Lorenz's curve, by the trapezium rule over groups from the fewest a head to the most
    (Gini 1912; for groups Brown 1994). What lies unevenly inside a group is not in it. None of nothing.
    """
    found = sorted(groups, key=lambda group: group[0] / group[1])
    total, people = sum(amount for amount, _ in found), sum(size for _, size in found)
    if not total:
        return None
    area, below = 0, 0
    for amount, size in found:
        area += size * (below + below + amount)
        below += amount
    return max(0.0, 1 - area / (people * total))


def spread(cells: Mapping[tuple[TeamKey, TeamKey], int], sizes: Mapping[TeamKey, int]) -> Spread | None:
    """How the thanks of these cells are spread over all teams; None where there are too few of either.

    `cells` hold only what may be shown, so that nothing hidden is in it. A team of which nobody is known counts as
    one person.
    """
    got = Counter(dict.fromkeys(sizes, 0))
    for (_, team), amount in cells.items():
        got[team] += amount
    people = {team: max(1, sizes.get(team, 0)) for team in got}
    index = concentration((amount, people[team]) for team, amount in got.items())
    if index is None or len(got) < _FEWEST_TEAMS:
        return None
    half = fewest_for_half(got.values())
    largest = sorted(got, key=lambda team: (-got[team], people[team], team))[:half]
    return Spread(half, len(got), sum(people[team] for team in largest) / sum(people.values()), index)
