"""All stories of the period as a CSV table, safe to open in a spreadsheet.

The file begins with a byte order mark: without it Excel reads UTF-8 as an old code page, and the readers of
other tools skip it.
"""

import csv
from io import StringIO
from typing import ClassVar

from northstar_bot.domain.deck.deck import Deck, Story
from northstar_bot.exports.fitting import paragraph

COLUMNS = (
    "day",
    "giver",
    "giver team",
    "receivers",
    "receiver teams",
    "text",
    "value",
    "boosts",
    "across teams",
    "in the deck",
)
_FORMULA = frozenset("=+-@|＝＋－＠")


class CsvFile:
    """One row per story, in the order of the days."""

    name: ClassVar[str] = "csv"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv; charset=utf-8"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        sheet = StringIO(newline="")
        writer = csv.writer(sheet)
        writer.writerow(COLUMNS)
        told = {id(story) for story in deck.chosen}
        for story in sorted(deck.stories, key=lambda story: story.day):
            writer.writerow([*_cells(story), _yes(story.crosses), _yes(id(story) in told)])
        return sheet.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: a leading apostrophe where it could."""
    shown = paragraph(text)
    return f"'{shown}" if shown[:1] in _FORMULA else shown


def exporter() -> CsvFile:
    """The exporter of this format."""
    return CsvFile()


def _cells(story: Story) -> list[str]:
    return [
        story.day.isoformat(),
        neutral(story.giver),
        neutral(story.giver_team),
        neutral(", ".join(story.receivers)),
        neutral(", ".join(story.receiver_teams)),
        neutral(story.text),
        neutral(story.value),
        str(story.boosts),
    ]


def _yes(answer: object) -> str:
    return "yes" if answer else "no"
