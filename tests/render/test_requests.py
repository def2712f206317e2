"""Requests as people see them: within Slack's limits whatever was typed, nothing live in it, all in words."""

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.support.request_values import (
    HOSTILE,
    LONG,
    NAMES,
    NOW,
    REQUEST,
    VERDICT,
    question_of,
    safe_of,
    said_of,
)

from northstar_bot.domain.requests.precedents import Precedent, Precedents
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    State,
    WakeOn,
)
from northstar_bot.domain.requests.views import (
    Glimpse,
    RequestPage,
    VerdictNote,
    Why,
)
from northstar_bot.playground.limits import message_problems, view_problems
from northstar_bot.render.requests import requests as drawn
from northstar_bot.render.requests.ask_form import Origin
from northstar_bot.render.requests.verdicts import verdict_note
from northstar_bot.render.requests.weigh_form import weigh_form


@pytest.mark.parametrize("answer", list(Answer))
def test_messages_stay_within_limits_and_safe(answer):
    verdict = replace(VERDICT, answer=answer, wake_on=WakeOn.DATE, wake_at=date(2027, 1, 4))
    why = Why(
        Glimpse(12, State.PARKED, REQUEST, verdict, may_weigh=True),
        (verdict,) * 9,
        (),
        NAMES,
        3,
        is_asker=True,
    )
    row = Glimpse(12, State.DECLINED, replace(REQUEST, state=State.DECLINED), verdict, may_weigh=True)
    page = RequestPage(
        Query(input="return_days", team="sales", before=40), (row,) * 10, Query(before=3), NAMES
    )
    for message in (
        verdict_note(VerdictNote(REQUEST, verdict, HOSTILE)),
        drawn.why_card(why),
        drawn.listing(page),
    ):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!" not in message.text
        safe_of(message.blocks)


def test_an_origin_travels_and_a_lost_one_counts_as_private():
    origin = Origin("C1", "https://x.org", private=True, message=True)
    assert Origin.unpacked(origin.packed) == origin
    assert Origin.unpacked("").private is True


def test_a_no_thanks_names_the_star_the_reason_the_condition_and_the_decider():
    verdict = replace(
        VERDICT, suggestion=Answer.NO, rule="R1", star_wording={"name": "Daily users"},
        reason="Nobody comes more.",
        would_be_yes="Two schools that do.", difference="",
    )  # fmt: skip
    request = replace(REQUEST, title="Fix the workflow")
    assert verdict_note(VerdictNote(request, verdict, "")).text == (
        "No, for now: #12 Fix the workflow.\n"
        "Thank you for the goal behind it. It was weighed against our North Star, ★ Daily users, version 2.\n"
        "Why: Nobody comes more.\n"
        "What would make it a yes: Two schools that do.\n"
        "If something new is known: appeal once, with evidence; another decider weighs it.\n"
        "Decided by <@U9> on 23 Nov 2026."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": Answer.YES}, "We expect it to move Return days."),
        ({"answer": Answer.YES, "input": NO_INPUT}, "It moves no input."),
        ({"answer": Answer.YES, "exempt": True}, "exempt from the star, counted apart"),
        ({"answer": Answer.PARK, "wake_on": WakeOn.PIVOT}, "It comes back when the North Star changes."),
        ({"answer": Answer.PARK, "wake_on": WakeOn.EVIDENCE}, "What evidence would settle it: "),
        (
            {"answer": Answer.PARK, "wake_on": WakeOn.DATE, "wake_at": date(2027, 1, 4)},
            "comes back on 4 Jan 2027",
        ),
        ({"answer": Answer.ASK_BACK}, "The question: "),
        ({"answer": Answer.DUPLICATE}, "It repeats #4; what is decided there counts for it."),
    ],
)
def test_every_other_verdict_says_what_follows(changes, words):
    note = VerdictNote(REQUEST, replace(VERDICT, difference="", **changes), "Return days")
    assert words in verdict_note(note).text


