"""What a star's numbers and its name give away: warnings with a reason, and none where there is nothing to see."""

from dataclasses import replace

import pytest
from tests.support.digests import CHURN, COMPANY, LEARNERS, LESSONS, METRICS, STAR, WEEK, calm, weeks

from northstar_bot.domain.company.company import Direction, Formula, Kind, Metric, Mode, Orientation, Style
from northstar_bot.domain.digest.leaks import leaks_of
from northstar_bot.domain.digest.line import known_weeks
from northstar_bot.domain.numbers.leaks import cohorts_held, is_share_of_everybody
from northstar_bot.domain.numbers.readings import Reading, Series
from northstar_bot.domain.numbers.smells import Smell, smells_of
from northstar_bot.domain.star.star_check import Gap, identity_gaps, never_falls

BAD = {
    "Total Registered Users": {Smell.RUNNING_TOTAL, Smell.ONCE},
    "Daily Page Views": {Smell.BEING_THERE},
    "Total Lines of Code Shipped": {Smell.RUNNING_TOTAL, Smell.OUTPUT},
    "Raw page views": {Smell.BEING_THERE},
    "Superficial sign-ups": {Smell.ONCE},
    "Daily Active Users": {Smell.BEING_THERE},
    "Logins": {Smell.BEING_THERE},
    "ARR": {Smell.LAGS},
    "Downloads": {Smell.ONCE},
    "Page-views": {Smell.BEING_THERE},
    "page_views per day": {Smell.BEING_THERE},
    "Pageview count": {Smell.BEING_THERE},
    "Lines shipped": {Smell.OUTPUT},
    "Lines-of-code merged": {Smell.OUTPUT},
    "Sign\u2011ups": {Smell.ONCE},
    "All-time log-ins": {Smell.RUNNING_TOTAL, Smell.BEING_THERE},
    "Pull-requests": {Smell.OUTPUT},
}
GOOD = (
    "Time spent listening",
    "Nights booked",
    "Weekly hosted meetings",
    "Messages sent",
    "Weekly lessons completed",
    "Number of Weekly Lessons Completed",
    "On-time units",
    "Total weekly nights booked",
    "Deals closed with the pipeline tools",
    "Pages read to the end",
    "Parcels shipped on time",
    "Production lines kept running",
)


@pytest.mark.parametrize(("name", "smells"), BAD.items())
def test_bad_examples_are_told_why(name, smells):
    star = replace(STAR, name=name, definition="")
    assert {one.smell for one in smells_of(Metric(LESSONS, name, Kind.STAR), star)} == smells


@pytest.mark.parametrize("name", GOOD)
def test_good_examples_are_left_alone(name):
    assert smells_of(Metric(LESSONS, name, Kind.STAR), replace(STAR, name=name, definition="")) == ()


def test_revenue_may_be_the_star_of_a_company_that_says_so():
    metric = Metric(LESSONS, "Monthly revenue", Kind.STAR)
    assert smells_of(metric, replace(STAR, orientation=Orientation.REVENUE)) == ()
    assert smells_of(metric, STAR)


def test_a_label_for_one_team_is_told_wherever_it_stands():
    metric = Metric(LESSONS, "Lessons", Kind.STAR)
    for vision in ("A product-driven company for schools.", "Sales first, always."):
        (found,) = smells_of(metric, replace(STAR, name="Lessons", definition="", vision=vision))
        assert found.smell is Smell.LABEL
    assert (
        smells_of(metric, replace(STAR, definition="", vision="Every first lesson is driven by joy.")) == ()
    )


def test_an_honest_input_may_count_visitors():
    assert smells_of(Metric(LEARNERS, "Daily active users", Kind.INPUT)) == ()
    assert [one.smell for one in smells_of(Metric(LEARNERS, "Story points", Kind.INPUT))] == [Smell.OUTPUT]


@pytest.mark.parametrize(
    ("values", "trips"),
    [
        ([float(at) for at in range(13)], True),
        ([float(at) for at in range(12)], False),
        ([5.0] * 20, False),
        ([*map(float, range(20)), 18.0], False),
        ([1.0, 1.0, 2.0] + [2.0] * 12, True),
    ],
)
def test_what_never_falls_can_only_go_up(values, trips):
    assert never_falls(weeks(values)) is trips


def test_inputs_that_do_not_multiply_are_counted():
    formula = Formula(Mode.IDENTITY, (LEARNERS, "per"))
    known = {
        LESSONS: weeks([100.0, 100.0, 103.0]),
        LEARNERS: weeks([50.0, 50.0, 50.0]),
        "per": weeks([2.0, 2.0, 2.0]),
    }
    assert identity_gaps(formula, LESSONS, known) == Gap(1, 3)
    assert identity_gaps(replace(formula, mode=Mode.HYPOTHESIS), LESSONS, known) is None
    assert identity_gaps(formula, LESSONS, known | {LESSONS: weeks([100.0, 100.0, 100.0])}) is None


