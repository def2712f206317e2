"""The star as one card: what it is, where it stands, and who moves it."""

from collections.abc import Mapping
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Star
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.metric_line import MetricLine


@dataclass(frozen=True, slots=True)
class StarCard:
    """The active star in its last closed week; `squads` names the squad of each input that has one."""

    star: Star
    digest: Digest
    squads: Mapping[MetricKey, str]


@dataclass(frozen=True, slots=True)
class ShownStar:
    """The card as somebody shows it to others; None when it is not known any more who."""

    card: StarCard
    by: PersonId | None


def card_of(company: Company, star: Star, digest: Digest) -> StarCard:
    """The card, with squads by name."""
    found = {line.metric.key: company.squad(line.metric.squad or "") for line in digest.inputs}
    return StarCard(star, digest, {key: squad.name for key, squad in found.items() if squad})


def inputs_of(company: Company, card: StarCard, person: PersonId) -> tuple[MetricLine, ...]:
    """The inputs a person owns, or that a squad of theirs owns."""
    squads = {squad.key for squad in company.squads if person in squad.people}
    return tuple(
        line for line in card.digest.inputs if line.metric.owner == person or line.metric.squad in squads
    )
