"""What people hear of requests that are theirs or that they follow: kept, taken back, waiting for a star, shipped."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.hostile import HOSTILE

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.pivots.views import PromiseKept
from northstar_bot.domain.requests.joining import Withdrawn
from northstar_bot.domain.requests.reminders import Waiting
from northstar_bot.domain.requests.requests import Evidence, Request
from northstar_bot.domain.requests.shipped_views import Record
from northstar_bot.playground.limits import message_problems
from northstar_bot.render.message import Message
from northstar_bot.render.pivots.promises import kept
from northstar_bot.render.requests.reminders import waiting
from northstar_bot.render.requests.shipped import with_record
from northstar_bot.render.requests.similar import withdrawn

ASKED = Request(
    "acme",
    12,
    "UASK",
    "client request",
    HOSTILE[9],
    "Teachers forget.",
    Evidence.SEEN,
    datetime(2026, 11, 2, tzinfo=UTC),
)
STAR = Star(2, "lessons", "Every student finishes a lesson", HOSTILE[9], since=date(2026, 11, 2))


def said_in(message):
    payload = {"text": message.text, "blocks": list(message.blocks)}
    assert message_problems(payload) == []
    assert "<!channel>" not in message.text
    return json.dumps(payload, ensure_ascii=False)


def test_a_promise_that_stands_names_who_looked():
    assert "Kept by <@UDEC>" in said_in(kept(PromiseKept(ASKED, STAR, "UDEC")))
    assert "because you follow it" in said_in(kept(PromiseKept(ASKED, STAR, "UDEC", is_asker=False)))


@pytest.mark.parametrize(
    ("by", "is_own", "words"),
    [
        ("UASK", False, "<@UASK> took it back. You followed it."),
        (None, False, "It was taken back. You followed it."),
        ("UASK", True, "<@UASK> took it back. You asked for it together."),
    ],
)
def test_what_was_taken_back_says_by_whom_where_that_is_known(by, is_own, words):
    assert words in said_in(withdrawn(Withdrawn(ASKED, by, is_own=is_own)))


def test_what_waits_for_a_star_cannot_be_weighed_from_there():
    told = said_in(waiting(Waiting((ASKED,), 3, {}, weighable=False)))
    assert "4 requests wait for a North Star" in told
    assert "until an owner sets the star" in told
    assert "northstar.requests.weigh" not in told
    assert "northstar.requests.weigh" in said_in(waiting(Waiting((ASKED,), 0, {})))


def test_the_record_names_five_who_mark_it_and_counts_the_rest():
    card, record = Message("Card", ()), Record(12, marked_by=tuple(f"U{each}" for each in range(7)))
    assert with_record(card, record).text == (
        "Card\nMarked shipped by <@U0> or <@U1> or <@U2> or <@U3> or <@U4> or 2 more"
    )
    one = replace(record, squad_name="Habit", marked_by=("U0",))
    assert with_record(card, one).text == "Card\nDone by Habit · marked shipped by <@U0>"
    assert with_record(card, Record(12)).text == "Card"
