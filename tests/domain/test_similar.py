"""How alike two titles are: laws for any text, and examples that people would agree with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.requests.similar import (
    ALIKE,
    MOST_KEYS,
    folded,
    keys_of,
    likeness,
    most_alike,
    nearest_first,
)

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=150)
WORDS = st.lists(st.text("abcdefgäßñжア", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)


@given(ANY, ANY)
def test_likeness_is_symmetric_and_between_nothing_and_everything(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(ANY)
def test_every_title_is_like_itself_and_can_be_indexed(title):
    assert likeness(title, title) == 1
    keys = keys_of(title)
    assert 1 <= len(keys) <= MOST_KEYS
    assert len(set(keys)) == len(keys)
    assert all(-(2**63) <= key < 2**63 for key in keys)


@given(WORDS, st.sampled_from(["  ", "\n", ", ", " - ", "!? ", "\u200b "]))
def test_case_blanks_and_punctuation_make_no_difference(title, blank):
    shouted = blank + title.swapcase().replace(" ", blank) + "..."
    assert likeness(title, shouted) == 1
    assert keys_of(title) == keys_of(shouted)


@given(WORDS, WORDS)
def test_titles_with_different_words_are_never_wholly_alike_by_folding_alone(one, other):
    assert (folded(one) == folded(other)) <= (likeness(one, other) == 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New notifications for teachers", "Notification for new teachers"),
        ("Fix the assignment workflow", "Assignment workflow is broken, fix it"),
        ("Dark mode for the dashboard", "Add dark mode to dashboards"),
        ("Export the report as CSV", "CSV export of reports"),
        ("Rückerstattung für Schulen", "Ruckerstattung fur die Schulen"),
        ("Single sign-on with Okta", "Okta single sign on"),
    ],
)
def test_what_people_call_the_same_is_alike_and_shares_a_key(one, other):
    assert likeness(one, other) >= ALIKE
    assert set(keys_of(one)) & set(keys_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New notifications for teachers", "Fix the assignment workflow"),
        ("New pricing page for schools", "New report for teachers"),
        ("Demo for Oak School on Friday", "Speed up the search on phones"),
        ("", "Fix the assignment workflow"),
    ],
)
def test_what_only_shares_small_words_is_not(one, other):
    assert likeness(one, other) < ALIKE


def test_a_rare_key_outweighs_many_common_ones():
    common = {key: range(100, 150) for key in range(3)}
    assert nearest_first({**common, 9: [7]}, 2) == (7, 149)
    assert nearest_first({}, 5) == ()


def test_the_most_alike_come_first_then_the_newest():
    titles = {1: "Dark mode", 2: "dark mode!", 3: "Dark mode for all", 4: "Bills by post", 5: "Dark mood"}
    assert most_alike("Dark mode", titles) == (2, 1, 3)
