"""Whose names stand in the words of thanks: as a mention, or by a name that cannot be another word."""

from datetime import UTC, datetime

import pytest

from northstar_bot.domain.recognition.retelling import retold, speaks_of
from northstar_bot.domain.recognition.shoutouts import Receiver, Shoutout
from northstar_bot.domain.recognition.thanks_text import parse

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("helped @Eve Smith out", ["Eve Smith"], True),
        ("helped Eve Smith out", ["Bo", "Eve Smith"], True),
        ("for the Eve Smithson show", ["Eve Smith"], False),
        ("we will see", ["will", ""], False),
        ("with @will, late", ["will"], True),
        ("me@will.example", ["will"], False),
        ("", ["Eve Smith"], False),
    ],
)
def test_a_name_in_the_words(text, names, said):
    assert speaks_of(text, names) is said


def test_thanks_that_speak_of_somebody_silent_are_told_nowhere():
    given = Shoutout(1, "acme", "UANA", None, (Receiver("UBO"),), (), "for helping Eve Smith", AT, "k")
    assert retold(given, {"UEVE": "Eve Smith"}) is None
    assert retold(given, {"UEVE": ""}) == given


def test_somebody_mentioned_in_the_words_stands_there_by_name():
    asked = parse("<@U1|bob> helped <@U2|eve.s> and <@U3|lou>", (), {"U2": "Eve Smith"})
    assert asked.text == "helped @Eve Smith and @lou"
