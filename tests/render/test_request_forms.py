"""The forms of requests: within Slack's limits whatever was typed, the right fields, nothing typed is lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.request_values import (
    HOSTILE,
    INPUTS,
    LONG,
    NOW,
    REQUEST,
    STAR,
    VERDICT,
    fields_of,
    question_of,
    safe_of,
    said_of,
)

from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.company.load import Load
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.precedents import Precedent, Precedents
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Note,
    Obligation,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.requests.views import (
    Asked,
    AskForm,
    SelfCheck,
)
from northstar_bot.playground.limits import view_problems
from northstar_bot.render.requests.ask_form import Origin, ask_form, asked, begun_with
from northstar_bot.render.requests.decline_preview import Unsent
from northstar_bot.render.requests.self_check import origin_in, self_check, text_of
from northstar_bot.render.requests.weigh_form import Filled, Ticket, weigh_form


@pytest.mark.parametrize("answer", [None, *Answer])
@pytest.mark.parametrize("wake_on", [None, *WakeOn])
def test_the_weigh_form_stays_within_limits_and_safe(answer, wake_on):
    notes = tuple(Note("U1", LONG, REQUEST.asked_at) for _ in range(9))
    texts = {"reason": LONG[:800], "mechanism": LONG[:800], "question": LONG[:800]}
    view = weigh_form(
        question_of(notes=notes, earlier=VERDICT), Filled(answer, wake_on, texts), {"reason": "Say why."}
    )
    assert view_problems(view) == []
    safe_of(view)


@pytest.mark.parametrize("star", [None, STAR])
def test_the_ask_form_stays_within_limits(star):
    many = tuple(Metric(f"m{n}", "Ω" * 200, Kind.INPUT) for n in range(120))
    for text in ("", HOSTILE, LONG * 2):
        view = ask_form(
            AskForm(star, many), Origin("C1", "https://x.org/y", private=True, message=True), begun_with(text)
        )
        assert view_problems(view) == []
        safe_of(view)


@given(st.text(max_size=3000))
def test_whatever_is_typed_the_forms_can_be_shown(text):
    assert view_problems(ask_form(AskForm(STAR, INPUTS), Origin(), begun_with(text))) == []
    words = f"{text[:1400]}!"
    check = self_check(SelfCheck(words, STAR, INPUTS, None, Evidence.HUNCH, None), Origin())
    assert view_problems(check) == []
    assert text_of(check["private_metadata"]) == words


def test_the_weigh_form_opens_with_the_star_and_not_with_a_team():
    view = weigh_form(question_of())
    assert view["blocks"][0]["text"]["text"] == "★ Daily users · version 3"
    assert "sales" not in said_of(weigh_form(question_of(request=replace(REQUEST, asker_team="sales"))))
    assert "<@U1>" in json.dumps(view["blocks"][-1])


@pytest.mark.parametrize(
    ("answer", "wake_on", "fields"),
    [
        (Answer.YES, None, ["mechanism", "stops", "look_by"]),
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
    assert fields_of(weigh_form(question_of(), Filled(answer, wake_on))) == [
        "input",
        "evidence",
        "answer",
        *fields,
    ]


def test_the_suggestion_names_its_rule_and_follows_the_choices():
    plain = replace(REQUEST, obligation=Obligation.NONE)
    assert "Rule R2: moves Return days, with evidence." in said_of(weigh_form(question_of(request=plain)))
    assert "Rule R3: plausible, unproven: what evidence would settle it?" in said_of(
        weigh_form(question_of(evidence=Evidence.HUNCH, request=plain))
    )
    assert "choose an input, and the rule will say" in said_of(weigh_form(question_of(None, request=plain)))
    assert "Rule R5: an obligation (legal): exempt, counted apart." in said_of(weigh_form(question_of()))


def test_a_yes_that_an_obligation_gives_needs_neither_input_nor_mechanism():
    def optional(answer, **changes):
        view = weigh_form(question_of(**changes), Filled(answer))
        return [block["block_id"] for block in view["blocks"] if block.get("optional")]

    assert {"input", "mechanism"} <= set(optional(Answer.YES))
    assert "input" not in optional(Answer.PARK)
    plain = replace(REQUEST, obligation=Obligation.NONE)
    assert not {"input", "mechanism"} & set(optional(Answer.YES, request=plain))


def test_a_mechanism_is_asked_for_only_where_an_input_is_named():
    assert fields_of(weigh_form(question_of(NO_INPUT), Filled(Answer.YES)))[3:] == ["stops"]


def test_text_of_hidden_fields_travels_along_and_comes_back():
    view = weigh_form(
        question_of(), Filled(Answer.NO, texts={"mechanism": "When reminded", "reason": "Because"})
    )
    ticket = Ticket.unpacked(view["private_metadata"])
    assert (ticket.number, ticket.seen.moves, ticket.seen.star_version) == (12, 0, 3)
    assert ticket.texts == {"mechanism": "When reminded"}
    again = weigh_form(question_of(), Filled(Answer.YES, texts=ticket.texts))
    assert next(b for b in again["blocks"] if b.get("block_id") == "mechanism")["element"][
        "initial_value"
    ] == ("When reminded")


def test_too_much_hidden_text_never_costs_the_ids():
    texts = dict.fromkeys(("mechanism", "question", "difference", "stops"), "x" * 800)
    packed = weigh_form(question_of(), Filled(Answer.NO, texts=texts))["private_metadata"]
    assert len(packed) <= 3000
    assert Ticket.unpacked(packed).number == 12


def test_what_was_missing_out_of_sight_is_said_above_the_fields():
    view = weigh_form(question_of(), Filled(Answer.NO), {"reason": "Please give the reason."})
    assert "Not saved yet. Please give the reason." in said_of(view)


def test_a_title_too_long_goes_into_the_problem_whole():
    text = "a very long wish " * 20
    blocks = {
        b.get("block_id"): b for b in ask_form(AskForm(STAR, INPUTS), Origin(), begun_with(text))["blocks"]
    }
    assert blocks["title"]["element"]["initial_value"].endswith("…")
    assert blocks["problem"]["element"]["initial_value"] == text


def begins(view):
    """With what each field of a form begins."""
    found = {}
    for block in view["blocks"]:
        for name, value in (block.get("element") or {}).items():
            if name.startswith("initial_"):
                many = value if isinstance(value, list) else [value]
                plain = [each["value"] if isinstance(each, dict) else each for each in many]
                found[block["block_id"]] = plain if isinstance(value, list) else plain[0]
    return found


@pytest.mark.parametrize("kind", ["bug fix", "deal exception", "pitch sign-off"])
def test_the_ask_form_is_drawn_with_everything_that_was_filled_in(kind):
    filled = {
        "title": "Reminders at eight",
        "problem": "Teachers of Oak School forget to come back.",
        "evidence": "seen",
        "input": "return_days",
        "obligation": "legal",
        "obligation_link": "https://law.example/1",
        "visibility": "deciders",
        "behalf": ["behalf"],
        "needed_by": "2026-12-01",
        "needed_why": "The school renews",
        "customer": "Oak School",
        "deal": "Renewal",
        "closes": "2026-12-31",
        "beyond": "Payment after sixty days.",
        "size": "10k to 50k",
        "whose": "U1",
        "hours": "2",
        "by": "2026-12-24",
    } | {"kind": kind}
    drawn = ask_form(AskForm(STAR, INPUTS), Origin("C1", message=True, author="U2"), filled)
    shown = {block["block_id"] for block in drawn["blocks"] if block["type"] == "input"}
    assert begins(drawn) == {name: value for name, value in filled.items() if name in shown}
    assert len(shown) > 9
    assert view_problems(drawn) == []


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
    assert words in said_of(view)
    assert "Only you and the deciders can read it." in said_of(view)


def test_the_weigh_form_counts_and_lists_precedents():
    found = [
        Precedent(n, HOSTILE, answer, NOW) for n, answer in ((9, Answer.NO), (7, Answer.YES), (4, Answer.NO))
    ]
    view = weigh_form(replace(question_of(), precedents=Precedents.of(found)), Filled(Answer.YES))
    assert "3 similar: 2 no, 1 yes" in said_of(view)
    assert "#9 " in said_of(view)
    assert view_problems(view) == []
    safe_of(view)
    assert "similar" not in said_of(weigh_form(question_of()))


@pytest.mark.parametrize(
    ("answer", "asks", "hints"),
    [(Answer.YES, True, True), (Answer.NO, True, False), (Answer.ASK_BACK, False, False)],
)
def test_going_against_custom_or_rule_shows_the_field_for_the_difference(answer, asks, hints):
    free = replace(REQUEST, obligation=Obligation.NONE, obligation_link="")
    noes = Precedents.of([Precedent(n, "Title", Answer.NO, NOW) for n in (1, 2, 3)])
    view = weigh_form(replace(question_of(request=free), precedents=noes), Filled(answer))
    assert ("difference" in fields_of(view)) is asks
    assert ("3 of 3 similar requests: no" in said_of(view)) is hints


@pytest.mark.parametrize(
    ("load", "said", "asks"),
    [
        (Load(HOSTILE, 9), "9 accepted and not shipped for ", False),
        (Load("Growth", 12), "12 accepted and not shipped for Growth. 10 are usually enough", True),
        (Load("Growth", 3, soft_cap=3), "3 are usually enough", True),
        (Load("Growth", 100), "100 or more accepted", True),
        (Load("", 40, None), "40 accepted and not shipped in all.", False),
    ],
)
def test_the_weigh_form_says_the_load_and_from_the_cap_on_asks_what_waits(load, said, asks):
    view = weigh_form(replace(question_of(), load=load))
    assert said in said_of(view)
    assert ("what stops or waits" in said_of(view)) is asks
    assert view_problems(view) == []
    safe_of(view)


@pytest.mark.parametrize(
    ("read", "forged"),
    [
        *((Unsent.unpacked, each) for each in ("z:garbage", "z:LRbTA", "{}", "[1]", "nothing")),
        (Unsent.unpacked, '{"number": "1", "moves": 0, "star": 1, "fields": {}}'),
        (Unsent.unpacked, '{"number": 1, "moves": 0, "star": 1, "fields": "x"}'),
        (Ticket.unpacked, '{"number": 1, "moves": 0, "star": 1, "texts": ["x"]}'),
        (Ticket.unpacked, '{"number": 1, "moves": 0, "star": 1, "texts": {"reason": 7}}'),
        *((Origin.unpacked, each) for each in ('{"kept": "x"}', '{"kept": {"by": 1}}', '{"channel": 7}')),
        (text_of, '{"text": 7}'),
        (origin_in, '{"origin": 7}'),
    ],
)
def test_what_a_form_of_ours_never_carries_is_refused_in_words(read, forged):
    with pytest.raises(BadInput, match="older version"):
        read(forged)
