"""When similar requests speak against a verdict, and what the decider must say then."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.request_values import NAMES, NOW, REQUEST, STAR

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.precedents import Decided, Precedent, Precedents
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Evidence, Obligation, ReasonCode, Verdict
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.weighing import decide, departs, suggest

FREE = replace(REQUEST, obligation=Obligation.NONE, obligation_link="")
YES = Proposal(
    Answer.YES, "return_days", Evidence.SEEN,
    mechanism="When reminded at eight, teachers open the app on more days.",
)  # fmt: skip
NO = Proposal(
    Answer.NO, NO_INPUT, Evidence.SEEN, reason_code=ReasonCode.NO_INPUT,
    reason="Nobody would come on more days because of this.", would_be_yes="Two schools that come back more.",
)  # fmt: skip
DIFFERENCE = "These schools have a contract that begins next month."


def precedents_of(answers):
    day = datetime(2026, 11, 1, tzinfo=UTC)
    return Precedents.of([Precedent(n, f"Title {n}", Answer(each), day) for n, each in enumerate(answers, 1)])


def judged(proposal, answers, request=FREE):
    return decide(
        request, proposal, star=STAR, names=NAMES, decider="U2", at=NOW, today=date(2026, 11, 23),
        precedents=precedents_of(answers),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "majority"),
    [
        ([], None),
        (["no", "no"], None),
        (["no", "no", "yes"], Answer.NO),
        (["no", "yes", "park"], None),
        (["no", "no", "yes", "yes"], None),
        (["park", "yes", "yes", "yes", "no"], Answer.YES),
    ],
)
def test_three_or_more_of_which_most_agree_are_a_custom(answers, majority):
    assert precedents_of(answers).majority is majority


def test_all_are_counted_and_the_latest_five_are_shown():
    found = precedents_of(["no", *["yes"] * 6])
    assert found.total == 7
    assert list(found.counts.items()) == [(Answer.YES, 6), (Answer.NO, 1)]
    assert [each.number for each in found.latest] == [1, 2, 3, 4, 5]


def test_going_against_the_custom_asks_what_is_different():
    with pytest.raises(Invalid) as caught:
        judged(YES, ["no", "no", "yes"])
    assert set(caught.value.fields) == {"difference"}


def test_what_is_different_is_kept_beside_the_precedents_that_were_shown():
    verdict = judged(replace(YES, difference=DIFFERENCE), ["no", "no", "yes"])
    assert (verdict.difference, verdict.precedents) == (DIFFERENCE, (1, 2, 3))


@pytest.mark.parametrize("answers", [["no", "no"], ["yes", "yes", "no"], ["no", "yes", "park"]])
def test_without_a_custom_against_it_a_verdict_that_follows_the_rule_needs_no_more(answers):
    assert judged(replace(YES, difference=DIFFERENCE), answers).difference == ""


def test_custom_does_not_excuse_going_against_the_rule():
    suggestion = suggest(NO_INPUT, Evidence.SEEN, names=NAMES)
    assert departs(Answer.YES, suggestion, precedents_of(["yes", "yes", "yes"]))


@pytest.mark.parametrize("answer", [Answer.ASK_BACK, Answer.DUPLICATE, None])
def test_what_judges_nothing_goes_against_nothing(answer):
    assert not departs(answer, None, precedents_of(["no", "no", "no"]))


def test_an_obligation_is_its_own_difference():
    assert judged(YES, ["no", "no", "no"], REQUEST).exempt
    with pytest.raises(Invalid):
        judged(NO, ["no", "no", "no"], REQUEST)


def test_what_was_seen_with_a_verdict_is_what_stood_then():
    def decided(verdict, number, answer):
        return Decided(verdict, Precedent(number, "Title", answer, NOW))

    history = [decided(1, 4, Answer.NO), decided(2, 9, Answer.YES), decided(3, 12, Answer.NO)]
    later = decided(9, 4, Answer.YES)
    verdict = Verdict(20, Answer.NO, None, "", "U9", NOW, 1, precedents=(12, 9, 4, 77), id=5)
    seen = Precedents.seen_with(verdict, [*history, later])
    assert seen.counts == {Answer.NO: 2, Answer.YES: 1}
    assert [each.number for each in seen.latest] == [12, 9, 4]
