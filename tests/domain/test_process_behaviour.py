import csv
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.company.company import Limits as Drawn
from northstar_bot.domain.numbers.process_behaviour import (
    Basis,
    Judgement,
    Verdict,
    judge,
    limits_of,
    rules_fired,
)

STEADY = [10.0, 11.0] * 12
ROLLING = Basis(Drawn.ROLLING)
series = st.lists(st.floats(0, 1e6), min_size=2, max_size=60)


def cases(shared):
    return json.loads((shared / "cases" / "process_behaviour.json").read_text())


def northwind(shared, column):
    with (shared / "cases" / "northwind_weekly.csv").open() as lines:
        return {
            row["week_start"]: float(row[column])
            for row in csv.DictReader(lines)
            if row["days_covered"] == "7"
        }


def judged_weeks(values, **bounds):
    """Every week after the first 24, judged by the 24 before it."""
    weeks, numbers = list(values), list(values.values())
    return {weeks[at]: judge(numbers[: at + 1], basis=ROLLING, **bounds) for at in range(24, len(weeks))}


def test_limits_of_the_agreed_cases(shared):
    for case in cases(shared):
        found = limits_of(case["x"][: case.get("baseline_n")])
        if "limits" in case:
            agreed = case["limits"]
            assert (found.mean, found.moving_range) == pytest.approx(
                (agreed["mean"], agreed["mrbar"]), abs=1e-6
            )
            assert (found.lower, found.upper) == pytest.approx((agreed["lnpl"], agreed["unpl"]), abs=1e-6)
            assert found.upper_range == pytest.approx(agreed["url"], abs=1e-6)
    nist, montgomery = (limits_of(case["x"]) for case in cases(shared)[:2])
    assert (nist.lower, nist.upper, nist.upper_range) == pytest.approx(
        (45.8151111111, 55.8048888889, 6.1365777778), abs=1e-6
    )
    assert (nist.mean, montgomery.mean) == pytest.approx((50.81, 99.095), abs=1e-6)
    assert (montgomery.lower, montgomery.upper) == pytest.approx((92.207, 105.983), abs=1e-6)


def test_rules_of_the_agreed_cases(shared):
    for case in cases(shared):
        fired = rules_fired(case["x"], limits_of(case["x"][: case.get("baseline_n")]))
        agreed = {f"R{number}": tuple(case.get(f"rule{number}", ())) for number in (1, 2, 3)}
        assert fired == agreed, case["name"]


@pytest.mark.parametrize(
    ("column", "bounds", "count"),
    [
        ("breadth_active_customers", {"floor": 0}, 17),
        ("frequency_orders_per_customer", {"floor": 0}, 2),
        ("depth_units_per_order", {"floor": 0}, 0),
        ("efficiency_on_time_share", {"floor": 0, "cap": 1}, 4),
    ],
)
def test_northwind_inputs_leave_their_range_as_often_as_agreed(shared, column, bounds, count):
    judged = judged_weeks(northwind(shared, column), **bounds)
    assert len(judged) == 71
    assert sum("R1" in found.rules for found in judged.values()) == count


def test_northwind_star_leaves_its_range_in_the_five_agreed_weeks(shared):
    judged = judged_weeks(northwind(shared, "north_star_on_time_units"), floor=0)
    assert [week for week, found in judged.items() if "R1" in found.rules] == [
        "1996-12-30",
        "1997-09-01",
        "1998-02-16",
        "1998-03-30",
        "1998-04-13",
    ]
    week = judged["1998-04-13"]
    assert week.verdict is Verdict.SIGNAL
    assert (week.limits.lower, week.limits.upper) == pytest.approx((271.132, 1110.535), abs=5e-4)
    assert week.direction is Direction.UP


def test_northwind_week_16_is_a_rise_in_breadth_only(shared):
    def of(column, **bounds):
        return judged_weeks(northwind(shared, column), **bounds)["1998-04-13"]

    breadth = of("breadth_active_customers", floor=0)
    assert (breadth.verdict, breadth.direction) == (Verdict.SIGNAL, Direction.UP)
    assert {"R1", "R2"} <= set(breadth.rules)
    assert breadth.run_length >= 8
    assert of("frequency_orders_per_customer", floor=0).verdict is Verdict.NOISE
    assert of("depth_units_per_order", floor=0).verdict is Verdict.NOISE
    assert of("efficiency_on_time_share", floor=0, cap=1).verdict is Verdict.NOISE


def test_northwind_limits_frozen_at_24_weeks(shared):
    values = list(northwind(shared, "north_star_on_time_units").values())
    for length in (25, 60, 95):
        found = judge(values[:length], floor=0).limits
        assert (found.mean, found.moving_range, found.upper) == pytest.approx(
            (338.4583, 151.5652, 741.6218), abs=1e-4
        )
        assert (found.lower, found.points, found.trial) == (0, 24, False)


