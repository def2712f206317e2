"""Asking: the same fields for everyone, every lack named under its field, invisible text worth nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.asking import Draft, ask
from northstar_bot.domain.requests.requests import NO_INPUT, Evidence, Obligation, RequestKind, Visibility
from northstar_bot.domain.typed import cleaned, visible_length

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DRAFT = Draft(
    "Fix the assignment workflow",
    "Teachers of Oak School cannot assign a lesson in under ten clicks.",
    RequestKind.BUG,
    Evidence.SEEN,
    "depth",
)


def _ask(draft):
    return ask(
        draft, workspace="acme", asker="U1", team="sales", names={"depth": "Depth"}, at=NOW, today=TODAY
    )


def _wrong(**changes):
    with pytest.raises(Invalid) as caught:
        _ask(replace(DRAFT, **changes))
    return set(caught.value.fields)


def test_a_complete_draft_becomes_a_request():
    request = _ask(replace(DRAFT, title="  Fix the\nassignment   workflow "))
    assert request.title == "Fix the assignment workflow"
    assert (request.kind, request.asker_team, request.moves) == ("bug fix", "sales", 0)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "short"}, {"title"}),
        ({"title": "x" * 121}, {"title"}),
        ({"title": "\u200b" * 40}, {"title"}),
        ({"problem": "too short"}, {"problem"}),
        ({"problem": "x" * 1501}, {"problem"}),
        ({"problem": "FIX the assignment  workflow"}, {"problem"}),
        ({"kind": None}, {"kind"}),
        ({"evidence": None}, {"evidence"}),
        ({"input": "gone"}, {"input"}),
        ({"needed_by": TODAY}, {"needed_why"}),
        ({"needed_why": "The board meets"}, {"needed_by"}),
        ({"needed_by": TODAY - timedelta(1), "needed_why": "The board meets"}, {"needed_by"}),
        ({"obligation": Obligation.LEGAL}, {"obligation_link"}),
        ({"obligation": Obligation.LEGAL, "obligation_link": "ask Bob"}, {"obligation_link"}),
        ({"obligation_link": "javascript:alert(1)"}, {"obligation_link"}),
        ({"obligation_link": "https://x.org/<!channel>"}, {"obligation_link"}),
        ({"obligation_link": "https://x.org/" + "a" * 500}, {"obligation_link"}),
        ({"title": "", "kind": None}, {"title", "kind"}),
    ],
)
def test_what_is_missing_is_said_under_its_field(changes, fields):
    assert _wrong(**changes) == fields


@pytest.mark.parametrize("chosen", [None, NO_INPUT, "depth"])
def test_not_sure_and_none_are_answers_too(chosen):
    assert _ask(replace(DRAFT, input=chosen)).input == chosen


def test_a_private_origin_is_never_widened():
    request = _ask(replace(DRAFT, visibility=Visibility.CHANNEL, from_private=True))
    assert request.visibility is Visibility.DECIDERS


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "👩‍👩‍👧 family", "<!channel> *bold* `code`", "naïve café", "می‌خواهم"]
)
def test_readable_text_of_any_script_is_kept_as_it_is(text):
    assert cleaned(text) == text


def test_what_breaks_storage_or_turns_lines_around_goes():
    assert cleaned("a\x00b\u202ec\ud800d\r\n\r\n\r\n\r\n\te ") == "abcd\n\ne"


@given(st.text())
def test_cleaning_twice_changes_nothing_and_can_be_stored(text):
    once = cleaned(text)
    assert cleaned(once) == once
    once.encode("utf-8")
    assert "\x00" not in once
    assert visible_length(text) <= len(once)
