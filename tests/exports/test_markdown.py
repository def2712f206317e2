"""Markdown: what people typed is shown as typed and calls nobody."""

import re

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE

from northstar_bot.exports.markdown import exporter, literal


def test_the_deck_reads_well():
    text = exporter().export(decks.full()).decode()
    assert text.startswith("# Acme all-hands\n\n**26 Oct to 22 Nov 2026**")
    assert "## 1,502 lessons, up 387" in text
    assert "- Breadth: −69" in text
    assert "| Team | Thanked by | Gave thanks to |" in text
    assert "> **Speaker, 10 s, from 0:00 to 0:10:**" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_is_markup(text):
    shown = literal(text)
    assert "<" not in shown
    assert not re.search(r"(?<!\\)[\[\]`*_|#~]", shown)
    assert not re.search(r"^\s*(?:[-+=]|\d+[.)])", shown, re.MULTILINE)
    assert not re.search(r"@(?:channel|here|everyone|all|U1)", shown)


def test_ordinary_words_stay_as_they_are():
    assert (
        literal("It's 3.5 times faster (really), isn't it?")
        == "It's 3.5 times faster \\(really\\), isn't it?"
    )
