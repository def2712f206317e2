"""Every sentence of the star check: each stands when there is a reason for it, and only then."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.digests import (
    CHURN,
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    NORMAL,
    STAR,
    WEEK,
    business,
    calm,
    digest,
)

from northstar_bot.domain.company.company import Company, Kind, Metric, Orientation, Squad, Style
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey
from northstar_bot.domain.numbers.baselines import Baseline, Reason
from northstar_bot.domain.numbers.lead_evidence import Evidence, Finding, LeadReport, Peak, Told
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.star.star_check import Answered, Question, StarCheck, check_star
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.star.star_check import check_message

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TARGETED = tuple(replace(one, target=100.0) for one in METRICS)
FINE = replace(COMPANY, metrics=TARGETED)
REVENUE = Metric(MetricKey("mrr"), "Monthly revenue", Kind.KPI, style=Style.MONEY)


def told(finding: Finding, weeks: int = 60, metric: MetricKey = LEARNERS) -> Told:
    ahead = Peak(3, 0.5, 0.001) if weeks >= 26 else None
    return Told(Evidence(metric, weeks, 8, ahead, ahead), finding, 0.01)


def leads(*inputs: tuple[Metric, Told]) -> LeadReport:
    return LeadReport(METRICS[0], "2026-Q4", "UTC", inputs)


def check(
    company: Company = FINE, found=None, values=None, report=None, outcomes=(), answers=()
) -> StarCheck:
    return check_star(
        company, company.star or STAR, found or digest(business(), company), values or {}, report or leads(),
        tuple(outcomes), answers, NOW,
    )  # fmt: skip


def said(found: StarCheck) -> str:
    drawn = check_message(found, may_answer=True)
    assert message_problems({"text": drawn.text, "blocks": list(drawn.blocks)}) == []
    return drawn.text


def test_a_star_with_nothing_to_look_at() -> None:
    words = said(check())
    assert words.startswith("Weekly lessons completed: nothing to look at.")
    assert "Guarded: something would show harm done on the way up." in words
    assert "It moves both ways, and a week can be told from noise." in words
    assert "To look at" not in words


def without_guardrails() -> StarCheck:
    company = replace(FINE, metrics=TARGETED[:3])
    return check(company, digest(business(), company))


def cost_only() -> StarCheck:
    cost = Metric(MetricKey("cost"), "Cost per lesson", Kind.GUARDRAIL, target=1.0)
    return check(replace(FINE, metrics=(*TARGETED[:3], cost)))


def speechless() -> StarCheck:
    star = replace(STAR, name="Weekly active learners", definition="", unit="")
    metrics = (replace(TARGETED[0], name="Weekly active learners", unit=""), *TARGETED[1:])
    return check(replace(FINE, star=star, metrics=metrics))


def coarse() -> StarCheck:
    wild = [value * (3 if at % 2 else 1) for at, value in enumerate(calm(30))]
    return check(found=digest(business(learners=wild), FINE))


def revenue() -> StarCheck:
    star = replace(STAR, orientation=Orientation.REVENUE)
    return check(replace(FINE, star=star, squads=(Squad(SquadKey("ops"), "Operations"),)))


def broken() -> StarCheck:
    since = Baseline(LEARNERS, WEEK.plus(-3), Reason.DEFINITION, NOW)
    known = {**NORMAL, LEARNERS: replace(NORMAL[LEARNERS], baselines=(since,))}
    return check(found=digest(known, FINE))


def leaking(*, mix: bool) -> StarCheck:
    return check(found=replace(digest(business(), FINE), leaks=(Leak(METRICS[3], WEEK, mix),)))


def values(star: float) -> dict:
    three = [WEEK.plus(-back) for back in range(3)]
    known = {"lessons": star, "learners": 10.0, "per_learner": 10.0}
    return {MetricKey(key): dict.fromkeys(three, value) for key, value in known.items()}


TO_LOOK_AT = {
    "smell": (
        lambda: check(replace(FINE, star=replace(STAR, definition="Registered learners who complete one"))),
        "speaks of “Registered”: somebody may do that once and never come back.",
    ),
    "only up": (
        lambda: check(values={LESSONS: {WEEK.plus(at - 13): float(at) for at in range(14)}}),
        "Weekly lessons completed has never fallen: it can only go up, so it cannot tell a bad week.",
    ),
    "leak": (
        lambda: leaking(mix=False),
        "Growth with a leak: while the star rose, Churn left its normal range in week 47",
    ),
    "wave": (lambda: leaking(mix=True), "It may be newcomers alone: read it by the week people came."),
    "no guardrail": (without_guardrails, "No guardrail: nothing would show harm done on the way up."),
    "harmless": (cost_only, "No guardrail of quality or retention: nothing says whether customers stay"),
    "speechless": (speechless, "No outcome in its words: say what somebody has done or got"),
    "follows": (
        lambda: check(outcomes=[(REVENUE, told(Finding.STAR_LEADS))]),
        "Not leading: Monthly revenue moved before the star; it should be the other way round.",
    ),
    "coarse": (coarse, "of the mean before it is news. Steer by the inputs."),
    "revenue": (revenue, "About revenue: it lags"),
    "squads": (revenue, "Squads without an input: Operations."),
    "no inputs": (
        lambda: check(replace(FINE, metrics=(TARGETED[0], *TARGETED[3:]))),
        "No inputs: nobody can move the star directly on a Tuesday.",
    ),
    "unowned": (
        lambda: check(replace(FINE, metrics=tuple(replace(one, owner=None, squad=None) for one in TARGETED))),
        "Without an owner: Active learners and Lessons per learner.",
    ),
    "untargeted": (lambda: check(COMPANY), "Without a target: Active learners and Lessons per learner."),
    "gap": (
        lambda: check(values=values(103.0)),
        "The tree leaks: in 3 of 3 weeks the inputs do not multiply to the star (more than 0.5% off).",
    ),
    "break": (broken, "Active learners is counted differently since week 44"),
}


@pytest.mark.parametrize("reason", TO_LOOK_AT)
def test_each_warning_stands_for_its_reason_and_for_no_other(reason: str) -> None:
    made, words = TO_LOOK_AT[reason]
    found = made()
    text = said(found)
    assert words in text
    assert "to look at." in text.splitlines()[0]
    assert found.warnings >= 1
    assert words not in said(check())


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((), "Leading: not tested; declare revenue, or who stays, as a kpi or a guardrail."),
        (
            [(REVENUE, told(Finding.TOO_SHORT, 20))],
            "Leading: not tested against monthly revenue yet; it needs 6 more weeks.",
        ),
        (
            [(REVENUE, told(Finding.LEADS))],
            "Leading: the star moved 3 weeks before monthly revenue; that is no proof of cause.",
        ),
        (
            [(REVENUE, told(Finding.NOTHING))],
            "Leading: tested against monthly revenue, and the star was not found to move first.",
        ),
        (
            [(REVENUE, told(Finding.FLAT))],
            "Leading: tested against monthly revenue, and the star was not found to move first.",
        ),
    ],
)
def test_leading_is_said_against_what_the_company_lives_of(outcomes, words) -> None:
    assert words in said(check(outcomes=outcomes))


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (leads(), "Inputs: not tested yet; /northstar evidence says how many weeks that needs."),
        (
            leads((METRICS[1], told(Finding.LEADS)), (METRICS[2], told(Finding.NOTHING))),
            "Inputs: Active learners moved before the star; that is no proof of cause.",
        ),
        (
            leads((METRICS[1], told(Finding.NOTHING))),
            "Inputs: tested, and none was found to move before the star.",
        ),
    ],
)
def test_what_moves_before_the_star_is_said(report, words) -> None:
    assert words in said(check(report=report))


def answer(question: Question, text: str) -> Answered:
    return Answered(question, text, PersonId("U0ANA"), NOW)


def test_people_answer_for_what_words_do_not_show() -> None:
    """Whoever says which guardrail shows harm, or what outcome the star is, settles it; with their name and day."""
    told_so = answer(Question.HARM, "Cost per lesson rises when teachers redo lessons.")
    company = replace(
        FINE,
        metrics=(*TARGETED[:3], Metric(MetricKey("cost"), "Cost per lesson", Kind.GUARDRAIL, target=1.0)),
    )
    waiting = check(company)
    assert Question.HARM in waiting.unanswered
    assert Question.HARM not in check().unanswered
    assert "Which guardrail shows" not in said(check())
    settled = check(company, answers=[told_so])
    assert not settled.harmless
    assert "“Cost per lesson rises when teachers redo lessons.” <@U0ANA>, 23 Nov 2026" in said(settled)


def test_an_outcome_that_somebody_says_needs_a_verb() -> None:
    star = replace(STAR, name="Weekly active learners", definition="", unit="")
    company = replace(FINE, star=star, metrics=(replace(TARGETED[0], name=star.name, unit=""), *TARGETED[1:]))
    assert check(company, answers=[answer(Question.OUTCOME, "More people are active in it.")]).speechless
    assert not check(company, answers=[answer(Question.OUTCOME, "A child has learned to read.")]).speechless


def test_churn_is_what_guards() -> None:
    assert CHURN in {one.key for one in FINE.of_kind(Kind.GUARDRAIL)}
    assert not check().harmless


def test_a_star_that_smells_is_not_warned_of_its_words_twice() -> None:
    star = replace(STAR, name="Daily users", definition="", unit="")
    metrics = (replace(TARGETED[0], name="Daily users", unit=""), *TARGETED[1:])
    found = check(replace(FINE, star=star, metrics=metrics))
    assert (bool(found.smells), found.speechless) == (True, False)
