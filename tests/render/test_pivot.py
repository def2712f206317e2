"""A pivot in words: fact first, singular and plural, and nothing a person wrote comes alive."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.request_values import HOSTILE, LONG, NOW, REQUEST, safe_of

from northstar_bot.domain.company.company import Company, ExitCriterion, Kind, Metric, Star
from northstar_bot.domain.pivots.pivot import Fate, NewInput, Pivot, PivotDraft, Stage, Tally
from northstar_bot.domain.pivots.views import (
    Declined,
    PivotAnnouncement,
    PivotForm,
    PivotNews,
    PivotPage,
    PivotPreview,
    Reopened,
    YesNow,
)
from northstar_bot.domain.pivots.wording import Dividing
from northstar_bot.playground.limits import message_problems, view_problems
from northstar_bot.render.pivots import pivot as drawn
from northstar_bot.render.pivots.form import PROPOSE, pivot_form, proposed
from northstar_bot.render.pivots.words import consequences, tally_line
from northstar_bot.render.pivots.yes_now import yes_now

BEFORE = Star(1, "dau", HOSTILE, HOSTILE, since=date(2026, 10, 5))
AFTER = Star(2, "lessons", LONG[:600], HOSTILE, since=date(2026, 11, 23))
DRAFT = PivotDraft(
    "lessons", HOSTILE, LONG[:600], LONG[:800], {"a": "a", "b": None, "c": "d"},
    (NewInput("d", HOSTILE), NewInput("e", HOSTILE)), result=LONG[:800],
)  # fmt: skip
NAMES = {"a": HOSTILE, "b": "Return days", "c": "Clicks", "d": HOSTILE, "e": HOSTILE}
FULL = Tally(9, 14, 5, 6, 2, 41, 7)
PIVOT = Pivot(3, 1, DRAFT, "U1", NOW, Stage.APPROVED, "U2", NOW, FULL)
PAGE = PivotPage(
    star=BEFORE, days=49, too_soon=49, proposal=PIVOT, tally=FULL, input_names=NAMES, opens_at=NOW, may_approve=True,
    may_cancel=True, is_owner=True, re_weigh=0, yes_now=0, zone="Europe/Berlin",
)  # fmt: skip
IDLE = replace(PAGE, proposal=None, tally=None, opens_at=None, may_approve=False, may_cancel=False)
COMPANY = Company(
    "acme", "Acme", star=BEFORE, metrics=tuple(Metric(key, name, Kind.INPUT) for key, name in NAMES.items())
)


def _sound(message):
    payload = {"text": message.text, "blocks": list(message.blocks)}
    assert message_problems(payload) == []
    safe_of(payload)
    return json.dumps(payload, ensure_ascii=False)


def test_the_counts_read_as_one_line():
    assert tally_line(FULL) == (
        "9 open · 14 accepted, of which 5 lose their input · 6 parked, 2 wake · 41 declined, 7 match a new input"
    )
    assert tally_line(Tally(1, 1, 1, 1, 1, 1, 1)) == (
        "1 open · 1 accepted, of which 1 loses its input · 1 parked, 1 wakes · 1 declined, 1 matches a new input"
    )
    assert tally_line(Tally()) == "0 open · 0 accepted · 0 parked · 0 declined"


def test_each_rule_is_a_sentence():
    assert consequences(Tally(1, 2, 1, 2, 1, 1, 0)) == [
        "1 open request stays open and is weighed under the new star.",
        "1 accepted request keeps its input, and stands.",
        "1 accepted request loses its input: promised until a person has looked again.",
        "1 parked request waited for this and opens again.",
        "1 parked request stays parked.",
        "1 declined request stays declined.",
    ]
    assert consequences(Tally()) == ["No request is concerned."]
    assert "7 would perhaps be a yes now." in consequences(FULL)[-1]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (PAGE, "It waits for your approval."),
        (replace(PAGE, may_approve=False, opens_at=None), "As you proposed it, another owner approves it."),
        (replace(PAGE, may_approve=False, is_owner=False), "It waits for an owner to approve it."),
        (replace(PAGE, may_approve=False, opens_at=NOW + timedelta(hours=24)), "from Tue 24 Nov 09:00 Europe/Berlin."),
        (replace(PAGE, may_approve=False, may_cancel=False), "See open requests"),
        (IDLE, "No pivot is proposed."),
        (IDLE, "under 90 it has hardly had time to work"),
        (IDLE, "No exit criteria are written down"),
        (replace(IDLE, re_weigh=3, yes_now=7), "Would be a yes now? 7"),
        (replace(IDLE, star=replace(BEFORE, since=None, stage=HOSTILE), days=None, too_soon=None), "Version 1. Stage:"),
        (
            replace(IDLE, star=replace(BEFORE, exit_criteria=(ExitCriterion(HOSTILE, met=True),)), too_soon=None),
            "All are met: time to propose the next star.",
        ),
        (
            replace(IDLE, star=replace(BEFORE, exit_criteria=(ExitCriterion("a", met=True), ExitCriterion("b")))),
            "1 of its 2 exit criteria are not met.",
        ),
    ],
)  # fmt: skip
def test_the_page_says_what_comes_next(page, words):
    assert words in _sound(drawn.page_message(page))


def test_the_announcement_names_both_stars_and_what_follows():
    said = _sound(drawn.announcement(PivotAnnouncement(BEFORE, AFTER, PIVOT, NAMES)))
    assert "Return days is retired" in said
    assert "Clicks becomes" in said
    assert "5 accepted requests lose their input" in said
    assert "<@U1>" in said
    bare = replace(PIVOT, draft=replace(DRAFT, result=""), decided_by=None, tally=None)
    assert "No request is concerned." in _sound(
        drawn.announcement(PivotAnnouncement(BEFORE, replace(AFTER, since=None), bare, {}))
    )


def test_an_asker_reads_everything_in_one_message():
    fates = [Fate.STAYS, Fate.WAKES, Fate.KEPT, Fate.IN_DOUBT, Fate.RESTS]
    items = tuple((replace(REQUEST, number=number), fates[number % 5]) for number in range(40))
    said = _sound(drawn.news(PivotNews(BEFORE, AFTER, LONG[:800], items, date(2026, 12, 7))))
    assert "your 40 requests" in said
    assert "by 7 Dec 2026 a person looks again" in said
    assert "and 10 more" in said
    one = drawn.news(PivotNews(BEFORE, AFTER, "why", items[:1], date(2026, 12, 7)))
    assert "your request:" in one.text
    assert "#0" in one.text


def test_the_noes_have_a_button_each():
    ten = tuple(replace(REQUEST, number=number) for number in range(1, 11))
    said = _sound(
        yes_now(YesNow(AFTER, Declined(ten, 12), Declined(ten, 11), ("Lessons", "Homework", "Marks")))
    )
    assert said.count("northstar.pivot.reopen") == 20
    assert "12 noes given under an earlier star, about inputs that" in said
    assert "And 2 more" in said
    assert '"yes now:10"' in said
    assert "11 noes given because nothing that counted then would move." in said
    assert "brought Lessons, Homework and Marks: might one of these move that?" in said
    assert '"perhaps:10"' in said
    assert "1 no given under" in yes_now(YesNow(AFTER, Declined((REQUEST,), 1))).text
    assert "No declined request waits" in yes_now(YesNow(AFTER)).text


def test_a_reopened_request_says_why():
    assert "under it this could be a yes" in _sound(drawn.reopened(Reopened(REQUEST, AFTER)))


def test_words_that_divide_are_pointed_out_and_may_be_left():
    page = _sound(drawn.page_message(replace(PAGE, dividing=Dividing("sales-led", "support"))))
    assert "“sales-led” tells the other teams that their work counts less" in page
    assert "finds fault with a team (support)" in page
    assert "you may leave them" in page
    assert "advice" not in _sound(drawn.page_message(PAGE))


def test_the_form_holds_every_input_and_what_was_typed():
    form = PivotForm(COMPANY, BEFORE, 49)
    empty = pivot_form(form)
    filled = pivot_form(
        replace(form, too_soon=None),
        {"name": "Next", "input.a": "keep", "metric": "b", "style": "share"},
        PivotPreview(BEFORE, DRAFT, FULL, None, NAMES),
        PROPOSE,
    )
    for view in (
        empty,
        filled,
        proposed(HOSTILE, replace(PAGE, dividing=Dividing(HOSTILE, HOSTILE))),
        proposed("Next", replace(PAGE, is_owner=False, opens_at=None)),
    ):
        assert view_problems(view) == []
        safe_of(view)
    blocks = {block.get("block_id"): block for block in filled["blocks"]}
    assert blocks["input.a"]["element"]["initial_option"]["value"] == "keep"
    assert blocks["metric"]["element"]["initial_option"]["value"] == "b"
    assert blocks["name"]["element"]["initial_value"] == "Next"
    assert blocks["next"]["element"]["initial_option"]["value"] == "propose"
    assert "Nothing is kept yet" in json.dumps(filled)
    assert "⚠" in json.dumps(empty, ensure_ascii=False)
