"""Whose inputs are whose."""

from dataclasses import replace

from tests.support.digests import COMPANY, LEARNERS, METRICS, NORMAL, PER_LEARNER, STAR, digest

from northstar_bot.domain.digest.star_card import card_of, inputs_of
from northstar_bot.domain.ids import PersonId

CARD = card_of(COMPANY, STAR, digest(NORMAL))


def owned_by(person: str) -> list[str]:
    return [line.metric.key for line in inputs_of(COMPANY, CARD, PersonId(person))]


def test_an_input_belongs_to_its_owner_and_to_the_people_of_its_squad() -> None:
    assert owned_by("U0ANA") == [LEARNERS]
    assert owned_by("U0EVE") == [LEARNERS]
    assert owned_by("Bo") == [PER_LEARNER]
    assert owned_by("U0NOBODY") == []


def test_squads_go_by_name_and_unknown_ones_by_nothing() -> None:
    assert CARD.squads == {LEARNERS: "Growth"}
    lost = replace(COMPANY, metrics=tuple(replace(one, squad="gone") for one in METRICS))
    assert card_of(lost, STAR, digest(NORMAL, lost)).squads == {}
