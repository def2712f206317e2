"""How many of each team took part, as a CSV table that a spreadsheet opens safely: one row per month and team."""

import csv
from io import StringIO

from northstar_bot.domain.recognition.participation import Participation
from northstar_bot.exports.csv import neutral

NAME, MEDIA_TYPE = "thanks-by-team.csv", "text/csv; charset=utf-8"
COLUMNS = (
    "month",
    "team",
    "people",
    "thanked somebody",
    "were thanked",
    "share who thanked somebody",
    "share who were thanked",
)


def as_csv(view: Participation) -> bytes:
    """The newest month first; months in which a team had too few people are not in it."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for place, month in enumerate(view.months):
        for line in view.teams:
            share = line.months[place]
            if share is not None:
                numbers = (share.people, share.gave, share.got, f"{share.giving:.3f}", f"{share.getting:.3f}")
                writer.writerow([month.label, neutral(line.name), *numbers])
    return sheet.getvalue().encode("utf-8-sig")
