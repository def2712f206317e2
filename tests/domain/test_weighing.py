"""The rules R1 to R5, and what a verdict must carry, as the people who rely on them would check it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.errors import BadInput, Invalid, NotAllowed
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    Evidence,
    Obligation,
    ReasonCode,
    Request,
    WakeOn,
)
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.weighing import decide, departs, suggest

NAMES = {"dau_new": "New daily users", "lessons_assigned": "Lessons assigned"}
STAR = Star(1, "dau", "Every classroom learns daily", "Daily users", "users")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
REQUEST = Request(
    "acme", 12, "U1", "client request", "New notifications", "Teachers forget us", Evidence.SEEN, NOW
)
MECHANISM = "When a teacher is reminded at eight, they open the app more often."
REASON = "It moves no input of daily users: nobody would come on more days because of it."
CONDITION = "Three schools that come back more often with it."


def _decide(proposal, request=REQUEST, decider="U2", star=STAR):
    return decide(request, proposal, star=star, names=NAMES, decider=decider, at=NOW, today=TODAY)


def _wrong(proposal, **more):
    with pytest.raises(Invalid) as caught:
        _decide(proposal, **more)
    return caught.value.fields


YES = Proposal(Answer.YES, "dau_new", Evidence.SEEN, mechanism=MECHANISM)
NO = Proposal(
    Answer.NO,
    NO_INPUT,
    Evidence.HUNCH,
    reason_code=ReasonCode.NO_INPUT,
    reason=REASON,
    would_be_yes=CONDITION,
)


@pytest.mark.parametrize(
    ("chosen", "evidence", "obliged", "answer", "rule"),
    [
        (NO_INPUT, Evidence.MEASURED, (Obligation.NONE, ""), Answer.NO, "R1"),
        ("dau_new", Evidence.MEASURED, (Obligation.NONE, ""), Answer.YES, "R2"),
        ("dau_new", Evidence.SEEN, (Obligation.NONE, ""), Answer.YES, "R2"),
        ("dau_new", Evidence.ASKED, (Obligation.NONE, ""), Answer.PARK, "R3"),
        ("dau_new", Evidence.HUNCH, (Obligation.NONE, ""), Answer.PARK, "R3"),
        (STAR_ONLY, Evidence.MEASURED, (Obligation.NONE, ""), Answer.ASK_BACK, "R4"),
        (NO_INPUT, Evidence.HUNCH, (Obligation.LEGAL, "https://law"), Answer.YES, "R5"),
        ("dau_new", Evidence.HUNCH, (Obligation.OUTAGE, "https://x"), Answer.YES, "R5"),
        (NO_INPUT, Evidence.HUNCH, (Obligation.LEGAL, ""), Answer.NO, "R1"),
    ],
)
def test_the_table_suggests(chosen, evidence, obliged, answer, rule):
    suggestion = suggest(chosen, evidence, *obliged, names=NAMES)
    assert (suggestion.answer, suggestion.rule) == (answer, rule)
    assert suggestion.exempt is (rule == "R5")


@pytest.mark.parametrize("chosen", [None, "gone"])
def test_nothing_is_suggested_before_an_input_is_chosen(chosen):
    assert suggest(chosen, Evidence.MEASURED, names=NAMES) is None


def test_the_rule_names_the_input():
    assert suggest("dau_new", Evidence.SEEN, names=NAMES).words == "moves New daily users, with evidence"


def test_under_daily_users_notifications_are_a_yes_and_the_assignment_workflow_is_a_no():
    assert suggest("dau_new", Evidence.MEASURED, names=NAMES).answer is Answer.YES
    assert suggest(NO_INPUT, Evidence.MEASURED, names=NAMES).answer is Answer.NO


def test_a_yes_keeps_the_star_of_its_day_and_the_suggestion():
    verdict = _decide(YES)
    assert verdict.star_version == 1
    assert verdict.star_wording["name"] == "Daily users"
    assert (verdict.suggestion, verdict.rule, verdict.mechanism) == (Answer.YES, "R2", MECHANISM)
    assert not verdict.exempt


def test_a_no_carries_its_reason_and_its_condition():
    verdict = _decide(NO)
    assert (verdict.reason, verdict.would_be_yes) == (REASON, CONDITION)
    assert verdict.reason_code == "moves no input"


def test_an_obligation_makes_a_yes_exempt():
    obliged = replace(REQUEST, obligation=Obligation.SECURITY, obligation_link="https://advisory")
    assert _decide(Proposal(Answer.YES, NO_INPUT, Evidence.HUNCH), request=obliged).exempt


def test_an_obligation_asks_neither_for_an_input_nor_how_it_moves_one():
    obliged = replace(REQUEST, obligation=Obligation.SECURITY, obligation_link="https://advisory")
    assert _decide(Proposal(Answer.YES, None, Evidence.HUNCH), request=obliged).exempt
    assert _decide(replace(YES, mechanism=""), request=obliged).exempt
    with pytest.raises(Invalid) as refused:
        _decide(replace(NO, input=None), request=obliged)
    assert "input" in refused.value.fields
    with pytest.raises(Invalid):
        _decide(replace(YES, input="gone"), request=obliged)


@pytest.mark.parametrize(
    ("proposal", "field"),
    [
        (Proposal(None, NO_INPUT, Evidence.SEEN), "answer"),
        (replace(YES, input=None), "input"),
        (replace(YES, input="gone"), "input"),
        (replace(YES, mechanism="too short"), "mechanism"),
        (replace(YES, mechanism="\u200b\u200d" * 40), "mechanism"),
        (replace(YES, mechanism="x" * 801), "mechanism"),
        (replace(YES, stops="x" * 401), "stops"),
        (replace(NO, reason="too short"), "reason"),
        (replace(NO, reason="x" * 801), "reason"),
        (replace(NO, reason=""), "reason"),
        (replace(NO, reason_code=None), "reason_code"),
        (replace(NO, would_be_yes="more"), "would_be_yes"),
        (replace(NO, would_be_yes="x" * 401), "would_be_yes"),
        (Proposal(Answer.PARK, "dau_new", Evidence.HUNCH), "wake_on"),
        (Proposal(Answer.PARK, "dau_new", Evidence.HUNCH, wake_on=WakeOn.DATE), "wake_at"),
        (Proposal(Answer.PARK, "dau_new", Evidence.HUNCH, wake_on=WakeOn.DATE, wake_at=TODAY), "wake_at"),
        (Proposal(Answer.PARK, "dau_new", Evidence.HUNCH, wake_on=WakeOn.EVIDENCE), "would_be_yes"),
        (Proposal(Answer.PARK, "dau_new", Evidence.HUNCH, wake_on=WakeOn.PIVOT), "reason"),
        (
            Proposal(
                Answer.PARK,
                "dau_new",
                Evidence.HUNCH,
                wake_on=WakeOn.PIVOT,
                reason="It is not a priority now.",
            ),
            "reason",
        ),
        (Proposal(Answer.ASK_BACK, STAR_ONLY, Evidence.SEEN, question="why?"), "question"),
        (Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN), "duplicate_of"),
        (Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, duplicate_of=12), "duplicate_of"),
    ],
)
def test_what_is_missing_is_said_under_its_field(proposal, field):
    assert field in _wrong(proposal)


@pytest.mark.parametrize(
    "reason",
    [
        "This is simply not a priority for the company this quarter.",
        "Sorry, but it isn’t a priority for anyone in the house right now.",
        "No. No, no, no. Sorry, we will not do it, thank you, no.",
        "NO!!! ... no ... no ... sorry ... no ... not now, no.",
    ],
)
def test_a_no_that_explains_nothing_is_refused(reason):
    assert "reason" in _wrong(replace(NO, reason=reason))


def test_all_that_is_missing_is_said_at_once():
    assert set(_wrong(Proposal(Answer.NO, NO_INPUT, Evidence.HUNCH))) == {
        "reason",
        "reason_code",
        "would_be_yes",
    }


def test_going_against_the_suggestion_needs_the_difference():
    against = replace(NO, input="dau_new", evidence=Evidence.MEASURED)
    assert set(_wrong(against)) == {"difference"}
    told = replace(against, difference="The two schools that measured it are not our customers any more.")
    assert _decide(told).difference.startswith("The two schools")


def test_a_difference_is_not_kept_where_there_is_none():
    assert _decide(replace(YES, difference="I was about to disagree but then did not.")).difference == ""


@pytest.mark.parametrize("answer", [Answer.ASK_BACK, Answer.DUPLICATE])
def test_a_question_back_or_a_duplicate_departs_from_nothing(answer):
    assert not departs(answer, suggest("dau_new", Evidence.SEEN, names=NAMES))


def test_a_question_back_is_what_the_asker_reads():
    asked = Proposal(Answer.ASK_BACK, STAR_ONLY, Evidence.SEEN, question="Which of the two screens is it?")
    assert _decide(asked).reason == "Which of the two screens is it?"


def test_a_parked_request_waits_for_its_evidence():
    parked = Proposal(
        Answer.PARK,
        "dau_new",
        Evidence.HUNCH,
        wake_on=WakeOn.EVIDENCE,
        would_be_yes="Two schools that tried it.",
    )
    verdict = _decide(parked)
    assert (verdict.wake_on, verdict.wake_at, verdict.would_be_yes) == (
        WakeOn.EVIDENCE, None, "Two schools that tried it.",
    )  # fmt: skip


def test_a_duplicate_names_what_it_repeats():
    assert _decide(Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, duplicate_of=3)).duplicate_of == 3


def test_nobody_decides_their_own_request():
    with pytest.raises(NotAllowed, match="their own request"):
        _decide(YES, decider="U1")


def test_without_a_star_nothing_is_weighed():
    with pytest.raises(BadInput, match="Requests are kept and wait for it"):
        _decide(YES, star=None)


@given(
    st.builds(
        Proposal,
        answer=st.sampled_from([None, *Answer]),
        input=st.sampled_from([None, NO_INPUT, STAR_ONLY, *NAMES]),
        evidence=st.sampled_from(list(Evidence)),
        mechanism=st.text(max_size=60),
        reason_code=st.sampled_from([None, *ReasonCode]),
        reason=st.text(max_size=60),
        would_be_yes=st.text(max_size=60),
        question=st.text(max_size=60),
        difference=st.text(max_size=60),
        wake_on=st.sampled_from([None, *WakeOn]),
        wake_at=st.none() | st.dates(),
        duplicate_of=st.none() | st.integers(),
    )
)
def test_whatever_is_typed_a_verdict_is_complete_or_every_lack_is_named(proposal):
    lacks, verdict = {}, None
    try:
        verdict = _decide(proposal)
    except Invalid as wrong:
        lacks = wrong.fields
    if verdict is None:
        assert lacks
        assert all(lacks.values())
        return
    assert verdict.answer is proposal.answer
    assert verdict.answer is not Answer.NO or (len(verdict.reason) >= 30 and len(verdict.would_be_yes) >= 20)
    assert verdict.answer in (verdict.suggestion, Answer.ASK_BACK, Answer.DUPLICATE) or verdict.difference
