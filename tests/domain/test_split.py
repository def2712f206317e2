import csv
import json
import math
from itertools import pairwise, permutations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Mode
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.numbers.split import Method, identity_gap, split
from northstar_bot.domain.numbers.split_methods import lmdi_parts, shapley_parts

positive = st.floats(1e-3, 1e6)
any_sign = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))
with_zeros = st.just(0.0) | positive


def weeks(values):
    """Two weeks of one to eight factors."""
    return st.integers(1, 8).flatmap(
        lambda count: st.tuples(*[st.fixed_dictionaries({f"f{at}": values for at in range(count)})] * 2)
    )


def shared_out(before, after, mode=Mode.IDENTITY, **stars):
    stars = {"star_before": math.prod(before.values()), "star_after": math.prod(after.values())} | stars
    return split(before, after, mode=mode, **stars)


def adds_up(found, size=0.0):
    scale = max(abs(found.change), size, *map(abs, found.parts.values()))
    return math.fsum(found.parts.values()) == pytest.approx(found.change, rel=1e-9, abs=1e-9 * scale)


def by_all_orders(before, after):
    """Shapley by its definition, as an oracle."""
    parts = dict.fromkeys(before, 0.0)
    orders = list(permutations(before))
    for order in orders:
        state = dict(before)
        for key in order:
            was = math.prod(state.values())
            state[key] = after[key]
            parts[key] += (math.prod(state.values()) - was) / len(orders)
    return parts


def test_agreed_cases_by_both_methods(shared):
    cases = json.loads((shared / "cases" / "decomposition.json").read_text())
    for case in cases:
        assert lmdi_parts(case["x0"], case["x1"]) == pytest.approx(case["lmdi"], abs=1e-6), case["case"]
        assert shapley_parts(case["x0"], case["x1"]) == pytest.approx(case["shapley"], abs=1e-6), case["case"]
        found = split(
            case["x0"], case["x1"], star_before=case["n0"], star_after=case["n1"], mode=Mode.IDENTITY
        )
        assert found.parts == pytest.approx(case["lmdi"], abs=1e-6)
        assert (found.method, found.residual_key, found.note) == (Method.LMDI, None, "")


