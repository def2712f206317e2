"""Weeks of any beginning in months, quarters and schedules."""

from datetime import date, time
from itertools import pairwise

import pytest

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.occurrences import occurrences
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.calendar.target_span import parse_target_for, span_of
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId
from northstar_bot.domain.numbers.happened import ShippedItem
from northstar_bot.domain.requests.review import weeks_of

STARTS = range(7)


@pytest.mark.parametrize("starts", STARTS)
def test_months_own_each_week_once(starts):
    year = [week for month in range(1, 13) for week in weeks_of(Month(2026, month), starts)]
    assert all(later == earlier.next for earlier, later in pairwise(year))
    assert {week.starts for week in year} == {starts}


@pytest.mark.parametrize("starts", STARTS)
def test_quarters_own_each_week_once(starts):
    weeks = [Week.parse("2025-W40", starts).plus(step) for step in range(60)]
    spans = [span_of("quarter", week) for week in weeks]
    assert all(span.first <= week <= span.last for span, week in zip(spans, weeks, strict=True))
    assert all(later == earlier or later.first == earlier.last.next for earlier, later in pairwise(spans))


def test_days_that_hold_the_middle_of_no_week_are_no_span_of_a_target():
    assert parse_target_for("2026-11-19 to 2026-11-19")
    with pytest.raises(BadInput):
        parse_target_for("2026-11-19 to 2026-11-19", 6)


@pytest.mark.parametrize("starts", STARTS)
@pytest.mark.parametrize("weekday", range(7))
def test_a_weekly_post_tells_the_week_that_is_over(starts, weekday):
    schedule = Schedule("s", PostKind.DIGEST, ChannelId("C1"), weekday, time(9), "UTC")
    found = list(occurrences(schedule, date(2026, 11, 18), range(-3, 4), starts=starts))
    assert [one.day.weekday() for one in found] == [weekday] * 7
    told = [Week.parse(one.period, starts) for one in found]
    assert told == [Week.of(one.day, starts).previous for one in found]
    assert all(later == earlier.next for earlier, later in pairwise(told))


def test_what_shipped_lies_in_the_week_of_its_day():
    assert ShippedItem(7, "Import", date(2026, 11, 22)).week.label == "2026-W47"
    assert ShippedItem(7, "Import", date(2026, 11, 22), week_start=6).week.label == "2026-W48"
