"""Pace: the exact rate that is needed, honest ranges that say how often they were right, words by range."""

import csv
import math
import random
from datetime import date
from statistics import fmean

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Direction, Kind, Metric, Style
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.pace import PaceVerdict, coverage, errors_of, pace_of, quantiles

# The last quarter of 2026 has the weeks 40 to 53: fourteen.
NOW = Week.parse("2026-W47")


def metric(target=9000.0, target_for="quarter", style=Style.COUNT, direction=Direction.UP) -> Metric:
    return Metric(
        MetricKey("units"),
        "Units",
        Kind.STAR,
        style=style,
        direction=direction,
        target=target,
        target_for=target_for,
    )


def past(values, last=NOW):
    first = last.plus(1 - len(values))
    return {first.plus(at): value for at, value in enumerate(values) if value is not None}


def test_the_required_rate_meets_the_target_exactly():
    pace = pace_of(metric(), past([500.0] * 20), NOW)
    assert (pace.so_far, pace.left, pace.missing) == (4000, 6, 0)
    assert pace.so_far + pace.left * pace.required == 9000
    assert (pace.recent4, pace.recent8) == (500, 500)


def test_a_level_is_the_mean_of_the_weeks():
    pace = pace_of(metric(0.5, style=Style.SHARE), past([0.4] * 8), NOW)
    assert pace.so_far == pytest.approx(0.4)
    assert (8 * 0.4 + 6 * pace.required) / 14 == pytest.approx(0.5)
    assert not pace.out_of_reach


@pytest.mark.parametrize(
    ("target", "direction", "beyond"),
    [(0.99, Direction.UP, True), (0.1, Direction.DOWN, True), (0.4, Direction.UP, False)],
)
def test_a_share_that_would_need_more_than_all_of_it_is_out_of_reach(target, direction, beyond):
    pace = pace_of(metric(target, style=Style.SHARE, direction=direction), past([0.4] * 8), NOW)
    assert pace.out_of_reach is beyond


@pytest.mark.parametrize("target_for", ["", "2027-01-31 to 2027-03-31"])
def test_there_is_no_pace_without_a_span_or_before_it_begins(target_for):
    assert pace_of(metric(target_for=target_for), past([500.0] * 20), NOW) is None
    assert pace_of(metric(None), past([500.0] * 20), NOW) is None


def test_weeks_without_a_reading_are_counted_and_break_the_history():
    pace = pace_of(metric(), past([100.0] * 30 + [None] + [100.0] * 3), NOW)
    assert (pace.missing, pace.so_far, pace.recent4) == (1, 700, None)
    assert pace.forecast is None
    assert pace.more_needed == 8 + 6 + 10 - 3


def test_a_week_that_is_not_known_yet_is_still_to_come():
    pace = pace_of(metric(), past([500.0] * 20, NOW.previous), NOW)
    assert (pace.through, pace.left, pace.missing) == (NOW.previous, 7, 0)


def test_nothing_known_in_the_span_yet():
    pace = pace_of(metric(), past([500.0] * 20, NOW.plus(-9)), NOW)
    assert (pace.so_far, pace.left, pace.required, pace.verdict) == (None, 14, 9000 / 14, None)


@pytest.mark.parametrize(
    ("target", "direction", "word"),
    [(4000, Direction.UP, "reached"), (4001, Direction.UP, "missed"), (3999, Direction.DOWN, "missed")],
)
def test_a_span_that_is_over_was_reached_or_missed(target, direction, word):
    found = metric(target, "2026-10-01 to 2026-11-22", direction=direction)
    for week in (NOW, NOW.plus(30)):
        pace = pace_of(found, past([500.0] * 20), week)
        assert (pace.left, pace.required, pace.forecast, pace.verdict) == (0, None, None, word)


def test_a_span_that_is_over_and_was_never_read_has_no_word():
    pace = pace_of(metric(1, "2025-12-31"), past([5.0] * 4), NOW)
    assert (pace.so_far, pace.verdict, pace.left) == (None, None, 0)