class TestHowMuchHistory:
    @pytest.mark.parametrize("before", range(6))
    def test_under_six_values_nothing_is_said(self, before):
        assert judge([*STEADY[:before], 99.0]) == Judgement(Verdict.TOO_FEW_POINTS)

    @pytest.mark.parametrize("before", range(6, 12))
    def test_from_six_to_eleven_limits_are_a_trial_and_only_rule_1_counts(self, before):
        assert judge([*STEADY[:before], 10.5]).verdict is Verdict.TRIAL
        spike = judge([*STEADY[:before], 99.0])
        assert (spike.verdict, spike.rules, spike.limits.trial) == (Verdict.SIGNAL, ("R1",), True)
        run = judge([10.0, 14.0, 10.0, *[12.1] * (before - 2)])
        assert (run.verdict, run.rules) == (Verdict.TRIAL, ())

    def test_from_twelve_all_rules_count(self):
        assert judge([*STEADY[:12], 10.5]).verdict is Verdict.NOISE
        assert judge([*STEADY[:12], 10.5]).limits.points == 12
        assert judge([*STEADY[:12], *[10.6] * 8]).rules == ("R2",)

    def test_the_judged_value_never_sits_in_its_own_limits(self):
        for basis in (Basis(), ROLLING):
            for before in (6, 12, 24, 40):
                calm = judge([*(STEADY * 2)[:before], 10.5], basis=basis)
                wild = judge([*(STEADY * 2)[:before], 1e6], basis=basis)
                assert calm.limits == wild.limits

    def test_locked_limits_keep_the_first_24_and_rolling_ones_follow(self):
        moved = [*STEADY, *(value + 100 for value in STEADY), 110.0]
        assert judge(moved).limits == limits_of(STEADY)
        assert judge(moved).rules == ("R1", "R2", "R3")
        assert judge(moved, basis=ROLLING).verdict is Verdict.NOISE
        assert judge(moved, basis=Basis(Drawn.ROLLING, 12)).limits.points == 12


class TestRules:
    limits = limits_of([10.0, 14.0] * 6)

    def test_a_value_on_the_mean_breaks_a_run(self):
        assert self.limits.mean == 12
        assert rules_fired([13.0] * 8, self.limits)["R2"] == tuple(range(8))
        assert rules_fired([13.0] * 7 + [12.0] + [13.0] * 7, self.limits)["R2"] == ()
        assert judge([10.0, 14.0] * 12 + [13.0, 12.0]).run_length == 0
        assert judge([10.0, 14.0] * 12 + [13.0, 12.0]).direction is None

    def test_three_of_four_count_only_on_the_same_side(self):
        near = 12 + 0.6 * 2.66 * 4
        far = 12 - 0.6 * 2.66 * 4
        assert rules_fired([near, 12, near, near], self.limits)["R3"] == (0, 1, 2, 3)
        assert rules_fired([near, 12, far, near], self.limits)["R3"] == ()
        assert rules_fired([near, near, near], self.limits)["R3"] == ()

    def test_a_signal_points_the_way_its_rule_lies(self):
        near, below = 12 + 0.6 * 2.66 * 4, 11.9
        found = judge([*[10.0, 14.0] * 12, near, near, near, below])
        assert (found.rules, found.direction, found.run_length) == (("R3",), Direction.UP, 1)
        assert judge([*[10.0, 14.0] * 12, 0.0]).direction is Direction.DOWN

    def test_a_share_that_is_often_whole_is_not_always_near_its_limit(self):
        shares = [1.0, 0.9, 1.0, 1.0] * 6
        found = judge([*shares, 1.0, 1.0, 1.0, 1.0], floor=0, cap=1)
        assert found.limits.upper == 1
        assert found.verdict is Verdict.NOISE

    def test_a_flat_series_does_not_trip_over_rounding(self):
        assert judge([0.1] * 40, basis=ROLLING).verdict is Verdict.NOISE
        assert judge([0.1] * 40 + [0.2], basis=ROLLING).rules == ("R1",)


@pytest.mark.parametrize("bad", [[], [1.0, math.nan], [math.inf, 1.0]])
def test_what_is_no_series_is_refused(bad):
    for ask in (judge, limits_of, lambda values: rules_fired(values, limits_of(STEADY))):
        with pytest.raises(ValueError, match="finite"):
            ask(bad)


@given(series, st.floats(1, 1000), st.floats(-1000, 1000))
def test_limits_follow_a_change_of_unit(values, scale, shift):
    plain, moved = limits_of(values), limits_of([value * scale + shift for value in values])
    allowed = 1e-6 * (1 + scale * max(values) + abs(shift))
    assert moved.upper == pytest.approx(plain.upper * scale + shift, abs=allowed)
    assert moved.lower == pytest.approx(plain.lower * scale + shift, abs=allowed)


@given(series)
def test_floor_and_cap_only_narrow(values):
    free, cut = limits_of(values), limits_of(values, floor=0, cap=1e6)
    assert cut.lower == max(0, free.lower)
    assert cut.upper == min(1e6, free.upper)
    assert rules_fired(values, free) == rules_fired(values, cut)


@given(series)
def test_a_mirrored_series_gets_the_mirrored_word(values):
    word, mirrored = judge(values), judge([-value for value in values])
    assert (word.verdict, word.rules, word.run_length) == (
        mirrored.verdict,
        mirrored.rules,
        mirrored.run_length,
    )
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, None: None}
    assert turned[word.direction] is mirrored.direction


@given(series)
def test_a_word_names_a_rule_exactly_when_it_is_a_signal(values):
    word = judge(values, basis=ROLLING)
    assert (word.verdict is Verdict.SIGNAL) == bool(word.rules)
    assert 0 <= word.run_length <= len(values)
