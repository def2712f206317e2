"""The digest as data: its shape is a promise to whoever reads it with a program."""

import json

import pytest
from jsonschema import Draft202012Validator
from tests.support.digests import COUNTS, LEARNERS, NORMAL, PER_LEARNER, THANKS, digest, forms
from tests.support.json_schemas import DIGEST

from northstar_bot.render.digest.digest_json import as_data

FORMS = forms()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_keeps_the_documented_shape(form: str) -> None:
    data = as_data(FORMS[form])
    Draft202012Validator(DIGEST).validate(data)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_the_parts_add_up_to_the_change() -> None:
    data = as_data(FORMS["normal"])
    assert data["split"]["mode"] == "identity"
    assert data["split"]["method"] == "LMDI-I"
    assert set(data["split"]["parts"]) == {LEARNERS, PER_LEARNER}
    assert sum(data["split"]["parts"].values()) == pytest.approx(data["star"]["change"])


def test_a_change_is_given_in_per_cent_of_the_week_before() -> None:
    star = as_data(FORMS["normal"])["star"]
    assert star["change_pct"] == pytest.approx(100 * star["change"] / star["previous"])


def test_a_withheld_week_has_the_number_so_far_and_nothing_beside_it() -> None:
    data = as_data(FORMS["incomplete"])
    assert data["withheld"] == "data reaches Wed 18 Nov; the week ends Sun 22 Nov"
    star = data["star"]
    assert star["value"] == 505
    assert {star[key] for key in ("previous", "change", "change_pct", "mean4", "natural_range")} == {None}
    assert (star["verdict"], star["rules"], data["split"]["parts"]) == ("too few points", [], {})


def test_a_hypothesis_has_no_split() -> None:
    split = as_data(FORMS["hypothesis"])["split"]
    assert split == {"mode": "hypothesis", "method": None, "level": "total", "parts": {}}


def test_counts_are_passed_on() -> None:
    data = as_data(digest(NORMAL, requests=COUNTS, shoutouts=THANKS))
    assert data["requests"] == {
        "asked": 5,
        "accepted": 2,
        "declined": 1,
        "parked": 1,
        "by_input": {LEARNERS: 3},
    }
    assert data["shoutouts"] == {
        "given": 6,
        "cross_team": 4,
        "people_thanked": 7,
        "by_input": {},
        "coverage": None,
    }
