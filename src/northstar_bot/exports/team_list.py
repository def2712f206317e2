"""Teams as a CSV table that a spreadsheet opens safely, and that can be taken over again."""

import csv
from collections.abc import Sequence
from io import StringIO

from northstar_bot.domain.company.team_list import Listed
from northstar_bot.exports.csv import neutral

COLUMNS = ("team", "person", "name", "lead", "what we bring")


def as_csv(rows: Sequence[Listed]) -> bytes:
    """One row per person, with the mark that spreadsheets need."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows(
        [neutral(cell) for cell in (row.team, row.person or "", row.name, row.lead, row.brings)]
        for row in rows
    )
    return sheet.getvalue().encode("utf-8-sig")
