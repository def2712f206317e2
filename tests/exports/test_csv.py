"""The table of stories: complete, and no cell is a formula."""

import csv
from io import StringIO

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE

from northstar_bot.exports.csv import COLUMNS, exporter


def rows(deck):
    return list(csv.reader(StringIO(exporter().export(deck).decode("utf-8-sig"))))


def test_all_stories_are_in_it_not_only_those_with_a_slide():
    table = rows(decks.many())
    assert tuple(table[0]) == COLUMNS
    assert len(table) == 1001
    assert sum(row[-1] == "yes" for row in table[1:]) == 5


def test_it_begins_with_the_mark_excel_needs():
    assert exporter().export(decks.deck()).startswith(b"\xef\xbb\xbfday,giver")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_like_a_formula(text):
    for row in rows(decks.hostile(text))[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "＝", "＋", "－", "＠"))


def test_a_long_story_is_whole():
    assert rows(decks.deck((decks.story(1, text="W" * 3000),)))[1][5] == "W" * 3000
