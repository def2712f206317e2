"""Thanks between teams: who thanked whom, inside and outside, with small numbers out of sight and no ranking."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.recognition.evenness import Spread, Turnout, spread
from northstar_bot.domain.recognition.roundup import Coverage

# Fewer shout-outs than this in a cell, or fewer people than this in a team, and nothing is said of it.
FEWEST = 5
QUARTER = "quarter"
_LENGTHS = {"30d": 30, "90d": 90}
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The days a balance is about, both included; `name` is how it was asked for."""

    name: str
    first: date
    last: date

    @property
    def before(self) -> Self:
        """As many days, just before."""
        days = self.last - self.first + timedelta(days=1)
        return replace(self, first=self.first - days, last=self.last - days)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many shout-outs went from one team to another; `one_giver` when a single person gave them all."""

    giver: TeamKey | None
    team: TeamKey
    amount: int
    one_giver: bool = False

    @property
    def crosses(self) -> bool:
        """Whether it went from one team to another; without a team nothing is claimed."""
        return self.giver is not None and self.giver != self.team


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team: thanks among its own people, and across its border; None where too few were counted.

    `reach` and `echo` are the external-internal index of Krackhardt and Stern, of what it gave and of what it got:
    of the cells that are shown, None where there are none or the team is small.
    """

    team: TeamKey
    inside: int | None
    given: int | None
    received: int | None
    reach: float | None = None
    echo: float | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The picture, teams in the order of their names. `cells` holds only what may be shown.

    `before`: the lines of as many days just before. `spread` and `turnout` are of the whole company.
    """

    span: Span
    names: Mapping[TeamKey, str]
    cells: Mapping[tuple[TeamKey, TeamKey], int]
    lines: tuple[TeamLine, ...]
    coverage: Coverage
    bridges: tuple[tuple[TeamKey, TeamKey], ...] = ()
    before: Mapping[TeamKey, TeamLine] = field(default_factory=dict)
    spread: Spread | None = None
    turnout: Turnout | None = None


def span_of(text: str, today: date) -> Span:
    """`30d`, `90d` (also when nothing is said) or `quarter`, this one so far; else BadInput."""
    name = text.strip().casefold() or "90d"
    if name == QUARTER:
        month = (today.month - 1) // _MONTHS_OF_A_QUARTER * _MONTHS_OF_A_QUARTER + 1
        return Span(name, today.replace(month=month, day=1), today)
    if name not in _LENGTHS:
        raise BadInput(f"“{text.strip()[:40]}” is no period of a balance.", "Write 30d, 90d or quarter.")
    return Span(name, today - timedelta(days=_LENGTHS[name] - 1), today)


def index(inside: int, outside: int) -> float | None:
    """(outside - inside) / (outside + inside): -1 is all inside, +1 all outside; None without any."""
    return (outside - inside) / (outside + inside) if inside + outside else None


def balance(company: Company, span: Span, flows: Iterable[Flow], sizes: Mapping[TeamKey, int]) -> Balance:
    """The picture of these flows.

    Everything but the coverage is made of cells that may be shown, sums and indexes too: what is hidden is in none,
    so that nothing hidden can be found by subtraction.
    """
    found = list(flows)
    names = {team.key: team.name for team in sorted(company.teams, key=lambda team: _by_name(team.name))}
    cells = {
        (flow.giver, flow.team): flow
        for flow in found
        if flow.giver in names and flow.team in names and flow.amount >= FEWEST and flow.giver is not None
    }
    shown = {pair: flow.amount for pair, flow in cells.items()}
    large = frozenset(key for key in names if sizes.get(key, 0) >= FEWEST)
    thanked = thanked_by_another(found)
    return Balance(
        span=span,
        names=names,
        cells=shown,
        lines=tuple(_line(key, shown, large) for key in names),
        coverage=Coverage(
            tuple(key for key in names if key in thanked), tuple(key for key in names if key not in thanked)
        ),
        bridges=_bridges(names, cells, large),
        spread=spread(shown, {key: sizes.get(key, 0) for key in names}),
    )


def thanked_by_another(flows: Iterable[Flow]) -> frozenset[TeamKey]:
    """The teams that another team thanked, a team that is declared no more among the givers."""
    return frozenset(flow.team for flow in flows if flow.crosses)


def sizes_of(company: Company, known: Mapping[TeamKey, int]) -> Mapping[TeamKey, int]:
    """How many people each team has, by membership or by name, whichever knows more."""
    return {team.key: max(len(set(team.people)), known.get(team.key, 0)) for team in company.teams}


def _line(
    team: TeamKey, cells: Mapping[tuple[TeamKey, TeamKey], int], large: Collection[TeamKey]
) -> TeamLine:
    inside = cells.get((team, team))
    given = _sum(amount for (giver, to), amount in cells.items() if giver == team != to)
    received = _sum(amount for (giver, to), amount in cells.items() if to == team != giver)
    reach, echo = (index(inside or 0, outside or 0) for outside in (given, received))
    rated = team in large
    return TeamLine(
        team, inside, given, received, reach=reach if rated else None, echo=echo if rated else None
    )


def _bridges(
    names: Mapping[TeamKey, str], cells: Mapping[tuple[TeamKey, TeamKey], Flow], large: Collection[TeamKey]
) -> tuple[tuple[TeamKey, TeamKey], ...]:
    """Pairs that hang on one person's thanks; in a small team everybody would know who that is."""
    return tuple(
        (giver, team)
        for giver in names
        for team in names
        if giver in large and giver != team and (flow := cells.get((giver, team))) and flow.one_giver
    )


def _sum(amounts: Iterable[int]) -> int | None:
    return sum(amounts) or None


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name
