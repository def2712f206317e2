"""The rituals that begin with the star: what each one asks, the roadmap's poll, and the input a squad picked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from northstar_bot.domain.company.company import Company, Kind, Metric, Squad
from northstar_bot.domain.digest.star_card import StarCard
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.requests.views import RequestPage


class Ritual(StrEnum):
    """What begins by looking at the star."""

    REVIEW = "review"
    PLANNING = "planning"
    ROADMAP = "roadmap"
    DISCOVERY = "discovery"


class Answer(StrEnum):
    """What somebody says of most of the roadmap."""

    MOVES = "moves"
    BUSYWORK = "busywork"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Pick:
    """The input a squad works on, from one day until its next pick."""

    squad: SquadKey
    metric: MetricKey
    person: PersonId
    since: date


@dataclass(frozen=True, slots=True)
class KickoffCard:
    """The star as a ritual begins; `key` names this card, under which `voices` are counted and nobody is named."""

    ritual: Ritual
    star: StarCard
    key: str = ""
    voices: Mapping[Answer, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SquadPart:
    """One squad's part of its card: the input it picked or owns, and what was promised for it."""

    squad: Squad
    pick: Pick | None
    inputs: tuple[MetricLine, ...]
    promised: Mapping[MetricKey, RequestPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SquadCard:
    """The star on one line, and each squad's own part."""

    star: StarCard
    squads: tuple[SquadPart, ...]


def ritual_of(text: str) -> Ritual:
    """The ritual that was written, else BadInput naming them all."""
    try:
        return Ritual(text.strip().casefold())
    except ValueError:
        said = f"“{text.strip()[:40]}” is not a ritual." if text.strip() else "Which ritual begins?"
        hint = f"Try /northstar kickoff {' | '.join(Ritual)}."
        raise BadInput(said, hint) from None


def squads_of(company: Company, person: PersonId) -> tuple[Squad, ...]:
    """The squads somebody is in."""
    return tuple(squad for squad in company.squads if person in squad.people)


def squads_named(company: Company, text: str) -> tuple[Squad, ...]:
    """The squad of this key or name, or all squads of a team; else BadInput."""
    wanted = text.strip().casefold()
    own = tuple(squad for squad in company.squads if wanted in {squad.key, squad.name.casefold()})
    teams = {team.key for team in company.teams if wanted in {team.key, team.name.casefold()}}
    found = own or tuple(squad for squad in company.squads if squad.team in teams)
    if not found:
        known = ", ".join(squad.key for squad in company.squads[:12]) or "none is declared yet"
        raise BadInput(f"There is no squad “{text.strip()[:40]}”.", f"Squads: {known}.")
    return found


def inputs_of_squad(company: Company, squad: Squad, pick: Pick | None) -> tuple[Metric, ...]:
    """The input the squad picked; without a pick, those it owns."""
    picked = company.metric(pick.metric) if pick else None
    owned = tuple(metric for metric in company.metrics if metric.squad == squad.key)
    return (picked,) if picked else owned


def held_picks(company: Company, picks: Sequence[Pick]) -> Mapping[SquadKey, Pick]:
    """The pick that holds for each squad, of all in the order they were made; a pivot clears those before it."""
    inputs = {metric.key for metric in company.of_kind(Kind.INPUT)}
    since = company.star.since if company.star else None
    latest = {pick.squad: pick for pick in picks}
    return {
        squad: pick
        for squad, pick in latest.items()
        if pick.metric in inputs and (since is None or pick.since >= since)
    }
