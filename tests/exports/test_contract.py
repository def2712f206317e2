"""What every format keeps: it opens again, nothing typed comes alive, the same deck gives the same bytes."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from pptx import Presentation
from tests.support import decks
from tests.support.hostile import HOSTILE
from tests.support.pages import Page

from northstar_bot.domain.deck.deck import SpotlightInDeck, StarInDeck, Untold
from northstar_bot.exports.registry import installed
from northstar_bot.plugins import Exporter

FOUND, _ = installed()


@pytest.fixture(params=sorted(FOUND))
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return FOUND[request.param]


def open_again(name: str, data: bytes) -> str:
    """The words of the file as a reader of its format gets them."""
    if name == "pptx":
        shown = Presentation(BytesIO(data))
        return "\n".join(
            shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame
        )
    if name in {"html", "mail"}:
        page = Page(data.decode())
        assert page.open == []
        return page.text
    if name == "csv":
        return "\n".join(cell for row in csv.reader(StringIO(data.decode("utf-8-sig"))) for cell in row)
    return data.decode()


def test_no_two_formats_write_the_same_file():
    assert len({exporter.suffix for exporter in FOUND.values()}) == len(FOUND)


def test_the_formats_people_ask_for_by_name_exist():
    assert {"pptx", "html", "md", "csv", "newsletter", "mail"} <= set(FOUND)


def test_it_says_what_it_is(exporter):
    assert re.fullmatch(r"(\.[a-z]+)+", exporter.suffix)
    assert re.fullmatch(r"[a-z]+/[a-z.\-]+(; charset=utf-8)?", exporter.media_type)


@pytest.mark.parametrize(
    "made",
    [
        decks.deck(),
        decks.deck((), decks.STAR),
        decks.deck((), StarInDeck("Lessons", "", note="The week is not over.")),
        decks.full(),
        decks.lit(),
        decks.deck(spotlight=SpotlightInDeck("Support")),
        decks.many(),
    ],
    ids=["empty", "quiet", "withheld", "full", "spotlight", "nothing said of it", "1000 stories"],
)
def test_every_deck_opens_again(exporter, made):
    assert open_again(exporter.name, exporter.export(made))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_hostile_words_open_again(exporter, text):
    words = open_again(exporter.name, exporter.export(decks.hostile(text)))
    for sign in "\x00\x07\x1b\u202e\u2066\ufeff\u200b\ufffe":
        assert sign not in words


def test_the_same_deck_gives_the_same_bytes(exporter):
    assert exporter.export(decks.full()) == exporter.export(decks.full())


def test_the_words_of_a_story_arrive(exporter):
    made = decks.deck((decks.story(1, text="Thank you for the Übergabe, it was 10 of 10 👏"),), decks.STAR)
    assert "Thank you for the Übergabe, it was 10 of 10 👏" in open_again(
        exporter.name, exporter.export(made)
    )


@pytest.mark.parametrize("why", list(Untold))
def test_what_may_not_be_told_is_in_no_format(exporter, why):
    kept, told = decks.story(1, text="Keep this one to us", untold=why), decks.story(2, text="Tell this one")
    light = SpotlightInDeck("Support", count=2, stories=(kept, told))
    words = open_again(exporter.name, exporter.export(decks.deck((kept, told), decks.STAR, spotlight=light)))
    assert "Tell this one" in words
    assert "Keep this one" not in words
    assert "Receiver 1" not in words
