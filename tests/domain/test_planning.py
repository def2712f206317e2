"""Which periods are due, and which were missed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.declaration.planning import due_of, shape_of
from northstar_bot.domain.ids import ChannelId, WorkspaceId

ACME = WorkspaceId("acme")
MONDAY = Schedule("monday", PostKind.DIGEST, ChannelId("C1"), 0, time(9), "Europe/Berlin")
SLOT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_nothing_is_due_before_its_time_or_twice():
    assert due_of(ACME, MONDAY, SLOT - timedelta(days=1), SLOT - timedelta(seconds=1)) is None
    assert due_of(ACME, MONDAY, SLOT, SLOT + timedelta(days=1)) is None


def test_a_post_is_about_the_week_that_is_over():
    due = due_of(ACME, MONDAY, SLOT - timedelta(days=1), SLOT)
    assert due is not None
    assert (due.post.period, due.post.details, due.missed) == ("2026-W47", {"schedule": "monday"}, ())
    friday = replace(MONDAY, weekday=4)
    due = due_of(ACME, friday, SLOT, SLOT + timedelta(days=4))
    assert due.post.period == "2026-W47"


def test_a_period_that_is_too_late_is_only_written_down():
    in_time = due_of(ACME, MONDAY, SLOT - timedelta(days=1), SLOT + timedelta(hours=48))
    too_late = due_of(ACME, MONDAY, SLOT - timedelta(days=1), SLOT + timedelta(hours=48, seconds=1))
    assert (in_time.post.period, in_time.missed) == ("2026-W47", ())
    assert (too_late.post, [plan.period for plan in too_late.missed]) == (None, ["2026-W47"])


def test_an_old_outage_is_not_gone_through_for_ever():
    due = due_of(ACME, MONDAY, SLOT - timedelta(days=3650), SLOT)
    assert due is not None
    assert len(due.missed) == 7


def test_the_shape_knows_everything_but_key_and_owner():
    assert shape_of(replace(MONDAY, key="else", owner="U1")) == shape_of(MONDAY)
    others = [
        replace(MONDAY, kind=PostKind.ROUNDUP),
        replace(MONDAY, channel="C2"),
        replace(MONDAY, weekday=1),
        replace(MONDAY, at=time(9, 30)),
        replace(MONDAY, zone="UTC"),
        replace(MONDAY, cadence=Cadence.DAILY),
        replace(MONDAY, cadence=Cadence.DAILY, weekdays=(0,)),
        replace(MONDAY, cadence=Cadence.MONTHLY),
        replace(MONDAY, cadence=Cadence.MONTHLY, nth=1),
        replace(MONDAY, cadence=Cadence.MONTHLY, nth=1, weekday=3),
    ]
    assert len({shape_of(each) for each in [MONDAY, *others]}) == 11


def test_a_weekly_schedule_keeps_the_shape_it_always_had():
    """A mark of another shape begins a new schedule."""
    assert shape_of(MONDAY) == "digest C1 0 09:00:00 Europe/Berlin"


def test_what_does_not_count_for_a_cadence_does_not_change_its_shape():
    monthly = replace(MONDAY, cadence=Cadence.MONTHLY)
    assert shape_of(replace(MONDAY, nth=3, weekdays=(1,))) == shape_of(MONDAY)
    assert shape_of(replace(monthly, weekday=4, weekdays=(1,))) == shape_of(monthly)
    assert shape_of(replace(MONDAY, skip=(date(2026, 11, 23),))) == shape_of(MONDAY)


def test_a_daily_post_is_old_by_the_evening():
    daily = replace(MONDAY, cadence=Cadence.DAILY)
    assert (
        due_of(ACME, daily, SLOT - timedelta(days=1), SLOT + timedelta(hours=12)).post.period == "2026-11-23"
    )
    assert due_of(ACME, daily, SLOT - timedelta(days=1), SLOT + timedelta(hours=12, seconds=1)).post is None


def test_a_day_off_declared_after_the_post_plans_it_under_the_same_period_again():
    """The ledger refuses the second row, because its period is taken."""
    first = due_of(ACME, MONDAY, SLOT - timedelta(days=1), SLOT)
    moved = replace(MONDAY, skip=(date(2026, 11, 23),))
    again = due_of(ACME, moved, first.through, SLOT + timedelta(days=1))
    assert again.post.due_at == SLOT + timedelta(days=1)
    assert again.post.period == first.post.period


def test_of_two_posts_that_days_off_bring_to_one_day_the_later_period_is_posted():
    shut = replace(MONDAY, weekday=4, skip=tuple(date(2026, 12, day) for day in range(18, 32)))
    due = due_of(ACME, shut, SLOT + timedelta(days=21), datetime(2027, 1, 1, 9, tzinfo=UTC))
    assert (due.post.period, [plan.period for plan in due.missed]) == ("2026-W52", ["2026-W51", "2026-W50"])


ZONES = st.sampled_from(["UTC", "Africa/Cairo", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"])
STEPS = st.lists(st.integers(1, 20 * 24 * 60), min_size=1, max_size=30)


OFF = st.sets(st.dates(date(2011, 11, 1), date(2012, 11, 1)), max_size=40)
SCHEDULES = st.builds(
    lambda zone, weekday, at, cadence, nth: replace(
        MONDAY, zone=zone, weekday=weekday, at=at, cadence=cadence, nth=nth
    ),
    ZONES,
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(fold=0)),
    st.sampled_from(Cadence),
    st.integers(-1, 4),
)
PER_DAY = {Cadence.DAILY: 5 / 7, Cadence.WEEKLY: 1 / 7, Cadence.MONTHLY: 12 / 365}


@given(SCHEDULES, STEPS, OFF)
def test_every_period_comes_up_once_and_never_early_however_seldom_we_look(schedule, steps, off):
    mark = now = datetime(2011, 11, 1, tzinfo=UTC)
    seen = []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        due = due_of(ACME, schedule, mark, now, DaysOff(frozenset(off)))
        if due:
            plans = (*reversed(due.missed), *([due.post] if due.post else []))
            assert all(mark < plan.due_at <= now for plan in plans)
            seen += [plan.period for plan in plans]
            mark = due.through
    assert seen == sorted(set(seen))


@given(SCHEDULES, st.lists(st.integers(1, 5 * 24 * 60), min_size=1, max_size=30))
def test_no_period_is_left_out_when_we_look_often_enough(schedule, steps):
    mark = now = datetime(2011, 11, 1, tzinfo=UTC)
    seen = 0
    for minutes in steps:
        now += timedelta(minutes=minutes)
        due = due_of(ACME, schedule, mark, now)
        if due:
            seen += len(due.missed) + bool(due.post)
            mark = due.through
    expected = PER_DAY[schedule.cadence] * (now - datetime(2011, 11, 1, tzinfo=UTC)).days
    assert expected - 3 <= seen <= expected + 3
