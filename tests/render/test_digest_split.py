"""What a digest says of where the change came from: its parts, what they leave over, and at which level."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    COMPANY,
    LEARNERS,
    LESSONS,
    NORMAL,
    PER_LEARNER,
    WEEK,
    business,
    calm,
    digest,
    last,
    series,
    weeks,
)

from northstar_bot.domain.company.company import Formula, Kind, Metric, Mode
from northstar_bot.domain.digest.digest import EXECUTIVES
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.segments import split_by_segment
from northstar_bot.domain.numbers.split import Gap
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text
from northstar_bot.render.digest.words import spoken
from northstar_bot.render.numbers.split_words import gap_words, split_parts


def test_one_input_that_did_nearly_all_is_said_alone() -> None:
    known = business(learners=last(calm(30), 196), per_learner=[5.0] * 30)
    assert spoken(split_parts(digest(known))) == (
        "Nearly all of it came from one input: Active learners +500 of +500 (split of the total)."
    )


def test_a_balance_of_opposites_is_no_quiet() -> None:
    known = business(learners=[*calm(28), 100, 125], per_learner=[*calm(28, 0.05), 5, 4])
    assert spoken(split_parts(digest(known))).startswith("No change on balance: ")


def test_a_formula_that_misses_the_star_says_so() -> None:
    known = {**NORMAL, LESSONS: series(LESSONS, weeks([value * 1.2 for value in calm(30, 5)]))}
    told = spoken(split_parts(digest(known)))
    assert "not explained by the inputs" in told
    assert "The star is 11% below what its inputs multiply to (last week 25% above)." in told


def test_a_star_that_left_its_inputs_blames_no_input() -> None:
    known = business(learners=[100.0] * 30, per_learner=[5.0] * 30)
    known[LESSONS] = series(LESSONS, weeks(last([500.0] * 30, 1000.0)))
    told = spoken(split_parts(digest(known)))
    assert told.startswith("Nearly all of it is not explained by the inputs: ")
    assert "The star is 100% above what its inputs multiply to (last week they agreed)." in told


def test_many_parts_are_shown_six_and_summed_up() -> None:
    keys = [MetricKey(f"f{at}") for at in range(8)]
    factors = [Metric(key, f"Factor {key}", Kind.INPUT) for key in keys]
    company = replace(
        COMPANY, metrics=(COMPANY.metrics[0], *factors), formula=Formula(Mode.IDENTITY, tuple(keys))
    )
    known = {
        key: series(key, weeks([1.0, 1.1]), metric=metric) for key, metric in zip(keys, factors, strict=True)
    }
    known[LESSONS] = series(LESSONS, weeks([100.0, 100 * 1.1**8]))
    scaled = replace(factors[0], key=MetricKey("f0"))
    known[keys[0]] = series(keys[0], weeks([100.0, 110.0]), metric=scaled)
    assert "2 more together" in spoken(split_parts(digest(known, company)))


def test_a_factor_unknown_last_week_is_not_split_but_told() -> None:
    known = dict(NORMAL)
    known[LEARNERS] = series(LEARNERS, {WEEK: 131.0})
    assert spoken(split_parts(digest(known))).startswith("Not split: ")


def off(*shares: float):
    """The calm business, its star off its inputs by each of the last weeks' shares."""
    product = [one * other for one, other in zip(calm(30), calm(30, 0.05), strict=True)]
    ends = zip(product[-len(shares) :], shares, strict=True)
    told = [*product[: -len(shares)], *(value * (1 + share) for value, share in ends)]
    return {**business(), LESSONS: series(LESSONS, weeks(told))}


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([0.02] * 30, "the star is 2% above what its inputs multiply to (last week 2% above)."),
        ([0, -0.01], "the star is 1% below what its inputs multiply to (last week they agreed)."),
        ([0.01, 0], "last week the star was 1% above what its inputs multiply to; this week they agree."),
    ],
)
def test_a_quiet_week_says_what_its_inputs_do_not_explain(shares, words) -> None:
    found = digest(off(*shares))
    assert found.quiet
    for told in (text(found), message(found).text):
        assert f"Not explained by the inputs: {words}" in told
        assert "Where the" not in told


