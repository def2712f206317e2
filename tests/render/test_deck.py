"""What is said around a deck."""

from datetime import date

import pytest
from tests.support import decks

from northstar_bot.domain.deck.asked import DeckAsked
from northstar_bot.domain.deck.deck import Period, Untold
from northstar_bot.render.recognition import deck as drawn


def test_the_first_answer_says_which_days_and_why():
    message = drawn.making(DeckAsked(decks.PERIOD, ("pptx", "html"), usual=True))
    expected = "Making the deck for 26 Oct to 22 Nov 2026, the last 4 closed weeks, as PowerPoint and HTML…"
    assert message.text == expected
    asked = DeckAsked(Period(date(2026, 11, 2), date(2026, 11, 8)), ("csv",), usual=False)
    assert drawn.making(asked).text == "Making the deck for 2 to 8 Nov 2026, as CSV…"


def test_where_it_went():
    text = drawn.handed_over(decks.full(), ("pptx",)).text
    assert text.startswith(
        "The deck for 26 Oct to 22 Nov 2026 is in your direct messages with Northstar, as PowerPoint."
    )
    assert "11 slides, about 5 min. Stories: 5 shout-outs of 12." in text


def test_the_note_carries_no_live_markup():
    made = decks.deck(company="<!channel> & Co")
    assert drawn.note(made).startswith("&lt;!channel&gt; &amp; Co all-hands, 26 Oct to 22 Nov 2026: 3 slides")


def test_what_to_grant_is_exact_and_a_short_deck_is_shown():
    message = drawn.not_granted(decks.deck(), "files:write", "# Acme all-hands")
    assert "`files:write`" in message.text
    assert "reinstalls the app" in message.text
    assert (
        "northstar-bot deck --since 2026-10-26 --until 2026-11-22 --format pptx -o deck.pptx" in message.text
    )
    assert message.blocks[-1]["elements"][0]["elements"][0]["text"] == "# Acme all-hands"


def test_a_long_deck_is_not_poured_into_a_message():
    message = drawn.not_granted(decks.deck(), "files:write", "x" * 2801)
    assert all(block["type"] != "rich_text" for block in message.blocks)


@pytest.mark.parametrize("answer", [Untold.NOT_ASKED, Untold.SILENT, Untold.NO, Untold.OPTED_OUT])
def test_what_is_not_told_is_counted_and_nobody_can_read_what_somebody_answered(answer):
    untold = (answer, Untold.INSIDE, Untold.INSIDE)
    made = decks.deck(tuple(decks.story(at, untold=why) for at, why in enumerate(untold)))
    assert drawn.left_out(made) == (
        "Not told: 3 shout-outs (1 without a yes from everybody thanked, 2 not known to go from one team to another). "
        "Whoever was not asked yet can be: `/northstar allhands ask`. Who is in which team: `/northstar teams`."
    )


def test_where_all_may_be_told_nothing_is_said_to_be_left_out():
    assert drawn.left_out(decks.full()) == ""
