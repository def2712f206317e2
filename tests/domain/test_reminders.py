"""With whom a request waits."""

from dataclasses import replace

import pytest
from tests.support.request_values import REQUEST
from tests.support.requests import COMPANY

from northstar_bot.domain.requests.reminders import Deciders, Item, written

TEAM = replace(COMPANY, owners=("UCEO",), stewards=("USTE",), deciders=("UDEC", "a plain name"))


@pytest.fixture
def asked():
    return replace(REQUEST, input="return_days", asker="UASK")


@pytest.mark.parametrize(
    ("company", "gone", "awaited"),
    [
        (TEAM, (), ("UDEC",)),
        (TEAM, ("UDEC",), ("USTE",)),
        (TEAM, ("UDEC", "USTE"), ("UCEO",)),
        (TEAM, ("UDEC", "USTE", "UCEO"), ("UENV",)),
        (replace(TEAM, deciders=("UASK",)), (), ("USTE",)),
        (replace(TEAM, deciders=()), (), ("USTE",)),
    ],
)
def test_a_request_waits_with_those_whose_work_it_is(asked, company, gone, awaited):
    assert Deciders.of(company, ["UENV"] if "UCEO" in gone else [], gone).awaited(asked) == awaited


def test_the_owner_of_an_input_is_awaited_for_it_alone(asked):
    company = replace(TEAM, deciders=())
    deciders = Deciders.of(company, [])
    assert deciders.awaited(replace(asked, input="new_users")) == ("UOWN",)
    assert deciders.awaited(asked) == ("USTE",)


def test_who_said_the_no_is_not_awaited_after_an_appeal(asked):
    deciders = Deciders.of(TEAM, [], barred={"UDEC": frozenset({asked.number})})
    assert deciders.awaited(asked) == ("USTE",)


def test_without_anybody_it_waits_with_nobody(asked):
    assert Deciders.of(replace(COMPANY, metrics=()), []).awaited(asked) == ()


def test_items_are_written_and_read_back(asked):
    several = [replace(asked, number=12, moves=3), replace(asked, number=7)]
    assert Item.several(written(several)) == (Item(12, 3), Item(7, 0))
    assert Item.several("") == ()
    assert Item(12, 3).is_still(several[0])
    assert not Item(12, 2).is_still(several[0])
    assert not Item(12, 3).is_still(None)
