"""What people type after `thanks` is read as they meant it, and nothing in it can become live again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.recognition.thanks_text import Asked, Missing, parse
from northstar_bot.domain.slack_text import as_typed, mentioned_people, pieces, unescaped

TEAMS = (Team("sales", "Sales"), Team("cs", "Customer Success"), Team("sales-ops", "Sales Ops"))


def read(raw: str) -> Asked:
    return parse(raw, TEAMS, {"U9": "Nina"})


@pytest.mark.parametrize(
    ("raw", "people", "groups", "teams", "text"),
    [
        ("<@U1|bob> for the demo", ["U1"], [], [], "the demo"),
        ("<@U1> the demo", ["U1"], [], [], "the demo"),
        ("to <@W1|bob>, <@U2|eve> and <@U3> for the demo", ["W1", "U2", "U3"], [], [], "the demo"),
        ("<@U1|bob> & <@U2|eve>: great call", ["U1", "U2"], [], [], "great call"),
        ("<@U1|bob>, <@U1|bob> for it", ["U1"], [], [], "it"),
        ("<@U1|b><@U2|c> for it", ["U1", "U2"], [], [], "it"),
        ("<@U1|bob> <!subteam^S1|@design> for the flow", ["U1"], ["S1"], [], "the flow"),
        ("<!subteam^S1> for the flow", [], ["S1"], [], "the flow"),
        ("@sales for joining the call", [], [], ["sales"], "joining the call"),
        ("@Sales joined our call", [], [], ["sales"], "joined our call"),
        ("sales for joining the call", [], [], ["sales"], "joining the call"),
        ("sales team for joining", [], [], ["sales"], "joining"),
        ("Customer Success and <@U1|b> for it", ["U1"], [], ["cs"], "it"),
        ("sales ops, cs: for closing", [], [], ["sales-ops", "cs"], "closing"),
        ("sales is a hard job", [], [], [], "sales is a hard job"),
        ("@sales team rocks", [], [], ["sales"], "team rocks"),
        ("<@U1|bob>\u00a0for\u00a0the\u00a0demo", ["U1"], [], [], "the demo"),
        ("<@U1|bob>\nfor the demo\nand the docs", ["U1"], [], [], "the demo\nand the docs"),
        ("<@U1|bob> “the demo”", ["U1"], [], [], "the demo"),
        ("<@U1|bob> “the” and “that”", ["U1"], [], [], "“the” and “that”"),
        ("<@U1|bob> — the demo", ["U1"], [], [], "the demo"),
        ("<@U1|bob> -5% churn", ["U1"], [], [], "-5% churn"),
        ("<@U1|bob> :tada: great", ["U1"], [], [], ":tada: great"),
        ("\u200f<@U1|bob>\u200f for שלום \u202eabc", ["U1"], [], [], "שלום abc"),
        ("<@U1|bob> forever grateful", ["U1"], [], [], "forever grateful"),
        ("for the help, <@U1|bob>", ["U1"], [], [], "the help, @bob"),
        ("<@U1|bob> Ben &amp; Jerry &lt;3", ["U1"], [], [], "Ben & Jerry <3"),
        ("<@U1|bob> &amp;lt;!channel&amp;gt;", ["U1"], [], [], "&lt;!channel&gt;"),
        ("<@U1|bob> &lt;!channel&gt;", ["U1"], [], [], "<!channel>"),
        ("<@U1|bob> told <!here> of it", ["U1"], [], [], "told @here of it"),
        ("<@U1|bob> see <#C1|general> and <#C2|>", ["U1"], [], [], "see #general and #private-channel"),
        ("<@U1|bob> <#C1|general> was great", ["U1"], [], [], "#general was great"),
        ("<@U1|bob> <https://a.example|a.example>", ["U1"], [], [], "https://a.example"),
        (
            "<@U1|bob> <https://evil.example|https://bank.example>",
            ["U1"],
            [],
            [],
            "https://bank.example (https://evil.example)",
        ),
        ("<@U1|bob> <mailto:a@b.example|a@b.example>", ["U1"], [], [], "a@b.example"),
        ("<@U1|bob> on <!date^1^{date}|Monday>", ["U1"], [], [], "on Monday"),
        ("<@U1|bob> on <!date^1^{date}>", ["U1"], [], [], "on date^1^{date}"),
        ("<@U1|bob> with <!subteam^S1>", ["U1"], [], [], "with @a group"),
        ("notepad++", [], [], [], "notepad++"),
    ],
)
def test_whom_and_for_what(raw, people, groups, teams, text):
    asked = read(raw)
    assert (list(asked.people), list(asked.groups), list(asked.teams), asked.text) == (
        people,
        groups,
        teams,
        text,
    )


@pytest.mark.parametrize(
    ("raw", "missing"),
    [
        ("", (Missing.PEOPLE, Missing.TEXT)),
        ("<@U1|bob>", (Missing.TEXT,)),
        ("<@U1|bob> for", (Missing.TEXT,)),
        ("<@U1|bob> \u200b\u200d\u2060", (Missing.TEXT,)),
        ("for the demo", (Missing.PEOPLE,)),
        ("<@U1|bob> for it", ()),
        ("@bobb for it", ()),
    ],
)
def test_what_is_missing_is_asked_for(raw, missing):
    assert read(raw).missing == missing


@pytest.mark.parametrize(
    ("raw", "everyone"),
    [
        ("<!here> for it", "@here"),
        ("<!channel|channel> for it", "@channel"),
        ("<@U1|bob>, <!everyone> for it", "@everyone"),
        ("@Channel for it", "@channel"),
        ("great work <!here>", "@here"),
    ],
)
def test_everyone_is_noticed(raw, everyone):
    assert read(raw).everyone == everyone


def test_names_slack_did_not_know_and_people_named_aside():
    assert read("@bobb, @eve.x for it").unknown == ("@bobb", "@eve.x")
    assert read("<#C1|general> for it").channel == "#general"
    asked = read("<@U1|bob> for helping <@U9> and <@U1|bob>")
    assert (asked.people, asked.aside, asked.text) == (("U1",), ("U9",), "helping @Nina and @bob")


def test_what_was_typed_is_handed_back_as_it_looked():
    raw = "<@U1|bob> <!subteam^S1|@design> told <@U8> 1 &lt; 2 in <#C2|>"
    assert as_typed(raw) == "@bob @design told @somebody 1 < 2 in #private-channel"
    assert mentioned_people(raw) == ("U1", "U8")


@given(st.text())
def test_entities_come_back_exactly_once(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescaped(escaped) == text
    assert "".join(piece.text for piece in pieces(escaped)) == text


@given(st.text(alphabet='<>@!#|^USC12 ,&;ltgamp\u200b\u202e\nforand"“”', max_size=60))
def test_any_text_is_read_without_failing(raw):
    asked = parse(raw, TEAMS)
    assert "\u202e" not in asked.text
    assert parse(raw, TEAMS) == asked


@pytest.mark.parametrize(
    ("raw", "sought", "text"),
    [
        ("bo for the demo", "bo", "the demo"),
        ("Bo Lee, because he stayed", "Bo Lee", "he stayed"),
        ("bo and cy for it", "bo and cy", "it"),
        ("the whole crew that helped for the demo", "", "the whole crew that helped for the demo"),
        ("so much for <@U1|bob>", "", "so much for @bob"),
        ("<@U1|bob> stayed for the demo", "", "stayed for the demo"),
        ("bo stayed forever", "", "bo stayed forever"),
    ],
)
def test_a_name_without_an_at_is_told_from_the_words_after_it(raw, sought, text):
    asked = read(raw)
    assert (asked.sought, asked.text) == (sought, text)
