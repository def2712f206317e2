"""The text of a canvas: no notes, and no mention, embed, link or address that somebody typed."""

import re

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE

from northstar_bot.exports.canvas import canvas_text

TYPED = (
    "![](@U0ANA000003)",
    "![](#C0GROWT0001)",
    "![](https://evil.example)",
    "[free lunch](https://evil.example)",
    "<https://evil.example|free lunch>",
    "https://evil.example and HTTP://evil.example, www.evil.example",
    "mailto:a@evil.example tel:112",
    "@channel <!here> <@U0ANA000003>",
    "| a | b |\n| --- | --- |",
    "# a heading\n- [ ] a task\n> a quotation\n```code",
)


@pytest.mark.parametrize("text", [*HOSTILE, *TYPED], ids=lambda text: ascii(text[:24]))
def test_what_people_typed_is_inert(text):
    made = canvas_text(decks.hostile(text))
    assert not re.search(r"(?<!\\)!\[", made)
    assert not re.search(r"(?<!\\)\]\(", made)
    assert not re.search(r"[@#][\w]*[UC]0[A-Z0-9]{5}", made)
    assert not re.search(r":(?=//)|www\.|mailto:|tel:", made, re.IGNORECASE)
    assert not re.search(r"@[\w.-]", made)
    assert "<" not in made


def test_it_holds_what_is_shown_and_no_notes():
    made = canvas_text(decks.lit())
    assert made.startswith("**26 Oct to 22 Nov 2026**")
    assert "## In the spotlight: Support" in made
    assert "| Team | Thanked by | Gave thanks to |" in made
    assert "Speaker" not in made
