"""The page: one file, nothing from outside, one script that is allowed by its hash."""

import base64
import hashlib
import re

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE
from tests.support.pages import Page

from northstar_bot.charts import colours
from northstar_bot.exports.html import exporter


def page(deck):
    return exporter().export(deck).decode()


def test_only_our_script_may_run():
    text = page(decks.full())
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; ")
    assert f"script-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_becomes_a_tag_or_an_attribute(text):
    plain, attacked = Page(page(decks.hostile("plain"))), Page(page(decks.hostile(text)))
    assert set(attacked.seen) <= set(plain.seen)
    assert attacked.seen.count("script") == 1
    names = {name for name, _ in attacked.attributes}
    assert not {name for name in names if name.startswith("on") or name in {"src", "href"}}


def test_nothing_comes_from_outside():
    assert not re.search(r"https?://|url\(|@import", page(decks.full()))


def test_charts_are_said_in_words():
    text = page(decks.full())
    assert text.count('role="img"') == 2
    assert "<desc" in text
    assert "Bar chart of what moved Lessons completed: Breadth −69" in text


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (colours.INK, colours.PAPER),
        (colours.INK, colours.MIST),
        (colours.NIGHT, colours.PAPER),
        (colours.NIGHT, colours.MIST),
        (colours.MUTED, colours.PAPER),
        (colours.BLUE, colours.PAPER),
        (colours.RISE, colours.PAPER),
        (colours.FALL, colours.PAPER),
        (colours.PAPER, colours.NIGHT),
        (colours.GOLD, colours.NIGHT),
        (colours.LINE, colours.NIGHT),
    ],
)
def test_every_pair_of_colours_can_be_read(words, ground):
    assert colours.contrast(words, ground) >= 4.5
