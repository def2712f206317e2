from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.amounts import parse_amount
from northstar_bot.domain.errors import BadInput

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

READ = {
    "0": 0,
    "12": 12,
    "007": 7,
    "12,5": 12.5,
    "12.5": 12.5,
    ".5": 0.5,
    ",5": 0.5,
    "+3": 3,
    "0,125": 0.125,
    "1234,567": 1234.567,
    "1,2345": 1.2345,
    "1,234": 1234,
    "1.234": 1.234,
    "1,234,567": 1234567,
    "1.234.567": 1234567,
    "1,234.56": 1234.56,
    "1.234,56": 1234.56,
    "1 234": 1234,
    "1 234 567,8": 1234567.8,
    "1'234": 1234,
    "1’234.50": 1234.5,
    f"1{NBSP}234": 1234,
    f"1{NARROW}234,5": 1234.5,
    f" {THIN}1234\t": 1234,
    "1.2k": 1200,
    "1,2K": 1200,
    "1,234k": 1234000,
    "3m": 3e6,
    "3 M": 3e6,
    "2.5mn": 2.5e6,
    "1bn": 1e9,
    "1.1b": 1.1e9,
    "€ 12": 12,
    "$1,502": 1502,
    "12 €": 12,
    "£1.2k": 1200,
    "１２．５": 12.5,
    "٤٥": 45,
    "١٢٫٥": 12.5,
    "١٬٢٣٤": 1234,
    "\u200e12\u200f": 12,
    "१२": 12,
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_number_is_read_as_people_write_it(text, value):
    assert parse_amount(text, share=False) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("-12", -12), ("−12,5", -12.5), ("–1k", -1000), ("-€12", -12), ("- € 12", -12), ("－３", -3)],
)
def test_a_negative_number_is_read_only_where_it_makes_sense(text, value):
    assert parse_amount(text, share=False, allow_negative=True) == value
    with pytest.raises(BadInput) as refused:
        parse_amount(text, share=False)
    assert refused.value.words == f"“{text}” is below zero. This metric cannot be negative."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45%", 0.45),
        ("45 %", 0.45),
        ("12,5%", 0.125),
        ("12,345%", 0.12345),
        ("0.45", 0.45),
        ("0,45", 0.45),
        ("1", 1),
        ("0", 0),
        ("100%", 1),
        ("99.7%", 0.997),
        ("٤٥٪", 0.45),
    ],
)
def test_a_share_lies_between_0_and_1_or_is_written_in_percent(text, value):
    assert parse_amount(text, share=True) == value


@pytest.mark.parametrize("text", ["45", "101%", "1.01", "1k", "1,234"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(BadInput) as refused:
        parse_amount(text, share=True, field="value")
    assert refused.value.sentence == f"“{text}” is not a share."
    assert "between 0 and 1, or write 45%" in refused.value.hint
    assert refused.value.field == "value"


def test_a_change_of_a_share_may_be_negative_where_asked():
    assert parse_amount("-5%", share=True, allow_negative=True) == -0.05
    with pytest.raises(BadInput, match="is not a share"):
        parse_amount("-500%", share=True, allow_negative=True)


def test_a_percentage_is_refused_where_the_metric_is_no_share():
    with pytest.raises(BadInput) as refused:
        parse_amount("45%", share=False)
    assert refused.value.words == "“45%” is a share, and this metric is not one. Write it without %."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no number."),
        (" \u00a0 ", "There is no number."),
        ("abc", "“abc” is not a number."),
        ("nan", "“nan” is not a number."),
        ("inf", "“inf” is not a number."),
        ("k", "“k” is not a number."),
        ("-", "“-” is not a number."),
        (".", "“.” is not a number."),
        ("5.", "“5.” is not a number."),
        ("1e400", "“1e400” is not a number."),
        ("0x10", "“0x10” is not a number."),
        ("5²", "“5²” is not a number."),
        ("½", "“½” is not a number."),
        ("(12)", "“(12)” is not a number."),
        ("12 units", "“12 units” is not a number."),
        ("12 34", "“12 34” is more than one number."),
        ("12-13", "“12-13” is more than one number."),
        ("12 and 13", "“12 and 13” is more than one number."),
        ("1,23,456", "“1,23,456” is not a number."),
        ("1,234.567.8", "“1,234.567.8” is not a number."),
        ("1 234'567", "“1 234'567” is more than one number."),
        ("12..5", "“12..5” is not a number."),
        ("--5", "“--5” is not a number."),
        ("1_000", "“1_000” is not a number."),
        ("=1+1", "“=1+1” is not a number."),
        ("10000000000000000", "“10000000000000000” is too large to be kept exactly."),
        ("9" * 400, f"“{'9' * 40}” is not a number."),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_do(text, sentence):
    with pytest.raises(BadInput) as refused:
        parse_amount(text, share=False, field="value")
    assert refused.value.sentence == sentence
    assert refused.value.hint
    assert refused.value.field == "value"


def test_zero_has_no_sign():
    assert str(parse_amount("-0", share=False)) == "0.0"


@given(st.integers(0, 10**15))
def test_a_whole_number_survives_any_grouping(number):
    for mark in (",", " ", "'", NBSP):
        assert parse_amount(f"{number:,}".replace(",", mark), share=False) == number


@given(st.decimals(0, 10**6, places=2))
def test_both_ways_to_write_decimals_say_the_same(number):
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_amount(english, share=False) == parse_amount(german, share=False) == float(number)


@given(st.decimals(0, 100, places=1))
def test_percent_is_a_hundredth(number):
    assert parse_amount(f"{number}%", share=True) == float(number / 100)


@given(st.text(st.characters() | st.sampled_from("0123456789.,'%kKm -€")), st.booleans(), st.booleans())
def test_any_text_is_a_finite_number_or_refused(text, share, allow_negative):
    with suppress(BadInput):
        value = parse_amount(text, share=share, allow_negative=allow_negative)
        assert abs(value) <= (1 if share else 1e15)
        assert allow_negative or value >= 0
