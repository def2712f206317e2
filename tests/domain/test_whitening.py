"""Two series without what each owes to its own past: when they are differenced, and what is left of them."""

from random import Random

import pytest

from northstar_bot.domain.numbers import whitening
from northstar_bot.domain.numbers.whitening import correlation, fitted, repeats_yearly, wanders, whiten


def steps(chance: Random, many: int) -> list[float]:
    return [chance.gauss(0, 1) for _ in range(many)]


def walk(chance: Random, many: int) -> list[float]:
    at, found = 0.0, []
    for step in steps(chance, many):
        at += step
        found.append(at)
    return found


def remembering(chance: Random, many: int, share: float) -> list[float]:
    at, found = 0.0, []
    for step in steps(chance, many + 50):
        at = share * at + step
        found.append(at)
    return found[50:]


def test_a_walk_is_differenced_and_what_stands_still_is_not():
    assert all(wanders(walk(Random(seed), 52)) for seed in range(50))
    assert not any(wanders(steps(Random(seed), 52)) for seed in range(50))
    assert not wanders([5.0] * 30)


def test_both_are_differenced_when_one_must_be():
    made = whiten(steps(Random(1), 60), walk(Random(2), 60))
    assert made.differenced
    assert len(made.first) == len(made.second) == 59 - made.order
    assert not whiten(steps(Random(1), 60), steps(Random(2), 60)).differenced


def test_the_weights_of_a_known_autoregression_are_found():
    (weight,) = fitted(remembering(Random(3), 2000, 0.6))[:1]
    assert weight == pytest.approx(0.6, abs=0.05)
    longer = [0.0, 0.0]
    for step in steps(Random(4), 3000):
        longer.append(0.5 * longer[-1] - 0.4 * longer[-2] + step)
    assert fitted(longer)[:2] == pytest.approx((0.5, -0.4), abs=0.06)


def test_the_recursion_solves_the_equations_it_stands_for():
    values = remembering(Random(5), 80, 0.7)
    shares = whitening._autocovariances(values, 8)
    weights = fitted(values)
    assert weights
    for row in range(1, len(weights) + 1):
        told = sum(weight * shares[abs(row - at)] for at, weight in enumerate(weights, 1))
        assert told == pytest.approx(shares[row])


def test_what_is_left_of_the_first_is_white():
    made = whiten(remembering(Random(6), 400, 0.8), remembering(Random(7), 400, 0.8))
    for lag in range(1, 5):
        assert abs(correlation(made.first[:-lag], made.first[lag:])) < 0.15


@pytest.mark.parametrize("first", [[5.0] * 60, [0.0] * 60, [float(at) for at in range(60)]])
def test_what_does_not_vary_cannot_be_whitened(first):
    assert whiten(first, walk(Random(8), 60)) is None
    assert whiten(walk(Random(8), 60), first) is None


def test_what_follows_wholly_from_its_past_leaves_nothing_to_compare():
    swing = [(-1.0) ** at for at in range(60)]
    made = whiten(swing, steps(Random(9), 60))
    assert made is None or made.order > 0


def test_a_criterion_stops_where_nothing_is_left(monkeypatch):
    monkeypatch.setattr(whitening, "_autocovariances", lambda values, most: [1.0, 1.0, 1.0])
    assert fitted([1.0, 2.0, 3.0]) == (1.0,)


def test_a_filter_that_leaves_nothing_gives_no_answer(monkeypatch):
    monkeypatch.setattr(whitening, "filtered_by", lambda weights, values: (0.0,) * len(values))
    assert whiten(steps(Random(1), 40), steps(Random(2), 40)) is None


def christmas(chance: Random, years: int) -> list[float]:
    return [12 * (week % 52 in (48, 49, 50)) + chance.gauss(0, 1) for week in range(52 * years)]


def test_a_season_that_both_share_is_taken_off_once_two_years_are_known():
    first, second = christmas(Random(10), 3), christmas(Random(11), 3)
    assert repeats_yearly(first)
    assert whiten(first, second).seasonal
    assert not repeats_yearly(first[:103])
    assert not repeats_yearly(steps(Random(12), 156))
    assert not whiten(first, steps(Random(12), 156)).seasonal
    climbing = [at + value for at, value in enumerate(first)]
    assert repeats_yearly(climbing)


def test_a_flat_series_correlates_with_nothing():
    assert correlation([1.0, 1.0], [1.0, 2.0]) == 0
