"""Days off as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, days_text, parse_days
from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.errors import BadInput


def test_days_and_spans_are_read_together():
    found = parse_days("2026-12-28 to 2026-12-30\n2026-12-24; 2026-12-28, 2027-01-04..2027-01-05")
    assert [f"{day:%m-%d}" for day in found] == ["12-24", "12-28", "12-29", "12-30", "01-04", "01-05"]
    assert parse_days("  ") == ()


@pytest.mark.parametrize(
    "text", ["Christmas", "24.12.2026", "2026-02-30", "2026-12-24 to 2026-12-20", "2026-01-01 to 2028-01-01"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadInput, match=r"is not a"):
        parse_days(text)


def test_more_than_a_year_is_refused():
    with pytest.raises(BadInput, match="These are 700 days"):
        parse_days("2026-01-01 to 2026-12-16, 2027-01-01 to 2027-12-16")


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31))))
def test_what_is_written_reads_back(days):
    assert parse_days(days_text(days)) == tuple(sorted(days))


def test_the_next_working_day_is_not_found_in_a_place_that_is_closed():
    closed = NO_DAYS_OFF.also(date(2026, 1, 1) + timedelta(days=each) for each in range(500))
    assert closed.next_working_day(date(2026, 1, 1)) is None
    assert NO_DAYS_OFF.next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)


class TestMonth:
    def test_goes_over_the_end_of_a_year(self):
        assert (Month(2026, 12).next, Month(2026, 1).previous) == (Month(2027, 1), Month(2025, 12))
        assert (Month(2028, 2).end, len(Month(2028, 2).days), str(Month.of(date(2026, 10, 5)))) == (
            date(2028, 2, 29), 29, "2026-10"
        )  # fmt: skip

    def test_is_read_from_its_label(self):
        assert Month.parse(" 2026-10 ") == Month(2026, 10)
        for wrong in ("2026-13", "october", "2026-00", "0000-01"):
            with pytest.raises(BadInput, match="is not a month"):
                Month.parse(wrong)
