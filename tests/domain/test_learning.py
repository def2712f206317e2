"""Who could host a lunch-and-learn, and what a proposal must say."""

from datetime import UTC, datetime, timedelta

import pytest

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.recognition.learning import Proposal, checked, speaks_of_teaching, suggestions
from northstar_bot.domain.recognition.shoutouts import Receiver, Shoutout

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def thanks(number, receivers, text="Explained the funnel to us", giver="U0GIVER", **more):
    people = tuple(Receiver(one, "product") for one in receivers)
    return Shoutout(
        number, "acme", giver, more.pop("giver_team", "sales"), people, (), text, NOW, f"k{number}", **more
    )


@pytest.mark.parametrize(
    "text", ["You taught us SQL", "She walked us through it", "Showed me how", "Great DEMO"]
)
def test_words_that_speak_of_teaching(text):
    assert speaks_of_teaching(text)


@pytest.mark.parametrize(
    "text", ["Showed up early", "Fixed the train of builds", "The best teamwork", "Walked away"]
)
def test_words_that_do_not(text):
    assert not speaks_of_teaching(text)


def test_who_never_hosted_comes_first_then_whose_turn_is_longest_ago():
    given = [thanks(1, ["A"]), thanks(2, ["B"]), thanks(3, ["C"]), thanks(4, ["D"]), thanks(5, ["D"])]
    hosted = {"A": NOW, "C": NOW - timedelta(days=9)}
    found = suggestions(given, hosted, {})
    assert [one.host for one in found] == ["D", "B", "C", "A"]
    assert found[0].thanks.id == 5


def test_only_thanks_across_teams_in_the_open_to_few_who_agree_to_be_named():
    given = [
        thanks(1, ["A"], giver_team="product"),
        thanks(2, ["B"], "Fixed it"),
        thanks(3, ["C"], private=True),
        thanks(4, ["D"]),
        thanks(5, ["E"], giver="SHY"),
        thanks(6, ["F", "G", "H", "I"]),
        thanks(7, ["J"]),
    ]
    assert [one.host for one in suggestions(given, {}, {"D": "", "SHY": ""})] == ["J"]


def wish(**more):
    usual = {
        "topic": "SQL",
        "host": "A",
        "starts_at": NOW + timedelta(days=1),
        "minutes": 45,
        "place": "Kitchen",
    }
    return Proposal(**{**usual, "channel": "C0", **more})


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"topic": " \u200b "}, "topic"),
        ({"topic": "x" * 151}, "topic"),
        ({"place": ""}, "place"),
        ({"starts_at": NOW}, "day"),
        ({"starts_at": NOW + timedelta(days=401)}, "day"),
        ({"minutes": 46}, "length"),
    ],
)
def test_a_proposal_is_refused_under_its_field(more, field):
    with pytest.raises(BadInput) as refused:
        checked(wish(**more), NOW)
    assert refused.value.field == field


def test_a_topic_is_one_line():
    assert checked(wish(topic="SQL\nfor all"), NOW).topic == "SQL for all"
