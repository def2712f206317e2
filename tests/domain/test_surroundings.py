"""What a week is judged around: fewer false signals where weeks lean on each other, and no true one lost."""

import csv
import random
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Centre
from northstar_bot.domain.company.company import Limits as Drawn
from northstar_bot.domain.company.surroundings import Around, chosen, leans, line_through, widening
from northstar_bot.domain.numbers.process_behaviour import Basis, Verdict, judge, limits_of

ROUNDS = 1500


def independent(dice, weeks):
    return [dice.gauss(0, 1) for _ in range(weeks)]


def growing(dice, weeks):
    return [0.15 * week + dice.gauss(0, 1) for week in range(weeks)]


def wandering(dice, weeks):
    return list(accumulate(dice.gauss(0, 1) for _ in range(weeks)))


def judged(values, around):
    return judge(values, basis=Basis(Drawn.ROLLING, around=around))


def share(series, around, step=0.0):
    """How often the 25th week is outside its limits, when it lies `step` standard deviations off."""
    dice = random.Random(20261123)
    found = 0
    for _ in range(ROUNDS):
        values = series(dice, 25)
        values[-1] += step
        found += "R1" in judged(values, around).rules
    return found / ROUNDS


@pytest.mark.parametrize(
    ("series", "level", "auto"),
    [(independent, 0.02, 0.02), (growing, 0.30, 0.05), (wandering, 0.55, 0.05)],
)
def test_auto_cuts_false_signals_and_keeps_true_ones(series, level, auto):
    plain, by_itself = share(series, Around.LEVEL), share(series, Around.AUTO)
    assert plain <= level
    assert by_itself <= auto
    if series is not independent:
        assert by_itself < plain / 3
    assert share(series, Around.AUTO, step=5.0) > 0.9


@pytest.fixture(scope="module")
def northwind(shared):
    with (shared / "cases" / "northwind_weekly.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["days_covered"] == "7"]


@pytest.mark.parametrize(("around", "signals"), [("level", 17), ("auto", 7), ("trend", 5), ("change", 3)])
def test_northwinds_breadth_grows_and_is_no_signal_each_week(northwind, around, signals):
    values = [float(week["breadth_active_customers"]) for week in northwind]
    judgements = [judged(values[: week + 1], Around(around)) for week in range(24, len(values))]
    assert sum("R1" in each.rules for each in judgements) == signals


def test_northwinds_star_is_judged_around_a_level_as_agreed(northwind):
    values = [float(week["north_star_on_time_units"]) for week in northwind]
    judgements = [judged(values[: week + 1], Around.LEVEL) for week in range(24, len(values))]
    assert sum("R1" in each.rules for each in judgements) == 5


def test_what_was_chosen_is_said():
    noisy = [10.0, 12.0] * 12
    steady = [week + (0.4 if week % 2 else -0.4) for week in range(24)]
    assert judged([*noisy, 11.0], Around.AUTO).around is Around.LEVEL
    assert judged([*steady, 24.0], Around.AUTO).around is Around.TREND
    judgement = judged([*steady, 24.0], Around.AUTO)
    assert (judgement.verdict, round(judgement.limits.mean)) == (Verdict.NOISE, 24)
    assert judged([*steady, 40.0], Around.AUTO).rules == ("R1",)


def test_too_little_to_tell_is_a_level():
    assert chosen(Around.AUTO, [float(week) for week in range(11)]) is Around.LEVEL
    assert chosen(Around.AUTO, [float(week) for week in range(12)]) is Around.TREND
    assert chosen(Around.AUTO, [5.0] * 30) is Around.LEVEL


def test_a_change_needs_six_changes():
    assert judge([1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0], basis=Basis(around=Around.CHANGE)).verdict is (
        Verdict.TOO_FEW_POINTS
    )


def test_independent_weeks_seldom_seem_to_lean():
    dice = random.Random(7)
    assert sum(leans(independent(dice, 24)) for _ in range(4000)) / 4000 == pytest.approx(0.01, abs=0.006)


@given(st.floats(-1e6, 1e6), st.floats(-1e3, 1e3), st.integers(2, 60))
def test_the_line_of_a_line_is_itself(start, slope, points):
    line = line_through([start + slope * at for at in range(points)])
    assert line.at(points) == pytest.approx(start + slope * points, rel=1e-6, abs=1e-3)
    assert widening(points) >= 1


@given(st.lists(st.integers(-1000, 1000).map(float), min_size=7, max_size=60), st.sampled_from(list(Around)))
def test_more_or_less_of_everything_changes_no_verdict(values, around):
    """A shift and a stretch (an other unit) are not news."""
    other = [4 * value + 8192 for value in values]
    first, second = judged(values, around), judged(other, around)
    assert (first.verdict, first.rules, first.around) == (second.verdict, second.rules, second.around)


def test_median_limits_are_not_moved_by_one_wild_week():
    calm = [10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 9.0]
    wild = [*calm[:6], 60.0, *calm[6:]]
    by_mean, by_median = limits_of(wild), limits_of(wild, centre=Centre.MEDIAN)
    assert (by_median.mean, by_median.moving_range) == (10.0, 1.0)
    assert by_median.upper == pytest.approx(13.145)
    assert by_median.upper_range == pytest.approx(3.865)
    assert by_mean.upper > 30
    judged_by_median = judge([*wild, 16.0], basis=Basis(centre=Centre.MEDIAN))
    assert judged_by_median.rules == ("R1",)
    assert judge([*wild, 16.0]).rules == ()
