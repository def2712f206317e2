"""Which periods are due, and which were missed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.ids import ChannelId, WorkspaceId
from northstar_bot.domain.planning import due_of, shape_of
from northstar_bot.domain.schedules import PostKind, Schedule

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
    ]
    assert len({shape_of(each) for each in [MONDAY, *others]}) == 6


ZONES = st.sampled_from(["UTC", "Africa/Cairo", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"])
STEPS = st.lists(st.integers(1, 20 * 24 * 60), min_size=1, max_size=30)


@given(ZONES, st.integers(0, 6), st.times().map(lambda at: at.replace(fold=0)), STEPS)
def test_every_period_comes_up_exactly_once_however_seldom_we_look(zone, weekday, at, steps):
    schedule = replace(MONDAY, zone=zone, weekday=weekday, at=at)
    mark = now = datetime(2011, 11, 1, tzinfo=UTC)
    seen = []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        due = due_of(ACME, schedule, mark, now)
        if due:
            seen += [plan.period for plan in (*reversed(due.missed), *([due.post] if due.post else []))]
            mark = due.through
    assert seen == sorted(set(seen))
    weeks = (now - datetime(2011, 11, 1, tzinfo=UTC)).days / 7
    assert weeks - 2 <= len(seen) <= weeks + 2
