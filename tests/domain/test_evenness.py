"""How evenly thanks are spread: Gini's index by its laws and by hand, and half of it all by its definition."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from northstar_bot.domain.recognition.evenness import Spread, concentration, fewest_for_half, spread

amounts = st.lists(st.integers(0, 400), min_size=1, max_size=12)
groups = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), min_size=1, max_size=12)
some = groups.filter(lambda found: any(amount for amount, _ in found))


def by_differences(found):
    """The same index as half of the mean difference between any two people, relative to the mean."""
    people = [Fraction(amount, size) for amount, size in found for _ in range(size)]
    apart = sum(abs(one - other) for one in people for other in people)
    return apart / (2 * len(people) * sum(people))


@given(some)
def test_it_lies_between_equal_and_all_in_one(found):
    assert 0 <= concentration(found) < 1


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=6))
def test_it_is_half_the_mean_difference_between_people(found):
    assume(any(amount for amount, _ in found))
    assert concentration(found) == pytest.approx(float(by_differences(found)), abs=1e-12)


@given(some, st.integers(1, 1000), st.integers(1, 20))
def test_neither_more_thanks_everywhere_nor_more_people_everywhere_change_it(found, times, heads):
    scaled = [(amount * times, size * heads) for amount, size in found]
    assert concentration(scaled) == pytest.approx(concentration(found), abs=1e-12)


@given(st.integers(1, 90), st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_as_many_a_head_everywhere_is_nothing(each, sizes):
    assert concentration([(each * size, size) for size in sizes]) == 0


@given(some, st.randoms())
def test_the_order_of_teams_means_nothing(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert concentration(mixed) == pytest.approx(concentration(found), abs=1e-12)


@given(some)
def test_giving_from_the_richest_head_to_the_poorest_never_concentrates(found):
    low, *_, high = sorted(found, key=lambda one: Fraction(*one)) if len(found) > 1 else (found[0], found[0])
    evened = [one for one in found if one not in (low, high)]
    mean = Fraction(low[0] + high[0], low[1] + high[1])
    evened += [(mean * low[1], low[1]), (mean * high[1], high[1])]
    kept = [one for one in found if one not in (low, high)] + [low, high]
    assert concentration(evened) <= concentration(kept) + 1e-12


def test_it_by_hand():
    assert concentration([(0, 1), (0, 1), (0, 1), (8, 1)]) == 0.75
    assert concentration([(1, 1), (3, 1)]) == 0.25
    assert concentration([(10, 5), (10, 15)]) == 0.25
    assert concentration([(0, 5), (0, 2)]) is concentration([]) is None


@given(amounts)
def test_half_is_reached_by_so_many_and_not_by_one_fewer(found):
    half, largest = fewest_for_half(found), sorted(found, reverse=True)
    assert (half == 0) == (sum(found) == 0)
    assert 2 * sum(largest[:half]) >= sum(found)
    assert half == 0 or 2 * sum(largest[: half - 1]) < sum(found)


def test_the_spread_counts_teams_that_got_nothing_and_the_people_of_those_that_got_most():
    cells = {("a", "b"): 6, ("b", "b"): 6, ("b", "a"): 5, ("c", "a"): 5}
    sizes = {"a": 5, "b": 10, "c": 20, "d": 0}
    assert spread(cells, sizes) == Spread(
        1, 4, 10 / 36, pytest.approx(concentration([(10, 5), (12, 10), (0, 21)]))
    )
    assert spread(cells, {"a": 5, "b": 5}) is None
    assert spread({}, sizes) is None
