"""Did the input move? A true step is seen, noise is not, and what cannot be said is not said."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.numbers.look_back import Seen, compare

SHIPPED = Week.parse("2026-W30")
# Swings of an ordinary input, mean 100, no rule fires.
CALM = (104, 97, 101, 95, 103, 99, 106, 98, 102, 94, 100, 101)


def known(before, after, ship_week=1000.0):
    """Values before and after the week of shipping, whose own value belongs to neither."""
    points = {SHIPPED.plus(at - len(before)): float(value) for at, value in enumerate(before)}
    points |= {SHIPPED.plus(1 + at): float(value) for at, value in enumerate(after)}
    return points | {SHIPPED: ship_week}


def compared(before, after, **kind):
    return compare(known(before, after), SHIPPED.start + timedelta(days=2), **kind)


def test_a_true_step_is_said_to_have_moved_and_lasts():
    found = compared(CALM * 2, [value + 20 for value in CALM[:8]])
    assert found.seen is Seen.UP
    assert found.lasts
    assert compared(CALM * 2, [value - 20 for value in CALM[:8]]).seen is Seen.DOWN


def test_a_step_that_went_back_says_that_it_does_not_last():
    found = compared(CALM * 2, [120, 122, 119, 121, *CALM[:4]])
    assert found.seen is Seen.UP
    assert not found.lasts


def test_more_of_the_same_is_no_change():
    assert compared(CALM * 2, CALM[:8]).seen is Seen.NO_CHANGE


def test_one_week_alone_is_not_a_change():
    found = compared(CALM * 2, [*CALM[:3], 150, *CALM[4:8]])
    assert (found.seen, found.weeks) == (Seen.ONE_WEEK, (SHIPPED.plus(4),))


def test_both_sides_are_said():
    assert compared(CALM * 2, [150, 151, 150, 50, 49, 50]).seen is Seen.BOTH_WAYS


def test_limits_come_from_before_and_the_week_of_shipping_is_neither():
    found = compared(CALM, CALM[:8])
    assert found.limits == compared(CALM, [value + 300 for value in CALM]).limits
    assert {week for week, _ in (*found.before, *found.after)}.isdisjoint({SHIPPED})
    assert len(compared(CALM * 4, CALM[:8]).before) == 24


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ((), (), Seen.NO_READINGS),
        (CALM[:5], CALM, Seen.TOO_FEW_BEFORE),
        ((), CALM, Seen.TOO_FEW_BEFORE),
        (CALM, CALM[:3], Seen.TOO_FEW_AFTER),
        (CALM, (), Seen.TOO_FEW_AFTER),
    ],
)
def test_what_cannot_be_compared_says_so(before, after, seen):
    points = known(before, after)
    points.pop(SHIPPED)
    assert compare(points, SHIPPED.start).seen is seen


def test_trial_limits_need_two_weeks_outside():
    few = CALM[:8]
    assert compared(few, [118, 119, 117, 118]).seen is Seen.UP
    near = [limit_between(compared(few, few).limits)] * 4
    assert compared(few, near).seen is Seen.NO_CHANGE


def limit_between(limits):
    """A value closer to the limit than to the mean, yet inside."""
    return limits.mean + 0.8 * (limits.upper - limits.mean)


def test_what_moved_before_is_said_to_have_begun_before():
    rising = [*CALM, *(value + 25 for value in CALM)]
    assert compared(rising, [value + 25 for value in CALM[:8]]).on_the_move
    assert not compared(CALM * 2, CALM[:8]).on_the_move


def test_a_share_has_no_limit_above_one():
    shares = [value / 110 for value in CALM]
    assert compared(shares, shares, share=True).limits.upper <= 1


def _rate(step, wanted, seed, runs=400):
    rng, counted = random.Random(seed), 0
    for _ in range(runs):
        before = [rng.gauss(100, 10) for _ in range(24)]
        after = [rng.gauss(100 + step, 10) for _ in range(8)]
        counted += compared(before, after).seen in wanted
    return counted / runs


def test_steps_are_found_and_noise_is_left_alone():
    assert _rate(0, {Seen.UP, Seen.DOWN, Seen.BOTH_WAYS}, 1) <= 0.08
    assert _rate(20, {Seen.UP}, 2) >= 0.9
    assert _rate(-30, {Seen.DOWN}, 3) >= 0.98


values = st.lists(st.floats(-1e6, 1e6), max_size=40)


@given(values, values, st.booleans())
def test_whatever_the_numbers_the_weeks_named_are_among_those_since(before, after, share):
    found = compared(before, after, share=share)
    assert set(found.weeks) <= {week for week, _ in found.after}
    assert bool(found.weeks) == (found.seen in {Seen.UP, Seen.DOWN, Seen.BOTH_WAYS, Seen.ONE_WEEK})


@given(values, values)
def test_turned_upside_down_up_is_down(before, after):
    turned = {Seen.UP: Seen.DOWN, Seen.DOWN: Seen.UP}
    one, other = compared(before, after), compared([-each for each in before], [-each for each in after])
    assert other.seen is turned.get(one.seen, one.seen)


def test_the_day_decides_the_week():
    sunday = date(2026, 7, 26)
    assert Week.of(sunday) == SHIPPED
    assert compare(known(CALM, CALM), sunday) == compare(known(CALM, CALM), SHIPPED.start)
