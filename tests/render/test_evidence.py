"""Lead evidence as people read it."""

from datetime import UTC, datetime

import pytest
from tests.support.digests import METRICS

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.lead_evidence import Evidence, LeadReport, Peak, told
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.evidence import MOST, evidence_message

STAR, LEARNERS, PER_LEARNER, CHURN, _ = METRICS
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOISE = Peak(2, 0.1, 0.8)


def report(*found, metrics=(LEARNERS,)):
    return LeadReport(STAR, "2026-Q4", "Europe/Berlin", tuple(zip(metrics, told(found), strict=True)))


def one(weeks=60, ahead=NOISE, behind=NOISE, metric=LEARNERS):
    return Evidence(metric.key, weeks, 8 if weeks >= 52 else 4, ahead, behind, AT)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            one(ahead=Peak(3, 0.42, 0.002)),
            "learners move first, by about 3 weeks, the same way as the star (r +0.42, p 0.002, 60 weeks); not proof",
        ),
        (one(40, Peak(1, -0.5, 0.02)), "early sign: move first, by about 1 week, the other way"),
        (one(), "do not show a lead: nothing beyond chance up to 8 weeks ahead (p 0.8, 60 weeks)."),
        (
            one(ahead=Peak(3, 0.4, 0.01), behind=Peak(2, 0.6, 0.001)),
            "follow the star by about 2 weeks (p 0.001, 60 weeks), so no lead is claimed.",
        ),
        (one(60, None, None), "do not vary enough beside the star to be tested (60 weeks)."),
        (
            Evidence(LEARNERS.key, 19),
            "need 7 more weeks before anything can be said (19 of 26 known, without a gap, for the star as well).",
        ),
    ],
)
def test_each_finding_is_one_plain_sentence(found, sentence):
    said = evidence_message(report(found)).text
    assert sentence in said
    assert "not proof of cause" in said


def test_one_thing_moves_and_many_move():
    churn = one(ahead=Peak(3, 0.42, 0.002), metric=CHURN)
    assert "Churn moves first" in evidence_message(report(churn, metrics=(CHURN,))).text
    behind = one(behind=Peak(3, 0.42, 0.002), metric=CHURN)
    assert "Churn follows the star" in evidence_message(report(behind, metrics=(CHURN,))).text
    assert (
        "Churn needs 26 more weeks" in evidence_message(report(Evidence(CHURN.key, 0), metrics=(CHURN,))).text
    )
    assert (
        "Churn does not vary" in evidence_message(report(one(60, None, None, CHURN), metrics=(CHURN,))).text
    )


def test_it_says_when_it_was_tested_and_that_inputs_were_counted():
    said = evidence_message(report(one())).text
    assert "Tested Mon 23 Nov 09:00 Europe/Berlin; again next quarter at the earliest." in said
    assert "corrected for the number of inputs" in said
    assert "Tested" not in evidence_message(report(Evidence(LEARNERS.key, 3))).text


def test_without_inputs_it_says_so():
    assert "There is no input yet" in evidence_message(report(metrics=())).text


def test_many_inputs_fit_into_a_message():
    found = [one(ahead=Peak(3, 0.42, 0.002), metric=LEARNERS) for _ in range(60)]
    many = [
        Evidence(MetricKey(f"m{at}"), 60, 8, each.ahead, each.behind, AT) for at, each in enumerate(found)
    ]
    drawn = evidence_message(report(*many, metrics=(LEARNERS,) * 60))
    assert f"and {60 - MOST} more inputs; ask for one by name" in drawn.text
    assert message_problems({"text": drawn.text, "blocks": list(drawn.blocks)}) == []
