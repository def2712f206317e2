"""What Slack sends, read as a person saw it; places nobody can name count as private."""

import pytest

from northstar_bot.domain.requests.requests import Obligation, Visibility
from northstar_bot.render.requests.ask_form import Origin
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.request_fields import draft_of, proposal_of
from northstar_bot.slack.request_origin import message_of, origin_of


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("ask <@U1|cy> and <@U2>", "ask @cy and @U2"),
        ("in <#C1|growth> or <#C2|>", "in #growth or #C2"),
        ("<!here> <!channel> <!subteam^S1|@sales> <!subteam^S2>", "@here @channel @sales @subteam"),
        ("see <https://x.org/a?b=1&amp;c> now", "see https://x.org/a?b=1&c now"),
        ("<https://x.org|the plan> <mailto:a@b.c|a@b.c>", "the plan (https://x.org) a@b.c"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("1 <2> 3", "1 <2> 3"),
        ("", ""),
    ],
)
def test_markup_is_read_as_it_looked(sent, seen):
    assert as_read(sent) == seen


@pytest.mark.parametrize(
    ("place", "name", "private"),
    [
        ("C1", "growth", False),
        ("C1", "privategroup", True),
        ("C1", None, True),
        ("D1", "directmessage", True),
        ("G1", "growth", True),
        ("C1", "mpdm-ana--bo-1", True),
    ],
)
def test_a_place_that_is_not_surely_public_is_private(place, name, private):
    direct = place == "D1"
    told = origin_of({"channel_id": place, "channel_name": name})
    assert told == Origin(place, private=private and not direct)
    body = {"channel": {"id": place, "name": name}, "message": {"text": "words", "ts": "1.2"}}
    assert message_of(body)[1].private is private


def test_a_global_shortcut_comes_from_nowhere_private():
    assert origin_of({"type": "shortcut"}) == Origin()


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ({"text": "a", "ts": "17.5"}, "https://acme.slack.com/archives/C1/p175"),
        ({"text": "a", "ts": "17.5", "thread_ts": "16.1"}, "https://acme.slack.com/archives/C1/p175?thread_ts=16.1&cid=C1"),
        ({"text": "a", "ts": "17.5", "thread_ts": "17.5"}, "https://acme.slack.com/archives/C1/p175"),
        ({"text": "a"}, ""),
    ],
)  # fmt: skip
def test_a_message_has_its_address(message, link):
    body = {"team": {"domain": "acme"}, "channel": {"id": "C1", "name": "growth"}, "message": message}
    assert message_of(body)[1].permalink == link


def test_a_form_with_nothing_in_it_is_left_to_the_core():
    draft = draft_of({"kind": "rubbish", "needed_by": "2026-99-99", "title": None}, Origin())
    assert (draft.kind, draft.needed_by, draft.title, draft.obligation) == (None, None, "", Obligation.NONE)
    assert draft.visibility is Visibility.DECIDERS
    assert proposal_of({}).answer is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("#12", 12), ("# 12 ", 12), ("twelve", None), ("²", None), ("9" * 12, None)],
)
def test_the_number_of_a_duplicate_is_read_with_or_without_its_sign(typed, number):
    assert proposal_of({"duplicate_of": typed}).duplicate_of == number
