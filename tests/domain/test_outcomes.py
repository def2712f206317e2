"""What the words of a number say of it; each is a reason to ask, never a verdict."""

from dataclasses import replace

import pytest
from tests.support.digests import CHURN, COMPANY, LESSONS, METRICS, REFUNDS

from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.star.outcomes import outcomes_of, says_outcome, shows_harm


@pytest.mark.parametrize(
    "name",
    [
        "Lessons completed",
        "Time spent listening",
        "Nights booked",
        "Weekly hosted meetings",
        "Messages sent",
        "Deals won",
        "Books read to the end",
    ],
)
def test_an_outcome_is_what_somebody_has_done_or_got(name):
    assert says_outcome(name)


@pytest.mark.parametrize(
    "name",
    [
        "Active customers",
        "Weekly active users",
        "On-time units",
        "Speed",
        "Meetings",
        "Net promoter score",
        "Red cars",
    ],
)
def test_being_there_or_a_thing_is_no_outcome(name):
    assert not says_outcome(name)


def test_a_definition_may_say_what_the_name_does_not():
    assert says_outcome("On-time units", "Units delivered to a customer by the day that was promised.")


@pytest.mark.parametrize(
    "name",
    ["Churn", "Retention after 8 weeks", "Error rate", "Late orders", "NPS", "Refunds", "Support tickets"],
)
def test_quality_and_who_stays_show_harm(name):
    assert shows_harm(Metric(MetricKey("g"), name, Kind.GUARDRAIL))


@pytest.mark.parametrize("name", ["Cost per lesson", "Cloud spend", "Headcount", "Margin"])
def test_cost_shows_none(name):
    assert not shows_harm(Metric(MetricKey("g"), name, Kind.GUARDRAIL))


def test_the_star_is_held_against_revenue_and_who_stays():
    def kpi(key, name, style=Style.DECIMAL):
        return Metric(MetricKey(key), name, Kind.KPI, style=style)

    more = (
        kpi("mrr", "MRR"),
        kpi("paid", "Paid in", Style.MONEY),
        kpi("uptime", "Uptime"),
        kpi("ret", "Retention"),
    )
    company = replace(COMPANY, metrics=(*METRICS, *more))
    assert [one.key for one in outcomes_of(company, METRICS[0])] == ["mrr", "paid", "ret", CHURN]
    assert [one.key for one in outcomes_of(company, more[0])] == ["paid", "ret", CHURN]
    assert REFUNDS not in {one.key for one in outcomes_of(company, METRICS[0])}
    assert LESSONS not in {one.key for one in outcomes_of(company, METRICS[0])}
    many = tuple(kpi(f"mrr{at}", "MRR") for at in range(9))
    assert len(outcomes_of(replace(COMPANY, metrics=(*METRICS, *many)), METRICS[0])) == 5
