"""Thanks between teams by day: what the balance sums, so that it never walks through years of shout-outs."""

from sqlalchemy import Column, Date, Integer, String, Table

from northstar_bot.storage.tables.columns import metadata, workspace_column

# A row is written in the transaction of the shout-out it counts. `giver_team` is empty for people without a team.
# `first_giver` and `last_giver`, by id, are alike where one person gave all of it.
team_thanks = Table(
    "team_thanks",
    metadata,
    workspace_column(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("giver_team", String(64), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("first_giver", String(64), nullable=False),
    Column("last_giver", String(64), nullable=False),
    sqlite_with_rowid=False,
)