def test_a_duplicate_names_what_it_repeats_how_that_stands_and_leads_there():
    verdict = replace(VERDICT, answer=Answer.DUPLICATE, difference="")
    other = replace(REQUEST, number=4, title="Print <!channel>", state=State.ACCEPTED)
    note = verdict_note(VerdictNote(REQUEST, verdict, "", repeats=Glimpse(4, other.state, other)))
    assert (
        "It repeats #4 Print &lt;!channel&gt;.\nHow that stands: accepted. It counts for both." in note.text
    )
    assert [block["elements"][0]["value"] for block in note.blocks[-2:]] == ["12", "4"]
    assert message_problems({"text": note.text, "blocks": list(note.blocks)}) == []
    hidden = verdict_note(VerdictNote(REQUEST, verdict, "", repeats=Glimpse(4, State.OPEN)))
    assert "It repeats #4, which is private." in hidden.text
    assert len(hidden.blocks[-1]["elements"]) == 1


def test_whoever_had_a_yes_reads_that_it_was_one_and_that_the_star_changed():
    before = replace(VERDICT, answer=Answer.YES, decided_at=NOW, star_version=1)
    note = verdict_note(VerdictNote(REQUEST, replace(VERDICT, star_version=2), "", before=before))
    assert "It was accepted on 23 Nov 2026, under ★ " in note.text
    assert "The North Star has changed since, so it was weighed again." in note.text


def test_what_an_obligation_decides_was_not_weighed_against_the_star():
    note = verdict_note(
        VerdictNote(REQUEST, replace(VERDICT, answer=Answer.YES, exempt=True, difference=""), "")
    )
    assert "weighed against" not in note.text
    assert "exempt from the star" in note.text


@pytest.mark.parametrize(
    ("answer", "buttons"), [(Answer.ASK_BACK, 2), (Answer.PARK, 2), (Answer.NO, 2), (Answer.YES, 1)]
)
def test_an_asker_can_answer_where_an_answer_helps(answer, buttons):
    message = verdict_note(VerdictNote(REQUEST, replace(VERDICT, answer=answer), ""))
    assert len(message.blocks[-1]["elements"]) == buttons


def test_a_no_after_an_appeal_is_final_and_offers_no_other():
    message = verdict_note(VerdictNote(REQUEST, VERDICT, "", appealed=True))
    assert "this no is final under this star" in message.text
    assert len(message.blocks[-1]["elements"]) == 1


def test_the_similar_requests_that_were_seen_are_counted_and_numbered():
    seen = [
        Precedent(number, "Title", answer, NOW)
        for number, answer in ((4, Answer.NO), (9, Answer.NO), (12, Answer.YES))
    ]
    note = verdict_note(VerdictNote(REQUEST, VERDICT, "Return days", alike=Precedents.of(seen)))
    assert "Of three like it (same input and kind): 2 no, 1 yes (#4, #9, #12)" in note.text
    assert "alike" not in verdict_note(VerdictNote(REQUEST, VERDICT, "Return days")).text
    for other in (replace(VERDICT, answer=Answer.ASK_BACK), replace(VERDICT, answer=Answer.YES, exempt=True)):
        assert "alike" not in verdict_note(VerdictNote(REQUEST, other, "", alike=Precedents.of(seen))).text


def test_a_question_was_asked_and_not_decided():
    asked = verdict_note(VerdictNote(REQUEST, replace(VERDICT, answer=Answer.ASK_BACK), ""))
    assert "Asked by" in asked.text
    assert "Decided by" not in asked.text


def test_why_says_in_plain_words_that_the_star_has_changed():
    flagged = replace(REQUEST, re_weigh=True)
    message = drawn.why_card(Why(Glimpse(12, State.ACCEPTED, flagged), (VERDICT,), (), NAMES, 3))
    assert "The North Star has changed since it was weighed" in json.dumps(message.blocks)


