"""The newsletter: thanks by team, the star in a line, and as mail a page that brings nothing along."""

import re

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE
from tests.support.pages import Page

from northstar_bot.charts import colours
from northstar_bot.domain.deck.deck import SpotlightInDeck
from northstar_bot.domain.deck.making import compose
from northstar_bot.domain.deck.shape import Section, Shape
from northstar_bot.exports import letter, mail, newsletter


def page(deck):
    return mail.exporter().export(deck).decode()


def text(deck):
    return newsletter.exporter().export(deck).decode()


def test_it_says_the_star_in_a_line_and_thanks_by_team():
    said = text(decks.full())
    assert "**1,502 lessons, up 387** Lessons completed in 2026-W47, against 2026-W43" in said
    assert "### Product" in said
    assert said.index("## 12 shout-outs, 10 across teams") < said.index("### Product")
    assert "How these were chosen: Told are thanks from one team to another" in said


def test_every_story_stands_under_the_team_it_thanks():
    groups = dict(letter.by_team(decks.full().retold))
    assert sum(len(stories) for stories in groups.values()) == 10
    assert all(team in story.receiver_teams for team, stories in groups.items() for story in stories)


def test_a_team_in_the_spotlight_has_its_place():
    made = decks.lit()
    said = text(made)
    assert "## In the spotlight\n\nSupport is in the spotlight. They bring: Every customer's words" in said
    assert "Support is in the spotlight." in page(made)
    assert said.count("export number 8 ") == page(made).count("export number 8 ") == 1
    alone = Shape(5, frozenset({Section.SPOTLIGHT}))
    light = SpotlightInDeck("Support", count=1, stories=(decks.story(8),))
    only = compose("Acme", decks.PERIOD, None, (), (), shape=alone, spotlight=light)
    assert "export number 8 " in text(only)
    assert "export number 8 " in page(only)
    assert "What has Legal done for you?" in text(decks.deck(spotlight=SpotlightInDeck("Legal")))
    assert "spotlight" not in text(decks.full())


def test_a_thousand_stories_are_still_a_letter():
    assert len(decks.many().retold) == 24
    assert len(page(decks.many())) < 100_000  # mail programs cut a longer one


def test_mail_brings_no_script_no_style_sheet_and_nothing_from_outside():
    made = page(decks.full())
    assert not re.search(r"<script|<style|<link|<img|href=|src=|url\(|https?://|class=", made)
    assert 'width="600"' in made


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_becomes_a_tag_or_an_attribute(typed):
    plain, attacked = Page(page(decks.hostile("plain"))), Page(page(decks.hostile(typed)))
    assert set(attacked.seen) <= set(plain.seen) | {"br"}
    names = {name for name, _ in attacked.attributes}
    assert names <= {name for name, _ in plain.attributes}


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_can_link_or_ping_in_markdown(typed):
    made = text(decks.hostile(typed))
    assert not re.search(r"(?<!\\)\]\(", made)
    assert not re.search(r"<[!@#a-z]", made)
    assert not re.search(r"@(channel|here|everyone)", made)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (colours.INK, colours.PAPER),
        (colours.MUTED, colours.PAPER),
        (colours.MUTED, colours.MIST),
        (colours.NIGHT, colours.MIST),
        (colours.BLUE, colours.PAPER),
        (colours.PAPER, colours.NIGHT),
        (colours.GOLD, colours.NIGHT),
    ],
)
def test_every_pair_of_colours_can_be_read(words, ground):
    assert colours.contrast(words, ground) >= 4.5
