"""The second weighing in words: counts first, what low agreement means, and user text that stays text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.request_values import HOSTILE, NAMES, REQUEST, VERDICT, question_of, safe_of, said_of

from northstar_bot.domain.requests.agreement import agreement
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.second_weighing import (
    Asked,
    Clash,
    Consistency,
    Double,
    ListedClash,
    SecondWeighing,
)
from northstar_bot.playground.limits import message_problems
from northstar_bot.render.requests import second_weighing as drawn
from northstar_bot.render.requests.weigh_form import Ticket, weigh_form

YES, NO, PARK = Answer.YES, Answer.NO, Answer.PARK
WORKED = [(NO, NO)] * 11 + [(YES, YES)] * 7 + [(PARK, PARK)] * 2 + [(NO, YES)] * 2 + [(PARK, NO), (YES, PARK)]
PACES = Pace(41, 32, timedelta(days=2, hours=3)), Pace()


def _read(pairs, *, across=None, clashes=(), total=0, every=5):
    return Consistency(every, agreement(pairs), across, clashes, total, *PACES)


def _lines(pairs, **more):
    return drawn.agreement_lines(_read(pairs, **more))


def test_the_worked_example_in_words():
    assert _lines(WORKED)[:2] == [
        "Same verdict on 20 of 24 (83%).",
        "Beyond chance: alpha 0.72 (0 is chance, 1 is always alike), likely 0.46–0.99. Mostly consistent; still wide.",
    ]


def test_why_alpha_is_low_where_nearly_everything_is_no():
    lines = _lines([(NO, NO)] * 22 + [(NO, YES)] * 2)
    assert lines[0] == "Same verdict on 22 of 24 (92%)."
    assert lines[1].startswith("Beyond chance: alpha −0.02")
    assert lines[2] == (
        "Nearly everything is “no”, so that most would be the same by chance alone: "
        "alpha is low although the verdicts are alike."
    )


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "Nothing was weighed twice yet."),
        ([(NO, NO)] * 9 + [(NO, YES)] * 3, "Same verdict on 9 of 12."),
        ([(NO, NO)] * 20, "It was “no” every time"),
        ([(NO, NO)] * 199 + [(NO, YES)], "Same verdict on 199 of 200 (99%)."),
    ],
)
def test_what_is_said_of_few_of_one_kind_and_of_nearly_all(pairs, said):
    assert said in " ".join(_lines(pairs))


def test_off_and_every_one_are_said_as_such():
    assert "Second weighing is off" in _lines([], every=0)[-1]
    assert _lines([], every=1)[-1].startswith("Every request goes")


def test_owners_against_deciders_have_a_line_of_their_own():
    lines = _lines(WORKED, across=agreement(WORKED[:6]))
    assert "Between an owner and a decider: same verdict on 6 of 6." in lines
    assert sum("Beyond chance" in line for line in _lines(WORKED, across=agreement(WORKED))) == 2


def test_the_page_lists_clashes_and_the_pace():
    listed = ListedClash(REQUEST, Double(12, YES, NO))
    page = drawn.consistency(_read(WORKED, clashes=(listed,), total=3))
    assert "first yes, second no" in page.text
    assert "and 2 older clashes" in page.text
    assert (
        "This quarter: 41 requests decided, 78% of them without an owner; half of them within 2 days 3 h."
        in page.text
    )
    assert "Last quarter: nothing decided." in page.text
    safe_of(page.blocks)
    assert message_problems({"text": page.text, "blocks": list(page.blocks)}) == []


def test_without_a_clash_there_is_no_list_of_them():
    assert "Clashes" not in str(drawn.consistency(_read(WORKED)))


def test_the_question_says_nothing_of_the_verdict_and_keeps_markup_asleep():
    note = drawn.asked(Asked(REQUEST, date(2026, 12, 7)))
    assert "It is your turn" in note.text
    assert "It waits until 7 Dec 2026" in note.text
    assert "An owner asks you" in drawn.asked(Asked(REQUEST, date(2026, 12, 7), by_owner=True)).text
    safe_of(note.blocks)
    assert "<!channel>" not in note.text


def test_a_clash_shows_both_in_full_and_blames_nobody():
    yes = replace(VERDICT, answer=YES, decider="U8", mechanism=HOSTILE)
    note = drawn.clash(Clash(REQUEST, VERDICT, yes, NAMES))
    assert "Talk it through; nothing changes by itself." in note.text
    assert "<@U9>: No." in note.text
    assert "<@U8>: Yes." in note.text
    safe_of(note.blocks)
    assert "<!channel>" not in note.text


def test_who_asked_reads_whom_it_goes_to():
    second = SecondWeighing("acme", 12, 7, "U9", "U8", VERDICT.decided_at, VERDICT.decided_at, 1, 1)
    assert drawn.sent(second).text.startswith("#12 goes to <@U8>")


def test_home_says_it_in_one_line_and_nothing_before_the_first():
    (line,) = drawn.home_line(agreement(WORKED))
    assert line["text"]["text"] == "Same verdict on 20 of 24 (83%). Mostly consistent; still wide."
    assert drawn.home_line(None) == []


def test_the_blind_form_says_so_and_its_ticket_remembers():
    view = weigh_form(replace(question_of(), second=True))
    assert "A second weighing. " in said_of(view)
    assert view["submit"]["text"] == "Keep"
    assert Ticket.unpacked(view["private_metadata"]).second
    assert not Ticket.unpacked(weigh_form(question_of())["private_metadata"]).second