def test_why_shows_the_star_of_the_day_and_that_it_is_an_earlier_one():
    why = Why(Glimpse(12, State.DECLINED, REQUEST, VERDICT), (VERDICT,), (), NAMES, 3)
    drawn_why = json.dumps(drawn.why_card(why).blocks, ensure_ascii=False)
    assert "version 2 (an earlier star)" in drawn_why
    assert "the rule suggested yes (R2: moves an input, with evidence)" in drawn_why
    assert "(an earlier star)" not in json.dumps(drawn.why_card(replace(why, star_version=2)).blocks)


def test_a_private_request_is_a_number_and_a_state():
    card = drawn.why_card(Why(Glimpse(9, State.OPEN), (), (), NAMES, 3))
    assert card.text == "#9 is private to its asker and the deciders. It is open."
    listing = drawn.listing(RequestPage(Query(), (Glimpse(9, State.OPEN),), None, NAMES))
    assert listing.text == "Open requests:\n#9 private (open)"


def test_the_asker_may_answer_add_and_withdraw_where_the_diagram_allows():
    def labels(state, *, is_asker=True):
        request = replace(REQUEST, state=state)
        card = drawn.why_card(Why(Glimpse(12, state, request), (), (), NAMES, 3, is_asker))
        rows = [block["elements"] for block in card.blocks if block["type"] == "actions"]
        return [each["text"]["text"] for row in rows for each in row]

    assert labels(State.NEEDS_INFO) == ["Answer", "Withdraw"]
    assert labels(State.PARKED) == ["Add evidence", "Withdraw"]
    assert labels(State.SHIPPED) == []
    assert labels(State.PARKED, is_asker=False) == ["Join #12"]


def test_an_empty_list_says_so_and_offers_to_ask():
    message = drawn.listing(
        RequestPage(Query(Which.WAITING, team="sales", input="return_days"), (), None, NAMES)
    )
    assert message.text == "Waiting on me from sales for Return days:\nNothing here."
    assert [each["text"]["text"] for each in message.blocks[-1]["elements"]] == ["Refresh", "Filter", "Ask"]


def test_the_pages_of_a_list_know_each_other():
    page = RequestPage(Query(before=40), (Glimpse(12, State.OPEN, REQUEST),), Query(before=12), NAMES)
    values = {each["text"]["text"]: each["value"] for each in drawn.listing(page).blocks[-1]["elements"]}
    pages = {"Refresh": "open before:40", "Older": "open before:12", "Newest": "open"}
    assert values == pages | {"Filter": "open"}


def test_a_verdict_from_a_retired_input_keeps_its_key():
    why = Why(Glimpse(12, State.ACCEPTED, replace(REQUEST, input="gone")), (), (), NAMES, 3)
    assert "input: gone" in json.dumps(drawn.why_card(why).blocks)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [(None, "input: not sure"), (NO_INPUT, "input: no input"), (STAR_ONLY, "the star as a whole")],
)
def test_a_choice_that_is_no_input_has_words_too(chosen, words):
    request = replace(REQUEST, input=chosen, needed_by=None, permalink="")
    card = drawn.why_card(Why(Glimpse(12, State.OPEN, request), (), (), NAMES, 3))
    assert words in json.dumps(card.blocks)
    assert "archives" not in json.dumps(card.blocks)
    assert "needed by" not in said_of(weigh_form(question_of(request=request)))
    row = drawn.listing(RequestPage(Query(), (Glimpse(12, State.OPEN, request),), None, NAMES)).blocks[2]
    assert row["elements"][0]["text"].startswith("open · <@U1>" if chosen is None else "open · ")


def test_a_verdict_without_a_rule_says_so():
    verdict = replace(VERDICT, suggestion=None, rule="")
    why = Why(Glimpse(12, State.DECLINED, REQUEST, verdict), (verdict,), (), NAMES, 3)
    assert "no rule applied" in json.dumps(drawn.why_card(why).blocks)


def test_the_reply_form_stays_within_limits():
    assert view_problems(drawn.reply_form(999_999_999, LONG)) == []
