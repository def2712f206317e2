import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.numbers.numbers import natural_range, number, percent_change, signed

styles = st.sampled_from(Style)


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1502, Style.COUNT, "1,502"),
        (1123.25, Style.COUNT, "1,123"),
        (2.5, Style.COUNT, "2.5"),
        (15.25, Style.COUNT, "15.3"),
        (15.01, Style.COUNT, "15"),
        (100.5, Style.COUNT, "101"),
        (0, Style.COUNT, "0"),
        (1234567, Style.COUNT, "1,234,567"),
        (1.0625, Style.DECIMAL, "1.06"),
        (88.6470588, Style.DECIMAL, "88.6"),
        (2.0, Style.DECIMAL, "2"),
        (1.1, Style.DECIMAL, "1.1"),
        (1.005, Style.DECIMAL, "1.01"),
        (99.96, Style.DECIMAL, "100"),
        (1502.4, Style.DECIMAL, "1,502"),
        (0.5, Style.DECIMAL, "0.5"),
        (0.1234, Style.DECIMAL, "0.12"),
        (0.00421, Style.DECIMAL, "0.0042"),
        (1e-9, Style.DECIMAL, "0"),
        (-1e-9, Style.DECIMAL, "0"),
        (-0.0, Style.DECIMAL, "0"),
        (-69.4663, Style.DECIMAL, "−69.5"),
        (1e30, Style.DECIMAL, "1," + ",".join(["000"] * 10)),
        (0.9966821, Style.SHARE, "99.7%"),
        (0.45, Style.SHARE, "45%"),
        (1, Style.SHARE, "100%"),
        (0.57, Style.SHARE, "57%"),
        (0.9996, Style.SHARE, "99.96%"),
        (0.9999999, Style.SHARE, "99.99%"),
        (1.0004, Style.SHARE, "100.04%"),
        (0.0042, Style.SHARE, "0.42%"),
        (0.00001, Style.SHARE, "0.001%"),
        (0, Style.SHARE, "0%"),
        (12.5, Style.MONEY, "12.50"),
        (12, Style.MONEY, "12"),
        (1234.56, Style.MONEY, "1,235"),
        (math.nan, Style.COUNT, "n/a"),
        (math.inf, Style.SHARE, "n/a"),
    ],
)
def test_a_number_has_the_digits_that_matter(value, style, text):
    assert number(value, style=style) == text


@pytest.mark.parametrize(
    ("value", "unit", "style", "text"),
    [
        (1502, "on-time units", Style.COUNT, "1,502 on-time units"),
        (12.5, "€", Style.MONEY, "€12.50"),
        (-12.5, "$", Style.MONEY, "−$12.50"),
        (12.5, "EUR", Style.MONEY, "12.50 EUR"),
        (12, "x", Style.MONEY, "12 x"),
        (12, "€", Style.COUNT, "12 €"),
        (0.45, "share", Style.SHARE, "45%"),
    ],
)
def test_a_unit_stands_where_people_put_it(value, unit, style, text):
    assert number(value, unit, style) == text


@pytest.mark.parametrize(
    ("value", "unit", "style", "text"),
    [
        (651, "", Style.COUNT, "+651"),
        (-69.466, "", Style.COUNT, "−69"),
        (9.54, "", Style.COUNT, "+9.5"),
        (-166.2, "", Style.COUNT, "−166"),
        (0, "", Style.COUNT, "0"),
        (-1e-12, "", Style.DECIMAL, "0"),
        (12.5, "€", Style.MONEY, "+€12.50"),
        (3, "units", Style.COUNT, "+3 units"),
        (0.172, "share", Style.SHARE, "+17.2 points"),
        (-0.05, "", Style.SHARE, "−5 points"),
        (math.nan, "", Style.COUNT, "n/a"),
    ],
)
def test_a_change_has_its_sign(value, unit, style, text):
    assert signed(value, unit, style) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (651 / 851, "+76%"),
        (-1 / 17, "−5.9%"),
        (0.0625, "+6.3%"),
        (0.209, "+21%"),
        (-0.0001, "0%"),
        (0, "0%"),
        (12, "+1,200%"),
        (None, "n/a"),
        (math.inf, "n/a"),
    ],
)
def test_a_relative_change_is_in_percent(share, text):
    assert percent_change(share) == text


def test_a_range_is_written_once_with_its_unit():
    assert natural_range(271.132, 1110.535, style=Style.COUNT) == "271–1,111"
    assert natural_range(20.07, 97.08, "units per order") == "20.1–97.1 units per order"
    assert natural_range(0.768, 1, style=Style.SHARE) == "76.8%–100%"
    assert natural_range(-12, 40) == "−12 to 40"


def test_a_value_just_outside_its_range_does_not_look_inside():
    assert natural_range(0, 741.6218, style=Style.COUNT, value=742) == "0–741.6"
    assert natural_range(0, 741.6218, style=Style.COUNT, value=900) == "0–742"
    assert natural_range(10.04, 20, value=10.0) == "10.04–20"
    assert natural_range(0, 1 - 1e-12, value=1) == "0–1"


@given(st.floats(allow_nan=True), styles, st.sampled_from(["", "€", "units"]))
def test_any_float_can_be_written(value, style, unit):
    for text in (number(value, unit, style), signed(value, unit, style)):
        assert text
        assert "-" not in text
        assert not re.search(r"[−+]\W?0(?![.,\d])", text)


@given(st.floats(-1e12, 1e12), styles)
def test_a_change_and_its_reverse_differ_in_sign_only(value, style):
    assert signed(value, style=style).strip("+−") == signed(-value, style=style).strip("+−")


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_what_is_written_grows_with_what_is_meant(one, other):
    def read(text):
        return float(text.replace("−", "-").replace(",", ""))

    low, high = sorted((one, other))
    assert read(number(low)) <= read(number(high))
