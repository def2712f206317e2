"""A lead is claimed where there is one, hardly ever where there is none, and never as proof."""

from itertools import pairwise
from random import Random
from time import process_time

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.lead_evidence import (
    Evidence,
    Finding,
    Peak,
    evidence_of,
    holm,
    paired,
    quarter_of,
    told,
)
from northstar_bot.domain.numbers.whitening import correlation

INPUT = MetricKey("learners")


def walk(chance: Random, many: int) -> list[float]:
    at, found = 0.0, []
    for _ in range(many):
        at += chance.gauss(0, 1)
        found.append(at)
    return found


def leading(chance: Random, many: int, lag: int = 3, way: float = 1.0) -> tuple[list[float], list[float]]:
    """A wandering input, and a star whose weekly changes are half the input's, `lag` weeks before."""
    first = walk(chance, many + lag + 1)
    moves = [later - earlier for earlier, later in pairwise(first)]
    at, second = 0.0, []
    for week in range(many):
        at += way * moves[week] + chance.gauss(0, 1)
        second.append(at)
    return first[lag + 1 :], second


def sales(chance: Random, many: int) -> tuple[list[float], list[float]]:
    """A leading indicator and sales, made as Box and Jenkins' series M behaves: a lag of three, then a tail."""
    lead, sold, shock, noise, carried, moves = 10.0, 200.0, 0.0, 0.0, 0.0, [0.0] * 3
    leads, sales = [], []
    for _ in range(many + 50):
        fresh = chance.gauss(0, 0.28)
        moves.append(fresh - 0.45 * shock)
        shock = fresh
        carried = 0.72 * carried + 4.7 * moves[-4]
        heard = chance.gauss(0, 0.22)
        sold += 0.035 + carried + heard - 0.62 * noise
        noise = heard
        lead += moves[-1]
        leads.append(lead)
        sales.append(sold)
    return leads[50:], sales[50:]


def finding(values, star, seed=1, draws=999):
    (said,) = told([evidence_of(INPUT, values, star, Random(seed), draws)])
    return said


def test_a_leading_indicator_is_found_though_levels_hide_it():
    first, second = sales(Random(5), 150)
    said = finding(first, second)
    assert (said.finding, said.evidence.ahead.lag) == (Finding.LEADS, 3)
    assert said.evidence.ahead.r > 0.5
    assert said.p == pytest.approx(0.001)
    assert abs(correlation(first, second)) > 0.8


@pytest.mark.parametrize("last", [26, 39, 52])
def test_it_is_found_in_half_a_year(last):
    first, second = sales(Random(5), 150)
    said = finding(first[-last:], second[-last:])
    assert (said.finding, said.evidence.ahead.lag, said.evidence.early) == (Finding.LEADS, 3, last < 52)
    assert said.p < 0.05


def test_the_other_direction_is_refused():
    first, second = sales(Random(5), 150)
    said = finding(second, first)
    assert said.finding is Finding.STAR_LEADS
    assert said.evidence.behind.lag == 3


@pytest.mark.parametrize("way", [1.0, -1.0])
def test_a_true_lead_of_three_weeks_is_found_with_its_lag_and_sign(way):
    found = [finding(*leading(Random(seed), 60, way=way), seed, 199) for seed in range(40)]
    claimed = [one for one in found if one.finding is Finding.LEADS]
    assert len(claimed) >= 34
    assert sum(one.evidence.ahead.lag == 3 for one in claimed) >= 0.93 * len(claimed)
    assert all((one.evidence.ahead.r > 0) == (way > 0) for one in claimed)


def test_unrelated_walks_claim_a_lead_in_at_most_eight_of_a_hundred():
    """Case L-2."""
    claimed = 0
    for seed in range(400):
        chance = Random(seed)
        claimed += finding(walk(chance, 52), walk(chance, 52), seed, 199).finding is Finding.LEADS
    assert claimed <= 32


@pytest.mark.parametrize(
    "make",
    [
        lambda chance: [5.2 * at / 52 + chance.gauss(0, 1) for at in range(52)],
        lambda chance: [chance.gauss(0, 1) for _ in range(52)],
    ],
)
def test_neither_do_two_trends_or_two_noises(make):
    found = 0
    for seed in range(200):
        chance = Random(seed)
        found += finding(make(chance), make(chance), seed, 199).finding is Finding.LEADS
    assert found <= 0.09 * 200


def test_a_shared_season_is_no_lead():
    def year(chance, late):
        return [12 * (week % 52 - late in (47, 48, 49)) + chance.gauss(0, 1) for week in range(156)]

    claimed = [finding(year(Random(seed), 0), year(Random(seed + 99), 2), seed, 199) for seed in range(10)]
    assert sum(one.finding is Finding.LEADS for one in claimed) <= 1


def test_fewer_than_26_weeks_are_no_evidence():
    said = finding(*leading(Random(1), 19))
    assert (said.finding, said.evidence.more_needed, said.p, said.evidence.ahead) == (
        Finding.TOO_SHORT,
        7,
        None,
        None,
    )


@pytest.mark.parametrize(("weeks", "lags"), [(26, 4), (51, 4), (52, 8)])
def test_half_a_year_tries_four_weeks_and_a_year_eight(weeks, lags):
    found = evidence_of(INPUT, *leading(Random(2), weeks), Random(1), 19)
    assert (found.most_lags, found.early) == (lags, weeks < 52)
    assert found.ahead.lag <= lags


def test_what_does_not_vary_is_said_to():
    assert finding([5.0] * 60, walk(Random(1), 60)).finding is Finding.FLAT


def test_the_same_chance_finds_the_same():
    first, second = leading(Random(3), 60)
    assert evidence_of(INPUT, first, second, Random("a")) == evidence_of(INPUT, first, second, Random("a"))


def test_several_inputs_pay_for_one_another():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1, "b": 1}
    peaks = {"one": 0.03, "two": 0.03, "three": 0.9}
    found = [Evidence(MetricKey(key), 60, 8, Peak(3, 0.4, p), Peak(1, 0.1, 0.9)) for key, p in peaks.items()]
    assert [one.finding for one in told(found[:1])] == [Finding.LEADS]
    assert {one.finding for one in told(found)} == {Finding.NOTHING}


def test_only_the_latest_weeks_without_a_gap_are_held_side_by_side():
    week = Week.parse("2026-W47")
    star = {week.plus(-back): float(back) for back in range(30)}
    values = {week.plus(-back): back * 2.0 for back in range(1, 40) if back != 10}
    inputs, stars = paired(star, values)
    assert stars == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert inputs == [2 * value for value in stars]
    assert paired(star, {}) == ([], [])


def test_a_week_belongs_to_the_quarter_of_its_thursday():
    assert quarter_of(Week.parse("2026-W47")) == "2026-Q4"
    assert quarter_of(Week.parse("2025-W01")) == "2025-Q1"


def test_six_inputs_of_two_years_take_less_than_a_second():
    pairs = [leading(Random(seed), 104) for seed in range(6)]
    began = process_time()
    for first, second in pairs:
        evidence_of(INPUT, first, second, Random(1))
    assert process_time() - began < 1
