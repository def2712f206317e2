"""The fields of their own that some kinds of request have: read leniently, refused with a sentence under each."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from northstar_bot.domain.requests.detail_form import (
    FIELDS,
    SHAPES,
    DetailsFilled,
    Shape,
    details_of,
    shape_of,
    wrong_details,
)
from northstar_bot.domain.requests.details import Deal, PersonsTime, SizeBand
from northstar_bot.domain.requests.requests import RequestKind

TODAY = date(2026, 11, 23)
FULL = DetailsFilled(
    whose="UCY",
    hours="1,5 h",
    by=TODAY,
    customer=" Oak\nSchool ",
    deal="https://crm.example/7",
    closes=TODAY,
    beyond="Payment after sixty days instead of thirty.",
    size=SizeBand.UNDER_50K,
)
TIMES = [kind for kind, shape in SHAPES.items() if shape is Shape.TIME]


def _wrong(kind, **changes):
    return set(wrong_details(kind, replace(FULL, **changes), TODAY))


def test_six_kinds_ask_for_a_persons_time_and_one_is_a_deal():
    assert len(TIMES) == 6
    assert [kind for kind, shape in SHAPES.items() if shape is Shape.DEAL] == [RequestKind.DEAL]
    assert shape_of(RequestKind.BUG) is shape_of(None) is None


@pytest.mark.parametrize("kind", TIMES)
def test_time_says_whose_how_much_and_by_when(kind):
    assert wrong_details(kind, FULL, TODAY) == {}
    assert details_of(kind, FULL) == PersonsTime("UCY", Decimal("1.5"), TODAY, "Oak School")
    assert _wrong(kind, whose=None, hours="", by=None) == {"whose", "hours", "by"}


@pytest.mark.parametrize("hours", ["0.25", "80", "2 hours", " 3H "])
def test_hours_are_read_as_people_write_them(hours):
    assert _wrong(RequestKind.DEMO, hours=hours) == set()
    assert details_of(RequestKind.DEMO, replace(FULL, hours=hours)).hours >= Decimal("0.25")


@pytest.mark.parametrize("hours", ["0", "0.2", "80.5", "-1", "two", "1e9", "1.555", "٣", "²"])
def test_hours_beyond_reason_are_refused(hours):
    assert _wrong(RequestKind.DEMO, hours=hours) == {"hours"}


def test_a_customer_is_welcome_but_not_needed_for_time():
    assert _wrong(RequestKind.DEMO, customer="") == set()
    assert _wrong(RequestKind.DEMO, customer="x" * 121) == {"customer"}


def test_a_deal_says_who_which_when_and_what_is_beyond_the_standard():
    made = details_of(RequestKind.DEAL, FULL)
    assert made == Deal(
        "Oak School", "https://crm.example/7", TODAY, "Payment after sixty days instead of thirty.", SizeBand.UNDER_50K
    )  # fmt: skip
    empty = wrong_details(RequestKind.DEAL, DetailsFilled(), TODAY)
    assert set(empty) == set(FIELDS[Shape.DEAL]) - {"size"}
    assert _wrong(RequestKind.DEAL, size=None) == set()
    assert _wrong(RequestKind.DEAL, beyond="more", deal="x" * 301) == {"beyond", "deal"}


@pytest.mark.parametrize(("kind", "field"), [(RequestKind.DEMO, "by"), (RequestKind.DEAL, "closes")])
def test_a_day_that_is_past_is_refused(kind, field):
    yesterday = {field: TODAY - timedelta(1)}
    assert wrong_details(kind, replace(FULL, **yesterday), TODAY) == {field: "That day is past."}


def test_what_belongs_to_another_kind_is_ignored():
    assert wrong_details(RequestKind.BUG, DetailsFilled(hours="many"), TODAY) == {}
    assert details_of(RequestKind.BUG, FULL) is None
    assert details_of(RequestKind.DEMO, DetailsFilled()) is None
