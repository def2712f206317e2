"""Lists of requests as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import RequestKind


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("MINE", Query(Which.MINE)),
        ("waiting-on-me", Query(Which.WAITING)),
        ("from: sales declined", Query(Which.DECLINED, team="sales")),
        ("input:depth, open from:sales", Query(team="sales", input="depth")),
        ("parked before:31", Query(Which.PARKED, before=31)),
        ("all kind:deal", Query(Which.ALL, kind=RequestKind.DEAL)),
    ],
)
def test_words_in_any_order_make_a_list(text, query):
    assert Query.parse(text) == query


@pytest.mark.parametrize(
    "text", ["everything", "from:", "before:x", "before:²", "before:99999999999", "<!channel>"]
)
def test_a_word_that_means_nothing_is_named_with_the_lists_there_are(text):
    with pytest.raises(BadInput) as caught:
        Query.parse(text)
    assert "waiting-on-me" in caught.value.hint


@given(
    st.builds(
        Query,
        which=st.sampled_from(list(Which)),
        team=st.none() | st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
        input=st.none() | st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
        before=st.none() | st.integers(1, 999_999_999),
        kind=st.none() | st.sampled_from(list(RequestKind)),
    )
)
def test_a_list_travels_in_a_button_and_comes_back(query):
    assert Query.parse(query.words) == query