def test_every_pair_of_northwind_weeks_is_split_without_rest(shared):
    names = {
        "breadth": "breadth_active_customers",
        "frequency": "frequency_orders_per_customer",
        "depth": "depth_units_per_order",
        "efficiency": "efficiency_on_time_share",
    }
    with (shared / "cases" / "northwind_weekly.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    for old, new in pairwise(rows):
        before, after = ({key: float(row[name]) for key, name in names.items()} for row in (old, new))
        stars = {
            "star_before": float(old["north_star_on_time_units"]),
            "star_after": float(new["north_star_on_time_units"]),
        }
        found = shared_out(before, after, **stars)
        assert adds_up(found)
        assert list(found.parts) == list(names)
        assert identity_gap(stars["star_before"], before) < 1e-12


class TestZeros:
    def test_the_one_factor_that_comes_from_zero_has_it_all(self):
        parts = shared_out({"b": 100, "f": 2, "e": 0}, {"b": 120, "f": 2, "e": 0.25}).parts
        assert parts == {"b": 0, "f": 0, "e": 60}

    def test_several_zeros_share_evenly(self):
        parts = shared_out({"a": 0, "b": 0, "c": 0, "d": 3}, {"a": 1, "b": 2, "c": 3, "d": 4}).parts
        assert parts == {"a": 8, "b": 8, "c": 8, "d": 0}

    def test_a_rate_of_nothing_explains_nothing(self):
        empty = {"breadth": 0, "frequency": None, "depth": None, "efficiency": None}
        full = {"breadth": 10, "frequency": 2, "depth": 5, "efficiency": 0.5}
        started = split(empty, full, star_before=0, star_after=50, mode=Mode.IDENTITY)
        assert started.parts == {"breadth": 50, "frequency": 0, "depth": 0, "efficiency": 0}
        stopped = split(full, empty, star_before=50, star_after=0, mode=Mode.IDENTITY)
        assert stopped.parts == {"breadth": -50, "frequency": 0, "depth": 0, "efficiency": 0}

    def test_a_rate_that_is_undefined_in_both_weeks_counts_as_one(self):
        found = split(
            {"a": 2, "b": None}, {"a": 3, "b": None}, star_before=2, star_after=3, mode=Mode.IDENTITY
        )
        assert found.parts == {"a": 1, "b": 0}

    def test_two_weeks_without_activity_say_so(self):
        found = shared_out({"a": 0, "b": 2}, {"a": 0, "b": 9})
        assert (found.change, found.parts, found.note) == (0, {"a": 0, "b": 0}, "No activity in either week.")

    def test_a_product_that_vanishes_below_the_smallest_number_does_no_harm(self):
        parts = lmdi_parts({"a": 1e-200, "b": 1e-200}, {"a": 2, "b": 3})
        assert parts == {"a": 3, "b": 3}


class TestNegatives:
    def test_fall_back_to_shapley_and_say_so(self):
        before, after = {"net_new": -5, "price": 2}, {"net_new": 3, "price": 4}
        found = shared_out(before, after)
        assert found.method is Method.SHAPLEY
        assert found.parts == pytest.approx(by_all_orders(before, after))
        assert adds_up(found)

    def test_of_the_star_alone_do_too(self):
        found = split({"a": 1.0}, {"a": 2.0}, star_before=-1, star_after=2, mode=Mode.IDENTITY)
        assert (found.method, found.residual_key) == (Method.SHAPLEY, "residual")
        assert adds_up(found)

    def test_do_not_blame_a_rate_of_nothing(self):
        found = split(
            {"refunds": 0.0, "each": None},
            {"refunds": -10.0, "each": 5.0},
            star_before=0,
            star_after=-50,
            mode=Mode.IDENTITY,
        )
        assert (found.method, found.parts) == (Method.SHAPLEY, {"refunds": -50, "each": 0})


class TestResidual:
    before, after = {"a": 10.0, "b": 5.0}, {"a": 12.0, "b": 5.0}

    def test_in_its_mode_is_always_a_part(self):
        exact = shared_out(self.before, self.after, Mode.RESIDUAL)
        assert exact.parts == pytest.approx({"a": 10, "b": 0, "residual": 0})
        assert exact.residual_key == "residual"
        loose = shared_out(self.before, self.after, Mode.RESIDUAL, star_before=60, star_after=54)
        assert loose.parts["residual"] < 0 < loose.parts["a"]
        assert adds_up(loose)

    @pytest.mark.parametrize(("miss", "key"), [(1.0049, None), (1.0051, "residual"), (0.9949, "residual")])
    def test_appears_in_identity_mode_from_half_a_percent_in_either_week(self, miss, key):
        for stars in ({"star_after": 60 * miss}, {"star_before": 50 * miss}):
            found = shared_out(self.before, self.after, **stars)
            assert found.residual_key == key
            assert adds_up(found)

    def test_appears_when_nothing_else_moved(self):
        found = shared_out(self.before, self.before, star_after=50.1)
        assert found.parts == pytest.approx({"a": 0, "b": 0, "residual": 0.1})
        noise = shared_out(self.before, self.before, star_after=50 * (1 + 1e-14))
        assert noise.parts == {"a": 0, "b": 0}

    def test_appears_when_the_gap_rivals_what_moved(self):
        barely = {"a": 10.01, "b": 5.0}
        found = shared_out(self.before, barely, star_after=50.05 * 1.004)
        assert found.parts == pytest.approx({"a": 0.05, "b": 0, "residual": 0.2002})

    def test_is_a_difference_where_the_factors_miss_the_star_altogether(self):
        found = shared_out({"a": 0.0, "b": 5.0}, self.after, star_before=7)
        assert found.parts == {"a": 60, "b": 0, "residual": -7}

    def test_has_all_when_only_the_star_is_zero(self):
        found = shared_out(self.before, self.after, star_before=0)
        assert found.parts == {"a": 0, "b": 0, "residual": 60}

    def test_is_carried_over_a_week_of_nothing(self):
        found = shared_out({"a": 0.0, "b": 5.0}, self.after, Mode.RESIDUAL, star_after=66)
        assert found.parts == pytest.approx({"a": 66, "b": 0, "residual": 0})


def test_a_hypothesis_is_not_split():
    found = split({}, {}, star_before=3, star_after=5, mode=Mode.HYPOTHESIS)
    assert (found.method, found.parts, found.change) == (Method.NONE, {}, 2)
    assert found.note == "The inputs do not multiply to the star."


def test_the_level_is_said():
    assert shared_out({"a": 1}, {"a": 2}).level == "total"
    found = split({"a": 1}, {"a": 2}, star_before=1, star_after=2, mode=Mode.IDENTITY, level="by country")
    assert found.level == "by country"


@pytest.mark.parametrize(
    ("star", "factors", "gap"),
    [
        (100, {"a": 10, "b": 10}, 0),
        (101, {"a": 10, "b": 10}, 0.01),
        (0, {"a": 0, "b": None}, 0),
        (0, {"a": 5, "b": 2}, 1),
        (3, {"a": 0, "b": 2}, math.inf),
        (3, {"a": 1, "b": None}, math.inf),
    ],
)
def test_identity_gap(star, factors, gap):
    assert identity_gap(star, factors) == pytest.approx(gap)


def test_more_than_twelve_factors_are_refused():
    twelve = {f"f{at}": 1.0 for at in range(12)}
    assert shared_out(twelve, twelve).change == 0
    with pytest.raises(BadInput) as refused:
        shared_out(twelve | {"f13": 1.0}, twelve)
    assert refused.value.sentence == "A formula has at most 12 inputs, not 13."


def test_no_input_may_be_called_residual():
    with pytest.raises(BadInput, match="cannot be called residual"):
        shared_out({"residual": 1.0}, {"residual": 2.0})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1.0}, {"b": 1.0}),
        ({"a": math.nan}, {"a": 1.0}),
        ({"a": 1e200, "b": 1e200}, {"a": 1.0, "b": 1.0}),
        ({}, {}),
    ],
)
def test_what_cannot_be_split_is_refused(before, after):
    with pytest.raises(ValueError, match="finite"):
        split(before, after, star_before=1, star_after=2, mode=Mode.IDENTITY)


