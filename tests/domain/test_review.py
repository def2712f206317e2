"""A month in counts: every verdict and every shipment is in exactly one row, and weeks belong to one month."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.support.requests import COMPANY

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.review import (
    EARLIER,
    NONE,
    STAR,
    Review,
    Said,
    parked_of,
    rows_of,
    weeks_of,
)

KEYS = st.sampled_from(["new_users", "return_days", "star", "none", None, "an old one"])
SAID = st.lists(
    st.builds(Said, KEYS, st.sampled_from([Answer.YES, Answer.NO, Answer.PARK]), st.integers(1, 9))
)


@given(SAID, st.dictionaries(KEYS, st.integers(1, 9)))
def test_nothing_is_lost_and_nothing_counted_twice(said, shipped):
    review = Review(Month(2026, 11), rows_of(COMPANY, said, shipped, {}), parked_of(said))
    assert review.accepted + review.declined + review.parked == sum(one.amount for one in said)
    assert review.shipped == sum(shipped.values())
    assert review.shipped_without_input == shipped.get("none", 0) + shipped.get(None, 0)
    assert review.is_empty == (not said and not shipped)


def test_inputs_come_first_and_the_rest_only_when_there_is_something():
    assert [row.name for row in rows_of(COMPANY, [], {}, {})] == ["New teachers", "Days a teacher returns"]
    said = [Said(key, Answer.NO, 1) for key in ("star", "gone", None)]
    assert [row.name for row in rows_of(COMPANY, said, {}, {})][2:] == [STAR, EARLIER, NONE]


def test_an_input_that_is_called_no_input_is_not_mistaken_for_none():
    named = replace(COMPANY.metrics[1], name=NONE)
    rows = rows_of(replace(COMPANY, metrics=(COMPANY.metrics[0], named)), [], {"new_users": 2}, {})
    assert Review(Month(2026, 11), rows).shipped_without_input == 0


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_every_week_belongs_to_one_month(year, number):
    month = Month(year, number)
    weeks = weeks_of(month)
    assert len(weeks) in (4, 5)
    assert weeks_of(month.next)[0] == weeks[-1].next