def leaks(star, churn, learners=None, metrics=METRICS):
    company = replace(COMPANY, metrics=metrics)
    told = {LESSONS: star, CHURN: churn, LEARNERS: learners or calm(len(star))}
    series = {
        metric.key: Series(
            metric,
            {week: Reading(metric.key, week, value) for week, value in weeks(told[metric.key]).items()},
        )
        for metric in metrics
        if metric.key in told
    }
    past = {key: known_weeks(one, WEEK, "UTC") for key, one in series.items()}
    return leaks_of(company, company.metric(LESSONS), series, past, WEEK)


GROWING = calm(30) + [100 * 1.02**at for at in range(1, 11)]
CHURNING = [0.05 + 0.001 * (at % 3) for at in range(30)] + [0.05 + 0.003 * at for at in range(1, 11)]
STEADY = [0.05 + 0.001 * (at % 3) for at in range(40)]


def test_growth_with_a_leak_is_said():
    (leak,) = leaks(GROWING, CHURNING)
    assert (leak.guardrail.key, leak.mix) == (CHURN, False)
    assert leaks(GROWING, STEADY) == ()
    assert leaks(calm(40), CHURNING) == ()
    assert leaks(list(reversed(GROWING)), CHURNING) == ()


def test_a_wave_of_newcomers_may_not_be_called_churn():
    (leak,) = leaks(GROWING, CHURNING, learners=[value * 3 for value in GROWING])
    assert leak.mix


@pytest.mark.parametrize(
    ("name", "unit", "wave"),
    [
        ("Weekly active learners", "", True),
        ("Learners with a lesson", "", True),
        ("Reach", "customers", True),
        ("Lessons completed", "lessons", False),
        ("Orders per customer", "orders", False),
        ("Depth", "orders per customer", False),
        ("Customer orders", "", False),
    ],
)
def test_a_star_that_counts_people_is_a_wave_itself(name, unit, wave):
    star = replace(METRICS[0], name=name, unit=unit)
    (leak,) = leaks(GROWING, CHURNING, metrics=(star, *METRICS[1:]))
    assert leak.mix is wave


@pytest.mark.parametrize(
    ("name", "style", "wave"),
    [
        ("New sign-ups", Style.COUNT, True),
        ("First orders", Style.DECIMAL, True),
        ("New paying customers a week", Style.COUNT, True),
        ("Sign-up share", Style.SHARE, False),
        ("Lessons a learner", Style.COUNT, False),
    ],
)
def test_an_input_that_tells_of_people_who_come_is_a_wave_whatever_its_dimension(name, style, wave):
    learners = replace(METRICS[1], name=name, style=style, dimension=None)
    metrics = (METRICS[0], learners, *METRICS[2:])
    (leak,) = leaks(GROWING, CHURNING, [value * 3 for value in GROWING], metrics)
    assert leak.mix is wave


@pytest.mark.parametrize(
    ("before", "after", "side", "held"),
    [
        ({"Jan": 0.5, "Feb": 0.4}, {"Jan": 0.5, "Feb": 0.41, "Mar": 0.1}, Direction.UP, True),
        ({"Jan": 0.5, "Feb": 0.4}, {"Jan": 0.4, "Feb": 0.41, "Mar": 0.1}, Direction.UP, False),
        ({"Jan": 0.05, "Feb": 0.04}, {"Jan": 0.05, "Feb": 0.04}, Direction.DOWN, True),
        ({"Jan": 0.05, "Feb": 0.04}, {"Jan": 0.09, "Feb": 0.08}, Direction.DOWN, False),
        ({"Jan": 0.5}, {"Jan": 0.5}, Direction.UP, False),
        ({}, {}, Direction.UP, False),
    ],
)
def test_cohorts_that_are_as_good_as_they_were_are_no_leak(before, after, side, held):
    assert cohorts_held(before, after, side) is held


def test_only_a_share_of_everybody_is_moved_by_newcomers():
    share = Metric(
        "a", "Active share of customers", Kind.GUARDRAIL, style=Style.SHARE, direction=Direction.UP
    )
    late = Metric("b", "Late orders", Kind.GUARDRAIL, style=Style.COUNT, direction=Direction.DOWN)
    assert is_share_of_everybody(share)
    assert not is_share_of_everybody(late)
    assert not is_share_of_everybody(replace(share, name="Late share"))
