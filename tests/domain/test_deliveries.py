"""How a row of the ledger may move, how long it waits, and which twin goes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.deliveries import (
    OPEN_STATES,
    RESENDABLE,
    Delivery,
    Plan,
    Receipt,
    State,
    backoff,
    may_move,
    next_try,
    twins,
)
from northstar_bot.domain.ids import WorkspaceId

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLAN = Plan(WorkspaceId("acme"), "digest", "C1", "2026-W47", NOW, details={"schedule": "monday"})
CHANCES = st.floats(0, 1, exclude_max=True)


def _delivery(**given):
    fresh = {"state": State.DUE, "epoch": 1, "attempts": 0, "lease_until": NOW}
    return Delivery(id=1, plan=PLAN, **fresh | given)


@given(st.integers(0, 10_000), CHANCES)
def test_a_wait_lies_between_a_second_and_a_quarter_of_an_hour(attempts, chance):
    assert timedelta(seconds=1) <= backoff(attempts, chance) <= timedelta(minutes=15)


def test_waits_grow_and_then_stay():
    waits = [backoff(attempts, 0.5).total_seconds() for attempts in range(12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 450, 450, 450]


@given(st.integers(0, 50), CHANCES, st.integers(0, 7200))
def test_a_next_try_keeps_the_floor(attempts, chance, floor):
    at = next_try(_delivery(attempts=attempts), NOW, chance, timedelta(seconds=floor))
    assert at is not None
    assert at >= NOW + timedelta(seconds=floor)


def test_trying_ends_after_a_day():
    began = NOW - timedelta(hours=24)
    assert next_try(_delivery(first_tried_at=began), NOW, 0.0) is None
    assert next_try(_delivery(first_tried_at=began + timedelta(seconds=1)), NOW, 0.0) is not None


@pytest.mark.parametrize("state", list(State))
def test_what_is_sent_stays_sent_and_nothing_ends_unsent_as_sent(state):
    assert may_move(State.SENT, state) is (state is State.SENT)
    assert may_move(state, State.SENT) is (state in {State.SENT, State.SENDING})


def test_a_person_may_revive_what_ended_without_a_message():
    assert all(may_move(state, State.DUE) for state in RESENDABLE | {State.PAUSED})
    assert not may_move(State.NOTHING_TO_SAY, State.DUE)
    assert all(may_move(state, State.FAILED) for state in OPEN_STATES)


def test_a_post_is_late_after_an_hour():
    assert not PLAN.is_late(NOW + timedelta(hours=1))
    assert PLAN.is_late(NOW + timedelta(hours=1, seconds=1))
    assert (PLAN.schedule, PLAN.expires_at) == ("monday", NOW + timedelta(hours=48))


def test_the_mark_of_a_message_is_its_whole_key():
    assert _delivery().key == "acme/digest/C1/2026-W47"


ONE, TWO, THREE = (Receipt("C1", f"{number}.0") for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("kept", "seen", "go"),
    [
        ("2.0", [ONE, TWO, THREE], (ONE, THREE)),
        # Somebody removed the one we know: the earliest that still stands may stay.
        ("9.0", [THREE, TWO], (THREE,)),
        ("1.0", [ONE, ONE], ()),
        ("1.0", [], ()),
    ],
)
def test_one_message_stays_when_there_are_twins(kept, seen, go):
    assert twins(kept, seen) == go
