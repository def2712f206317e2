"""Nobody is reminded outside weekdays 9:30 to 16:30 where they are, however their clocks jump."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.zones import is_zone

ZONES = st.sampled_from(sorted(zone for zone in available_timezones() if is_zone(zone)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


def local(moment, zone):
    return moment.astimezone(ZoneInfo(zone))


def test_a_weekday_waits_for_half_past_nine():
    hours = OfficeHours("America/New_York")
    early = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert hours.next_moment(early) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
    assert not hours.are_now(early)
    assert hours.left(hours.next_moment(early)) == timedelta(hours=7)


def test_inside_the_hours_is_now():
    now = datetime(2026, 11, 23, 10, 0, 7, tzinfo=UTC)
    assert OfficeHours("Europe/Berlin").next_moment(now) == now
    assert OfficeHours("Europe/Berlin").are_now(now)


def test_the_last_moment_is_over_and_friday_evening_leads_to_monday():
    hours = OfficeHours("UTC")
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    assert hours.next_moment(friday) == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert hours.next_moment(friday - timedelta(microseconds=1)) == friday - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("theirs", "company", "used"),
    [
        ("Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo"),
        ("Mars/Base", "Europe/Berlin", "Europe/Berlin"),
        ("", "Europe/Berlin", "Europe/Berlin"),
        ("../etc/passwd", "nowhere", "UTC"),
    ],
)
def test_a_zone_nobody_knows_falls_back_to_the_company(theirs, company, used):
    assert OfficeHours.of(theirs, company).zone == used


@given(MOMENTS, ZONES)
@example(datetime(2026, 3, 8, 6, 30, tzinfo=UTC), "America/New_York")  # the night of the gap
@example(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/New_York")  # the night that comes twice
@example(datetime(2011, 12, 30, 9, 0, tzinfo=UTC), "Pacific/Apia")  # a Friday that Samoa left out
def test_the_next_moment_lies_in_the_hours_and_nothing_before_it_does(now, zone):
    hours = OfficeHours(zone)
    moment = hours.next_moment(now)
    wall = local(moment, zone)
    assert moment >= now
    assert wall.weekday() < 5
    assert time(9, 30) <= wall.time().replace(tzinfo=None) < time(16, 30)
    assert timedelta(0) < hours.left(moment) <= timedelta(hours=8)
    assert hours.next_moment(moment) == moment
    assert moment - now <= timedelta(days=5)
    if moment > now:
        before = local(moment - timedelta(seconds=1), zone)
        assert not time(9, 30) <= before.time() < time(16, 30) or before.weekday() > 4


@given(MOMENTS, st.integers(0, 60 * 24 * 60), ZONES)
def test_working_days_are_the_weekdays_that_began(since, minutes, zone):
    hours = OfficeHours(zone)
    now = since + timedelta(minutes=minutes)
    first, last = hours.day(since), hours.day(now)
    days = [date.fromordinal(each) for each in range(first.toordinal() + 1, last.toordinal() + 1)]
    assert hours.working_days(since, now) == sum(day.weekday() < 5 for day in days)


def test_five_working_days_skip_the_weekend():
    hours = OfficeHours("Europe/Berlin")
    asked = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
    assert hours.working_days(asked, datetime(2026, 11, 24, 12, 0, tzinfo=UTC)) == 4
    assert hours.working_days(asked, datetime(2026, 11, 25, 8, 0, tzinfo=UTC)) == 5
    assert hours.working_days(asked, asked - timedelta(days=3)) == 0
