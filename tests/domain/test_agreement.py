"""How alike people decide: the worked figures, and the laws of the coefficient."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from northstar_bot.domain.requests.agreement import (
    Agreement,
    Grade,
    Interval,
    Width,
    agreement,
    alpha,
    jackknife,
)

WORKED = (
    [("no", "no")] * 11
    + [("yes", "yes")] * 7
    + [("park", "park")] * 2
    + [("no", "yes")] * 2
    + [("park", "no"), ("yes", "park")]
)
NEARLY_ALL_NO = [("no", "no")] * 22 + [("no", "yes")] * 2
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40)


def test_the_worked_example():
    found = agreement(WORKED)
    assert (found.same, found.total) == (20, 24)
    assert round(found.alpha, 2) == 0.72
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (0.46, 0.99)
    assert found.words == "Mostly consistent; still wide."
    assert not found.is_low_by_prevalence


def test_much_alike_and_no_better_than_chance():
    found = agreement(NEARLY_ALL_NO)
    assert round(100 * found.same / found.total) == 92
    assert round(found.alpha, 2) == -0.02
    assert found.usual == "no"
    assert found.is_low_by_prevalence
    assert found.grade is Grade.CHANCE


def test_below_twenty_pairs_they_are_only_counted():
    found = agreement([("no", "no")] * 9 + [("no", "yes")] * 3)
    assert found == Agreement(9, 12)
    assert found.words == ""
    assert not found.is_enough
    assert not found.is_low_by_prevalence
    assert agreement([]) == Agreement(0, 0)


def test_where_one_thing_was_always_said_there_is_no_alpha():
    found = agreement([("no", "no")] * 20)
    assert (found.same, found.alpha, found.interval, found.usual) == (20, None, None, "no")
    assert found.grade is None
    assert not found.is_low_by_prevalence


def test_no_interval_hangs_on_one_single_pair():
    found = agreement([("no", "no")] * 19 + [("no", "yes")])
    assert found.alpha == pytest.approx(0)
    assert found.interval is None
    assert found.words == "No more alike than chance would make it."


def test_no_interval_from_one_pair():
    assert jackknife([("no", "yes")]) is None
    assert jackknife([]) is None


@pytest.mark.parametrize(
    ("interval", "width"),
    [
        (Interval(0.5, 0.95), Width.WIDE),
        (Interval(0.6, 0.9), Width.FAIR),
        (Interval(0.85, 0.95), Width.NARROW),
    ],
)
def test_the_width_in_words(interval, width):
    assert interval.width is width


@pytest.mark.parametrize(
    ("value", "grade"),
    [(0.8, Grade.CONSISTENT), (0.7, Grade.MOSTLY), (0.3, Grade.PARTLY), (0.1, Grade.CHANCE)],
)
def test_the_value_in_words(value, grade):
    assert Agreement(20, 24, value).grade is grade


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=40))
def test_all_alike_is_one(said):
    assume(len(set(said)) > 1)
    assert alpha([(each, each) for each in said]) == 1


@given(PAIRS, st.permutations("abc"))
def test_names_do_not_matter(pairs, names):
    renamed = dict(zip("abc", names, strict=True))
    assert alpha([(renamed[a], renamed[b]) for a, b in pairs]) == alpha(pairs)


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_and_sides_do_not_matter(pairs, chance):
    mixed = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in pairs]
    chance.shuffle(mixed)
    assert alpha(mixed) == alpha(pairs)
    one, other = jackknife(mixed), jackknife(pairs)
    assert (one is None) is (other is None)
    if one and other:
        assert (one.low, one.high) == pytest.approx((other.low, other.high))


@given(PAIRS)
def test_the_interval_holds_the_value_and_alpha_never_exceeds_one(pairs):
    value, interval = alpha(pairs), jackknife(pairs)
    assert (value is None) is (len({said for pair in pairs for said in pair}) == 1)
    assert value is None or -1 - 1e-9 <= value <= 1
    if interval:
        assert interval.low - 1e-9 <= value <= interval.high + 1e-9