def test_half_a_per_cent_is_where_a_gap_begins() -> None:
    assert digest(off(0.0049)).gap is None
    assert "Not explained" not in text(digest(off(0.0049)))
    assert "Not explained by the inputs: the star is 0.51% above" in text(digest(off(0.0051)))


def test_the_gap_is_only_told_where_inputs_are_said_to_multiply_and_the_star_is_compared() -> None:
    loose = replace(COMPANY, formula=Formula())
    assert digest(off(0.3), loose).gap is None
    held = {key: one for key, one in off(0.3).items() if key != LEARNERS}
    assert digest(held).gap is None
    assert "Not explained" not in text(digest(off(*[0.02] * 30), audience=EXECUTIVES))


def test_the_first_week_of_all_says_its_gap_too() -> None:
    known = {key: series(key, {WEEK: value}) for key, value in ((LEARNERS, 100.0), (PER_LEARNER, 5.0))}
    found = digest({**known, LESSONS: series(LESSONS, {WEEK: 600.0})})
    assert found.gap == Gap(pytest.approx(0.2), None)
    assert "Not explained by the inputs: the star is 20% above what its inputs multiply to." in text(found)


def test_inputs_that_multiply_to_nothing_are_no_number() -> None:
    assert gap_words(Gap(float("inf"), -0.5)) == (
        "the star is far above what its inputs multiply to (last week 50% below)"
    )
    known = {**business(learners=last(calm(30), 0.0)), LESSONS: series(LESSONS, weeks(calm(30, 5)))}
    found = digest(known)
    assert "The star is far above what its inputs multiply to" in text(found)
    assert as_data(found)["gap"] == {"now": None, "before": pytest.approx(found.gap.before)}


def segments(before, after, totals):
    return split_by_segment(
        before, after, star=LESSONS, factors=(LEARNERS, PER_LEARNER), totals=totals, level="each country of 2"
    )


def of(learners: float, each: float, star: float | None = None):
    return {LEARNERS: learners, PER_LEARNER: each, LESSONS: learners * each if star is None else star}


def test_the_level_is_said_where_there_are_two() -> None:
    found = digest(NORMAL)
    assert "(exact split of the total)." in spoken(split_parts(found))
    made = segments({"at": of(40, 5), "ch": of(60, 4)}, {"at": of(50, 5), "ch": of(81, 5)}, (440, 655))
    both = replace(found, segmented=made)
    assert "(exact split of the total; for each country of 2 see the full table)." in spoken(
        split_parts(both)
    )
    assert "split in each country of 2 and added up" in text(both)
    alone = digest(business(learners=last(calm(30), 196), per_learner=[5.0] * 30))
    told = spoken(split_parts(replace(alone, segmented=made)))
    assert told.endswith("+500 of +500 (split of the total; for each country of 2 see the full table).")


def test_segments_that_do_not_add_up_are_told_and_not_split() -> None:
    made = segments({"at": of(40, 5)}, {"at": of(50, 5)}, (461, 681))
    found = replace(digest(NORMAL), segmented=made)
    assert "split for each country of 2 is not possible, see the full table" in spoken(split_parts(found))
    (table,) = message(found).thread
    said = "Not split for each country of 2: The segments do not add up to the star."
    assert said in table.text
    assert said in str(table.blocks)
    assert said in text(found)


def test_what_a_segment_leaves_unexplained_is_named() -> None:
    made = segments({"at": of(40, 5), "ch": of(60, 4)}, {"at": of(50, 5, 300), "ch": of(81, 5)}, (440, 705))
    (table,) = message(replace(digest(NORMAL), segmented=made)).thread
    assert made.parts["residual"] == pytest.approx(45, abs=0.1)
    assert "not explained by the inputs +" in table.text