def test_a_range_needs_eight_weeks_ten_more_and_as_many_as_are_left():
    assert pace_of(metric(), past([500.0] * 23), NOW).more_needed == 1
    assert pace_of(metric(), past([500.0] * 23), NOW).forecast is None
    enough = pace_of(metric(), past([500.0] * 24), NOW)
    assert (enough.more_needed, enough.forecast.tested) == (0, 0)


def swings(many, seed=7):
    drawn = random.Random(seed)
    return [500 + drawn.uniform(-100, 100) for _ in range(many)]


@pytest.mark.parametrize("direction", list(Direction))
def test_the_word_is_by_the_range_and_not_by_the_point(direction):
    known = past(swings(80))
    made = pace_of(metric(7000), known, NOW).forecast
    (low, high), (bottom, top) = made.middle, made.most
    assert bottom < low < high < top
    up = direction is Direction.UP
    words = {
        bottom - 1: PaceVerdict.AHEAD if up else PaceVerdict.OFF_PACE,
        bottom: PaceVerdict.UNCERTAIN,
        low: PaceVerdict.ON_PACE,
        high: PaceVerdict.ON_PACE,
        top: PaceVerdict.UNCERTAIN,
        top + 1: PaceVerdict.OFF_PACE if up else PaceVerdict.AHEAD,
    }
    for target, word in words.items():
        assert pace_of(metric(target, direction=direction), known, NOW).verdict is word


def test_a_range_stays_where_the_metric_can_be():
    shares = [min(1.0, value / 550) for value in swings(60)]
    level = pace_of(metric(0.9, style=Style.SHARE), past(shares), NOW).forecast
    assert level.most[1] <= (sum(shares[-8:]) + 6) / 14
    sparse = [0.0, 0, 0, 900] * 15
    assert (
        pace_of(metric(), past(sparse), NOW).forecast.most[0] >= pace_of(metric(), past(sparse), NOW).so_far
    )
    losses = [value - 500 for value in swings(60)]
    assert pace_of(metric(0, style=Style.MONEY), past(losses), NOW).forecast.most[0] < sum(losses[-8:])


def test_errors_are_of_totals_from_every_origin():
    values = swings(30)
    expected = [sum(values[at : at + 4]) - 4 * fmean(values[at - 8 : at]) for at in range(8, 27)]
    assert errors_of(values, 4) == pytest.approx(expected)


def test_quantiles_lie_on_the_safe_side():
    ordered = list(map(float, range(1, 20)))
    assert quantiles(ordered, 0.8) == (2, 18)
    assert quantiles(ordered, 0.5) == (5, 15)
    assert quantiles(ordered[:3], 0.8) == (1, 3)


def test_coverage_looks_only_at_what_was_known_then():
    calm, wild = [0.1, -0.1] * 10, [50.0] * 4
    right, tested = coverage(calm + wild, 4)
    assert tested == len(calm + wild) - 4 - 10
    assert right == tested - 4


def test_ranges_on_independent_weeks_are_right_about_as_often_as_they_say():
    right = tested = 0
    for seed in range(20):
        one, of = coverage(errors_of(swings(120, seed), 4), 4)
        right, tested = right + one, tested + of
    assert 0.74 <= right / tested <= 0.9


@pytest.mark.parametrize("column", ["north_star_on_time_units", "breadth_active_customers"])
def test_four_weeks_of_northwind_are_covered_as_promised(shared, column):
    """Case P-1: between 70 and 97 per cent, and said."""
    with (shared / "cases" / "northwind_weekly.csv").open() as file:
        rows = list(csv.DictReader(file))[1:-1]
    known = {Week.of(date.fromisoformat(row["week_start"])): float(row[column]) for row in rows}
    last = max(known)
    pace = pace_of(metric(1000, f"1998-01-01 to {last.plus(4).end}"), known, last)
    assert pace.left == 4
    assert pace.forecast.tested == 70
    assert 0.70 <= pace.forecast.right / pace.forecast.tested <= 0.97


def test_numbers_without_end_do_not_break_it():
    pace = pace_of(metric(1e15), past([1e15] * 60), NOW)
    assert math.isfinite(pace.required)
    assert pace.forecast is not None
