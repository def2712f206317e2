"""Where limits are drawn in weeks before the judged one: level, along a trend, or about the week before."""

from itertools import pairwise

import pytest

from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.numbers.bands import band_of
from northstar_bot.domain.numbers.process_behaviour import Basis, Judgement, Verdict, judge

RISING = [100.0 + 5 * at + (1, -2, 2, -1)[at % 4] for at in range(30)]


def judged(values, around, **bounds):
    return judge(values, basis=Basis(around=around), **bounds)


def test_a_level_stays():
    found = judged(RISING, Around.LEVEL)
    limits = (found.limits.lower, found.limits.upper)
    assert band_of(found, RISING[-20:]) == (limits,) * 20


def test_a_trend_is_followed_back_through_known_weeks():
    found = judged(RISING, Around.TREND)
    assert found.slope == pytest.approx(5, abs=0.1)
    band = band_of(found, [*RISING[-6:-3], None, *RISING[-3:]])
    assert band[-1] == (found.limits.lower, found.limits.upper)
    assert band[3] is None
    known = [limits for limits in band if limits]
    for earlier, later in pairwise(known):
        assert later[0] - earlier[0] == pytest.approx(found.slope)
        assert later[1] - later[0] == pytest.approx(2 * found.limits.reach)


def test_every_week_of_a_steady_trend_lies_in_its_band():
    found = judged(RISING, Around.TREND)
    for value, (low, high) in zip(RISING[-20:], band_of(found, RISING[-20:]), strict=True):
        assert low < value < high


def test_a_band_goes_nowhere_that_a_number_cannot_go():
    values = [1.0 + at + (0.5, -0.5)[at % 2] for at in range(14)]
    found = judged(values, Around.TREND, floor=0.0, cap=14.5)
    band = band_of(found, values)
    assert found.limits.lower > 0
    assert band[0][0] == 0.0
    assert band[-1] == (found.limits.lower, 14.5)


def test_limits_about_the_week_before_follow_it_a_week_behind():
    found = judged(RISING, Around.CHANGE)
    band = band_of(found, [*RISING[-4:-2], None, *RISING[-2:]])
    step = found.limits.mean - RISING[-2]
    assert band[0] is None
    assert band[2] is None
    middles = [sum(limits) / 2 for limits in band if limits]
    assert middles == [pytest.approx(value + step) for value in RISING[-4:-1]]
    assert band[-1] == pytest.approx((found.limits.lower, found.limits.upper))


def test_a_week_alone_has_its_own_limits():
    found = judged(RISING, Around.CHANGE)
    assert band_of(found, [None, RISING[-1]]) == (None, (found.limits.lower, found.limits.upper))


def test_without_limits_there_is_no_band():
    assert band_of(Judgement(Verdict.TOO_FEW_POINTS), [1.0, None]) == (None, None)
