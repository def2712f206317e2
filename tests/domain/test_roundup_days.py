"""Days that a roundup tells: none twice in one channel, none left out by a change of cadence, the first one short."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.declaration.declaration_problems import problems
from northstar_bot.domain.declaration.schedule_form import read_schedule
from northstar_bot.domain.deliveries import Delivery, Plan, State
from northstar_bot.domain.recognition.roundup_days import days_to_tell, left_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def days(first, last):
    return Period(date(2026, 11, first), date(2026, 11, last))


def row(label, day, state=State.SENT):
    due = NOON + timedelta(days=day - 1)
    return Delivery(day, Plan("acme", "roundup", "C1", label, due), state, 1, 1, due)


def daily(day, state=State.SENT):
    return row(f"2026-11-{day:02d}", day, state)


def told(own, *ledger):
    return days_to_tell(own.plan, [*ledger, own], "Etc/UTC")


@pytest.mark.parametrize(
    ("day", "tells"),
    [(24, days(23, 23)), (23, days(20, 22)), (22, days(20, 21)), (21, days(20, 20)), (25, days(24, 24))],
)
def test_the_first_daily_one_tells_since_the_last_working_day(day, tells):
    assert told(daily(day, State.DUE)) == tells


def test_a_daily_one_tells_what_came_since_the_last_one():
    assert told(daily(23, State.DUE), daily(19), daily(20)) == days(20, 22)
    assert told(daily(26, State.DUE), daily(23), daily(24)) == days(24, 25)  # the 25th was a day off
    assert told(daily(26, State.DUE), daily(24), daily(25, State.SKIPPED_LATE)) == days(24, 25)
    assert told(daily(30, State.DUE), daily(10)) == days(23, 29)  # it had been off


def test_a_change_of_cadence_tells_no_day_twice_and_leaves_none_out():
    weekly = row("2026-W47", 23, State.DUE)
    assert told(weekly) == days(16, 22)
    assert told(weekly, daily(16), daily(17), daily(18)) == days(18, 22)
    assert told(weekly, *(daily(day) for day in range(16, 21))) == days(20, 22)
    assert told(weekly, *(daily(day) for day in range(17, 23)), daily(23)) is None
    # From weekly to daily on a Wednesday: the first tells since the week that was told.
    assert told(daily(26, State.DUE), row("2026-W47", 23)) == days(23, 25)
    assert told(daily(23, State.DUE), row("2026-W47", 23)) is None


def test_what_was_told_later_is_not_told_by_one_that_is_sent_again():
    late = daily(24, State.DUE)
    assert told(late, daily(20), daily(23), daily(25)) is None
    assert told(row("2026-W46", 16, State.DUE), row("2026-W47", 23)) == days(9, 15)


def test_a_posted_one_drawn_again_tells_what_it_told():
    assert told(row("2026-W47", 23), daily(24), daily(25)) == days(16, 22)
    assert told(daily(24), daily(20), daily(23), daily(25), row("2026-W48", 30)) == days(23, 23)


def test_the_day_has_to_be_over_where_the_company_is():
    """Nine o'clock in Tokyo on the 24th is the evening of the 23rd in New York."""
    due = datetime(2026, 11, 24, 0, tzinfo=UTC)
    plan = Plan("acme", "roundup", "C1", "2026-11-24", due)
    assert days_to_tell(plan, [], "America/New_York") == days(20, 22)
    assert days_to_tell(plan, [], "Asia/Tokyo") == days(23, 23)


def test_a_roundup_is_daily_or_weekly():
    def problems_with(cadence):
        one = Schedule("thanks", PostKind.ROUNDUP, "C0GROWTH", 0, time(9), "Etc/UTC", cadence=cadence)
        return list(problems(Company("acme", "Acme", schedules=(one,))))

    assert problems_with(Cadence.DAILY) == problems_with(Cadence.WEEKLY) == []
    assert "cannot come monthly" in problems_with(Cadence.MONTHLY)[0].sentence
    answers = {"key": "thanks", "kind": "roundup", "channel": "C0GROWTH", "cadence": "daily", "at": "09:00"}
    read = read_schedule(None, {**answers, "weekday": "0", "weekdays": ["0", "2"], "zone": "UTC"})
    assert (read.kind, read.cadence, read.weekdays) == (PostKind.ROUNDUP, Cadence.DAILY, (0, 2))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([State.SENT, State.FAILED, State.UNKNOWN, State.SKIPPED_LATE]), st.booleans()
        ),
        min_size=20,
        max_size=28,
    )
)
def test_no_day_is_ever_told_twice_however_often_the_cadence_changes(made):
    ledger, seen = [], set()
    for number, (state, comes_weekly) in enumerate(made, start=2):
        day = date(2026, 11, number)
        label = (
            f"{(day - timedelta(days=7)).isocalendar().year}-W{(day - timedelta(days=7)).isocalendar().week}"
        )
        if comes_weekly and any(one.plan.period == label for one in ledger):
            continue
        own = row(label, number, State.DUE) if comes_weekly else daily(number, State.DUE)
        found = told(own, *ledger)
        ledger.append(row(own.plan.period, number, state))
        if found and state in {State.SENT, State.UNKNOWN}:
            each = {
                found.first + timedelta(days=ahead) for ahead in range((found.last - found.first).days + 1)
            }
            assert not each & seen
            seen |= each


def test_a_label_alone_is_its_days():
    assert left_of("2026-W47", ()) == days(16, 22)
