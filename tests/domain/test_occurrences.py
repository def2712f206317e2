"""When a schedule posts: every cadence, in places whose clocks jump, around days off."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.occurrences import coming, latest, occurrences
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import LAST, Cadence, PostKind, Schedule

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MONDAY = Schedule("monday", PostKind.DIGEST, "C1", 0, time(9), "Europe/Berlin")
EVERY_DAY = replace(MONDAY, cadence=Cadence.DAILY)
EVERY_MONTH = replace(MONDAY, cadence=Cadence.MONTHLY)
DUE = datetime(2026, 11, 23, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)

days = st.dates(date(2000, 1, 3), date(2037, 12, 27))
moments = st.datetimes(datetime(2000, 1, 3), datetime(2037, 12, 27), timezones=st.just(UTC))
schedules = st.builds(
    Schedule,
    st.just("any"),
    st.just(PostKind.DIGEST),
    st.just("C1"),
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(fold=0)),
    st.sampled_from(ZONES),
    cadence=st.sampled_from(Cadence),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple),
    nth=st.integers(LAST, 4),
)


def days_of(found):
    return [str(one.day) for one in found]


def test_a_weekly_post_comes_at_its_instant_and_not_before():
    (due,) = latest(MONDAY, DUE, 1)
    assert (due.day, due.due_at, due.period) == (date(2026, 11, 23), DUE, "2026-W47")
    assert latest(MONDAY, DUE - SECOND, 1)[0].day == date(2026, 11, 16)
    assert coming(MONDAY, DUE).due_at == DUE + timedelta(7)
    assert coming(MONDAY, DUE - SECOND).due_at == DUE


def test_a_daily_post_is_about_its_day_and_leaves_the_weekend_out():
    found = latest(EVERY_DAY, DUE, 3)
    assert [(str(one.day), one.period) for one in found] == [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-19", "2026-11-19"),
    ]
    assert coming(replace(EVERY_DAY, weekdays=(6,)), DUE).day == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("nth", "weekday", "found"),
    [
        (0, 0, ["2026-10-01", "2026-11-02", "2026-12-01"]),
        (1, 0, ["2026-10-05", "2026-11-02", "2026-12-07"]),
        (2, 1, ["2026-10-13", "2026-11-10", "2026-12-08"]),
        (4, 3, ["2026-10-22", "2026-11-26", "2026-12-24"]),
        (LAST, 4, ["2026-10-30", "2026-11-27", "2026-12-25"]),
    ],
)
def test_a_monthly_post_is_about_the_month_before(nth, weekday, found):
    schedule = replace(EVERY_MONTH, nth=nth, weekday=weekday)
    seen = list(occurrences(schedule, date(2026, 11, 23), range(-1, 2)))
    assert days_of(seen) == found
    assert [one.period for one in seen] == ["2026-09", "2026-10", "2026-11"]


def test_a_day_off_moves_a_weekly_post_to_the_next_working_day_and_keeps_its_period():
    long_weekend = replace(MONDAY, weekday=4, skip=(date(2026, 11, 27),))
    (moved,) = occurrences(long_weekend, date(2026, 11, 27), range(1))
    assert (moved.day, moved.period) == (date(2026, 11, 30), "2026-W47")
    assert moved.due_at.astimezone(ZoneInfo("Europe/Berlin")).time() == time(9)


def test_a_post_that_was_moved_is_still_coming():
    """Seen from the week it was moved to, of a post that belongs to the week before."""
    closed = replace(MONDAY, weekday=4, skip=tuple(date(2026, 12, day) for day in range(25, 32)))
    assert coming(closed, datetime(2026, 12, 29, tzinfo=UTC)).day == date(2027, 1, 1)
    monthly = replace(EVERY_MONTH, nth=LAST, weekday=4, skip=closed.skip)
    assert coming(monthly, datetime(2026, 12, 29, tzinfo=UTC)).day == date(2027, 1, 1)


def test_a_day_off_leaves_a_daily_post_out():
    schedule = replace(EVERY_DAY, skip=(date(2026, 11, 20),))
    assert days_of(latest(schedule, DUE, 2)) == ["2026-11-23", "2026-11-19"]


def test_the_first_working_day_knows_holidays_and_the_weekend_of_the_place():
    new_year = DaysOff(frozenset({date(2027, 1, 1)}))
    assert coming(EVERY_MONTH, datetime(2026, 12, 20, tzinfo=UTC), new_year).day == date(2027, 1, 4)
    friday_and_saturday = DaysOff(weekend=frozenset({4, 5}))
    assert coming(EVERY_MONTH, datetime(2026, 4, 20, tzinfo=UTC), friday_and_saturday).day == date(2026, 5, 3)


def test_a_post_on_a_weekend_is_not_moved():
    sunday = replace(MONDAY, weekday=6)
    assert coming(sunday, DUE).day == date(2026, 11, 29)


def test_a_schedule_whose_days_are_all_skipped_never_comes():
    whole_year = tuple(date(2026, 11, 1) + timedelta(days=each) for each in range(900))
    assert coming(replace(EVERY_DAY, skip=whole_year), DUE) is None
    assert coming(replace(EVERY_MONTH, skip=whole_year), DUE) is None
    assert coming(replace(MONDAY, skip=whole_year), DUE) is None


def test_wall_time_is_kept_over_both_changes_of_the_year():
    for zone in ("Europe/Berlin", "America/New_York"):
        for schedule in (MONDAY, EVERY_DAY, EVERY_MONTH):
            here = replace(schedule, zone=zone)
            found = list(occurrences(here, date(2026, 6, 1), range(-200, 200)))
            assert {one.due_at.astimezone(ZoneInfo(zone)).time() for one in found} == {time(9)}


def test_a_day_that_a_place_skipped_falls_due_when_the_next_one_begins():
    friday = replace(MONDAY, weekday=4, zone="Pacific/Apia")
    assert latest(friday, datetime(2011, 12, 30, 9, 59, tzinfo=UTC), 1)[0].day == date(2011, 12, 23)
    begins = datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert (latest(friday, begins, 1)[0].day, latest(friday, begins, 1)[0].due_at) == (
        date(2011, 12, 30),
        begins,
    )


def test_a_sunday_that_turned_into_saturday_again_is_not_forgotten():
    sunday = replace(MONDAY, weekday=6, at=time(0), zone="America/St_Johns")
    saturday_again = datetime(2006, 10, 29, 2, 31, tzinfo=UTC)
    assert saturday_again.astimezone(ZoneInfo("America/St_Johns")).date() == date(2006, 10, 28)
    assert latest(sunday, saturday_again, 1)[0].day == date(2006, 10, 29)


def test_a_moment_needs_a_zone():
    with pytest.raises(ValueError, match="needs a zone"):
        latest(MONDAY, datetime(2026, 11, 23, 8), 1)


@given(st.builds(lambda one: replace(one, cadence=Cadence.WEEKLY), schedules), days)
def test_a_weekly_post_comes_once_in_every_local_week(schedule, day):
    found = list(occurrences(schedule, day, range(-2, 4)))
    assert [Week.of(one.day) for one in found] == [Week.of(day).plus(step) for step in range(-2, 4)]
    assert all(earlier.due_at < later.due_at for earlier, later in pairwise(found))


@given(schedules, moments)
def test_latest_and_coming_leave_nothing_out(schedule, now):
    seen, after = latest(schedule, now, 2), coming(schedule, now)
    assert after.due_at > now
    assert all(one.due_at <= now for one in seen)
    between = occurrences(schedule, after.day, range(-40, 1), NO_DAYS_OFF)
    assert [one for one in between if seen[0].due_at < one.due_at < after.due_at] == []


@given(schedules, st.sets(st.dates(date(2026, 10, 1), date(2027, 1, 31)), max_size=60))
def test_days_off_never_put_a_later_period_before_an_earlier_one(schedule, off):
    found = list(occurrences(schedule, date(2026, 12, 1), range(-30, 30), DaysOff(frozenset(off))))
    assert len({one.period for one in found}) == len(found)
    assert all(earlier.due_at <= later.due_at for earlier, later in pairwise(found))
    assert all(one.day not in off for one in found)