@given(weeks(positive))
@example(({"a": 1.0, "b": 3.0}, {"a": 1.0 + 1e-12, "b": 3.0}))
def test_parts_add_up_to_the_change(two):
    found = shared_out(*two)
    assert found.method is Method.LMDI
    assert adds_up(found, 0)


def test_the_smallest_moves_are_told_apart():
    large, little = 2.0**20, 2.0**-30
    parts = lmdi_parts({"a": large, "b": large}, {"a": large + little, "b": large + 3 * little})
    assert parts["b"] / parts["a"] == pytest.approx(3)


@given(weeks(with_zeros))
def test_parts_add_up_over_zeros(two):
    assert adds_up(shared_out(*two))


@given(weeks(any_sign))
def test_parts_add_up_over_any_sign(two):
    assert adds_up(shared_out(*two))


@given(weeks(with_zeros | any_sign), st.sampled_from([Mode.IDENTITY, Mode.RESIDUAL]))
def test_the_way_back_flips_every_sign(two, mode):
    there, back = shared_out(*two, mode), shared_out(*reversed(two), mode)
    size = max([1e-12, abs(there.change), *map(abs, there.parts.values())])
    assert back.parts == pytest.approx(
        {key: -part for key, part in there.parts.items()}, rel=1e-6, abs=1e-9 * size
    )
    assert there.method is back.method


@given(weeks(positive), positive, positive)
def test_any_star_is_explained_with_its_residual(two, star_before, star_after):
    found = shared_out(*two, Mode.RESIDUAL, star_before=star_before, star_after=star_after)
    assert adds_up(found)
    assert set(found.parts) == {*two[0], "residual"}


@given(weeks(positive))
def test_what_did_not_move_has_no_part(two):
    before, after = two
    after = {**after, "f0": before["f0"]}
    for parts in (lmdi_parts(before, after), shapley_parts(before, after)):
        assert parts["f0"] == 0


@given(weeks(positive))
def test_the_order_of_the_factors_does_not_matter(two):
    before, after = two
    turned = lmdi_parts(dict(reversed(before.items())), dict(reversed(after.items())))
    assert turned == pytest.approx(lmdi_parts(before, after), rel=1e-6, abs=1e-9)


@given(weeks(any_sign))
def test_shapley_is_the_mean_over_all_orders(two):
    before, after = two
    assume(len(before) <= 5)
    expected = by_all_orders(before, after)
    size = max(1e-9, *map(abs, expected.values()))
    assert shapley_parts(before, after) == pytest.approx(expected, rel=1e-6, abs=1e-6 * size)
