"""Requests as people see them: within Slack's limits whatever was typed, nothing live in it, all in words."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company import Kind, Metric, Star
from northstar_bot.domain.request_query import Query, Which
from northstar_bot.domain.request_views import (
    Asked,
    AskForm,
    Glimpse,
    RequestPage,
    SelfCheck,
    VerdictNote,
    WeighQuestion,
    Why,
)
from northstar_bot.domain.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    Evidence,
    Note,
    Obligation,
    Request,
    State,
    Verdict,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.weighing import suggest
from northstar_bot.playground.limits import message_problems, view_problems
from northstar_bot.render import requests as drawn
from northstar_bot.render.ask_form import Origin, ask_form, asked
from northstar_bot.render.self_check import self_check, text_of
from northstar_bot.render.verdicts import verdict_note
from northstar_bot.render.weigh_form import Filled, Ticket, weigh_form

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOSTILE = "<!channel> <@U1> *bold* `code` https://evil.example & مرحبا"
LONG = ("<!here> *x* & " * 200)[:1500]
STAR = Star(3, "dau", "Every classroom learns daily", "Daily users", "users")
INPUTS = (Metric("new_users", "New teachers", Kind.INPUT), Metric("return_days", "Return days", Kind.INPUT))
NAMES = {each.key: each.name for each in INPUTS}
REQUEST = Request(
    "acme", 12, "U1", "client request", HOSTILE, LONG, Evidence.SEEN, NOW, input="return_days",
    needed_by=date(2026, 12, 1), needed_why=HOSTILE, obligation=Obligation.LEGAL,
    obligation_link="https://law.example/7", permalink="https://acme.slack.com/archives/C1/p1",
)  # fmt: skip
VERDICT = Verdict(
    12, Answer.NO, Answer.YES, "R2", "U9", NOW, 2, {"name": HOSTILE}, input="return_days",
    mechanism=LONG[:800], reason_code="not now", reason=LONG[:800], would_be_yes=LONG[:400],
    difference=LONG[:800], stops=LONG[:400], duplicate_of=4, id=7,
)  # fmt: skip


def _question(chosen="return_days", evidence=Evidence.SEEN, request=REQUEST, notes=(), earlier=None):
    suggestion = suggest(chosen, evidence, request.obligation, request.obligation_link, names=NAMES)
    return WeighQuestion(request, STAR, INPUTS, chosen, evidence, suggestion, notes, earlier)


def _marked_up(found):
    """Every mrkdwn text anywhere in what Slack is given."""
    if isinstance(found, dict):
        if found.get("type") == "mrkdwn":
            yield found
        found = list(found.values())
    if isinstance(found, list | tuple):
        for each in found:
            yield from _marked_up(each)


def _safe(payload):
    for text in _marked_up(payload):
        assert text["verbatim"] is True
        assert "<!" not in text["text"]
        assert "&lt;!channel&gt;" in text["text"] or "channel" not in text["text"]


def _fields(view):
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def _said(view):
    return json.dumps(view["blocks"], ensure_ascii=False)


@pytest.mark.parametrize("answer", [None, *Answer])
@pytest.mark.parametrize("wake_on", [None, *WakeOn])
def test_the_weigh_form_stays_within_limits_and_safe(answer, wake_on):
    notes = tuple(Note("U1", LONG, NOW) for _ in range(9))
    texts = {"reason": LONG[:800], "mechanism": LONG[:800], "question": LONG[:800]}
    view = weigh_form(
        _question(notes=notes, earlier=VERDICT), Filled(answer, wake_on, texts), {"reason": "Say why."}
    )
    assert view_problems(view) == []
    _safe(view)


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
        _safe(message.blocks)


@pytest.mark.parametrize("star", [None, STAR])
def test_the_ask_form_stays_within_limits(star):
    many = tuple(Metric(f"m{n}", "Ω" * 200, Kind.INPUT) for n in range(120))
    for text in ("", HOSTILE, LONG * 2):
        view = ask_form(
            AskForm(star, many), Origin("C1", "https://x.org/y", private=True, message=True), text
        )
        assert view_problems(view) == []
        _safe(view)


@given(st.text(max_size=3000))
def test_whatever_is_typed_the_forms_can_be_shown(text):
    assert view_problems(ask_form(AskForm(STAR, INPUTS), Origin(), text)) == []
    words = f"{text[:1400]}!"
    check = self_check(SelfCheck(words, STAR, INPUTS, None, Evidence.HUNCH, None))
    assert view_problems(check) == []
    assert text_of(check["private_metadata"]) == words


def test_the_weigh_form_opens_with_the_star_and_not_with_a_team():
    view = weigh_form(_question())
    assert view["blocks"][0]["text"]["text"] == "★ Daily users · version 3"
    assert "sales" not in _said(weigh_form(_question(request=replace(REQUEST, asker_team="sales"))))
    assert "<@U1>" in json.dumps(view["blocks"][-1])


@pytest.mark.parametrize(
    ("answer", "wake_on", "fields"),
    [
        (Answer.YES, None, ["mechanism", "stops"]),
        (Answer.NO, None, ["reason_code", "reason", "would_be_yes", "difference"]),
        (Answer.PARK, None, ["wake_on", "reason", "difference"]),
        (Answer.PARK, WakeOn.DATE, ["wake_on", "wake_at", "reason", "difference"]),
        (Answer.PARK, WakeOn.EVIDENCE, ["wake_on", "would_be_yes", "reason", "difference"]),
        (Answer.ASK_BACK, None, ["question"]),
        (Answer.DUPLICATE, None, ["duplicate_of"]),
        (None, None, []),
    ],
)
def test_a_verdict_brings_its_own_fields(answer, wake_on, fields):
    assert _fields(weigh_form(_question(), Filled(answer, wake_on))) == [
        "input",
        "evidence",
        "answer",
        *fields,
    ]


def test_the_suggestion_names_its_rule_and_follows_the_choices():
    plain = replace(REQUEST, obligation=Obligation.NONE)
    assert "Rule R2: moves Return days, with evidence." in _said(weigh_form(_question(request=plain)))
    assert "Rule R3: plausible, unproven: what evidence would settle it?" in _said(
        weigh_form(_question(evidence=Evidence.HUNCH, request=plain))
    )
    assert "choose an input, and the rule will say" in _said(weigh_form(_question(None, request=plain)))
    assert "Rule R5: an obligation (legal): exempt, counted apart." in _said(weigh_form(_question()))


def test_a_mechanism_is_asked_for_only_where_an_input_is_named():
    assert _fields(weigh_form(_question(NO_INPUT), Filled(Answer.YES)))[3:] == ["stops"]


def test_text_of_hidden_fields_travels_along_and_comes_back():
    view = weigh_form(
        _question(), Filled(Answer.NO, texts={"mechanism": "When reminded", "reason": "Because"})
    )
    ticket = Ticket.unpacked(view["private_metadata"])
    assert (ticket.number, ticket.seen.moves, ticket.seen.star_version) == (12, 0, 3)
    assert ticket.texts == {"mechanism": "When reminded"}
    again = weigh_form(_question(), Filled(Answer.YES, texts=ticket.texts))
    assert next(b for b in again["blocks"] if b.get("block_id") == "mechanism")["element"][
        "initial_value"
    ] == ("When reminded")


def test_too_much_hidden_text_never_costs_the_ids():
    texts = dict.fromkeys(("mechanism", "question", "difference", "stops"), "x" * 800)
    packed = weigh_form(_question(), Filled(Answer.NO, texts=texts))["private_metadata"]
    assert len(packed) <= 3000
    assert Ticket.unpacked(packed).number == 12


def test_what_was_missing_out_of_sight_is_said_above_the_fields():
    view = weigh_form(_question(), Filled(Answer.NO), {"reason": "Please give the reason."})
    assert "Not saved yet. Please give the reason." in _said(view)


def test_a_title_too_long_goes_into_the_problem_whole():
    text = "a very long wish " * 20
    blocks = {b.get("block_id"): b for b in ask_form(AskForm(STAR, INPUTS), Origin(), text)["blocks"]}
    assert blocks["title"]["element"]["initial_value"].endswith("…")
    assert blocks["problem"]["element"]["initial_value"] == text


@pytest.mark.parametrize(
    ("origin", "offered", "chosen"),
    [
        (Origin("C1"), ["channel", "deciders"], "channel"),
        (Origin("G1", private=True), ["channel", "deciders"], "deciders"),
        (Origin("C1", message=True), ["channel", "deciders"], "channel"),
        (Origin("G1", private=True, message=True), ["deciders"], "deciders"),
    ],
)
def test_a_private_message_is_only_for_the_deciders(origin, offered, chosen):
    field = next(
        b for b in ask_form(AskForm(STAR, ()), origin)["blocks"] if b.get("block_id") == "visibility"
    )
    assert [each["value"] for each in field["element"]["options"]] == offered
    assert field["element"]["initial_option"]["value"] == chosen


def test_an_origin_travels_and_a_lost_one_counts_as_private():
    origin = Origin("C1", "https://x.org", private=True, message=True)
    assert Origin.unpacked(origin.packed) == origin
    assert Origin.unpacked("").private is True


@pytest.mark.parametrize(
    ("fresh", "weighable", "words"),
    [
        (True, True, "You get the answer and its reason in a message."),
        (True, False, "No North Star is set yet"),
        (False, True, "You had sent this already"),
    ],
)
def test_after_asking_one_sees_what_happens_next(fresh, weighable, words):
    view = asked(Asked(replace(REQUEST, visibility=Visibility.DECIDERS), fresh, weighable))
    assert view_problems(view) == []
    assert words in _said(view)
    assert "Only you and the deciders can read it." in _said(view)


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
        "Decided by <@U9> on 23 Nov 2026."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": Answer.YES}, "It moves Return days."),
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


@pytest.mark.parametrize(("answer", "buttons"), [(Answer.ASK_BACK, 2), (Answer.PARK, 2), (Answer.NO, 1)])
def test_an_asker_can_answer_where_an_answer_helps(answer, buttons):
    message = verdict_note(VerdictNote(REQUEST, replace(VERDICT, answer=answer), ""))
    assert len(message.blocks[-1]["elements"]) == buttons


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
    assert labels(State.PARKED, is_asker=False) == []


def test_an_empty_list_says_so_and_offers_to_ask():
    message = drawn.listing(
        RequestPage(Query(Which.WAITING, team="sales", input="return_days"), (), None, NAMES)
    )
    assert message.text == "Waiting on me from sales for Return days:\nNothing here."
    assert [each["text"]["text"] for each in message.blocks[-1]["elements"]] == ["Refresh", "Ask"]


def test_the_pages_of_a_list_know_each_other():
    page = RequestPage(Query(before=40), (Glimpse(12, State.OPEN, REQUEST),), Query(before=12), NAMES)
    values = {each["text"]["text"]: each["value"] for each in drawn.listing(page).blocks[-1]["elements"]}
    assert values == {"Refresh": "open before:40", "Older": "open before:12", "Newest": "open"}


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
    assert "needed by" not in _said(weigh_form(_question(request=request)))
    row = drawn.listing(RequestPage(Query(), (Glimpse(12, State.OPEN, request),), None, NAMES)).blocks[2]
    assert row["elements"][0]["text"].startswith("open · <@U1>" if chosen is None else "open · ")


def test_a_verdict_without_a_rule_says_so():
    verdict = replace(VERDICT, suggestion=None, rule="")
    why = Why(Glimpse(12, State.DECLINED, REQUEST, verdict), (verdict,), (), NAMES, 3)
    assert "no rule applied" in json.dumps(drawn.why_card(why).blocks)


def test_the_reply_form_stays_within_limits():
    assert view_problems(drawn.reply_form(999_999_999, LONG)) == []
