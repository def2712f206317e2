import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.numbers.trends import change, change_share, levels, mean_of_last, year_ago_mean


def test_change_is_in_the_unit_and_as_a_share():
    assert (change(1502, 851), change(5, None)) == (651, None)
    assert change_share(1502, 851) == pytest.approx(0.76498, abs=1e-5)
    assert change_share(-5, -10) == 0.5
    assert change_share(5, 0) is None
    assert change_share(5, None) is None


def test_a_mean_needs_every_week():
    assert mean_of_last([9, 1, 2, 3, 4]) == 2.5
    assert mean_of_last([1, None, 3, 4]) is None
    assert mean_of_last([1, 2, 3]) is None
    assert mean_of_last([1, 2], weeks=2) == 1.5


def test_northwind_week_16_beside_its_months(shared):
    with (shared / "cases" / "northwind_weekly.csv").open() as lines:
        values = {
            Week.parse(row["week_start"]): float(row["north_star_on_time_units"])
            for row in csv.DictReader(lines)
        }
    week = Week.parse("1998-W16")
    until = [value for at, value in values.items() if at <= week]
    assert (mean_of_last(until), mean_of_last(until[:-4]), year_ago_mean(values, week)) == (1123, 816, 341.75)


def test_a_year_ago_that_is_not_known_has_no_mean():
    week = Week(date(2026, 11, 16))
    assert year_ago_mean({week.plus(-52): 1.0}, week, weeks=1) == 1
    assert year_ago_mean({week.plus(-52): 1.0}, week) is None


def test_levels_of_northwind_until_week_16():
    weeks = [851, 716, 663, 1038, 698, 832, 926, 808, 830, 1309, 851, 1502]
    assert levels(weeks) == (1, 0, 0, 3, 0, 1, 2, 1, 1, 5, 1, 7)


def test_levels_of_flat_and_missing_weeks():
    assert levels([5, 5, None]) == (0, 0, None)
    assert levels([None, None]) == (None, None)
    assert levels([]) == ()


@given(st.lists(st.none() | st.floats(-1e300, 1e300)))
def test_levels_keep_the_order_of_the_values(values):
    found = levels(values)
    known = sorted((value, level) for value, level in zip(values, found, strict=True) if value is not None)
    assert [level for _, level in known] == sorted(level for _, level in known)
    assert all(level in range(8) for _, level in known)
    assert len(found) == len(values)
