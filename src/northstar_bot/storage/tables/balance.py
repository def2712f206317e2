"""Thanks between teams by day and by week: what is summed, so that nobody walks through years of shout-outs."""

from sqlalchemy import Column, Date, Integer, String, Table

from northstar_bot.storage.tables.columns import metadata, workspace_column


def _sums(name: str, span: str) -> Table:
    """Sums of the spans that begin on a day.

    A row is written in the transaction of the shout-out it counts. `giver_team` is empty for people without a team.
    `first_giver` and `last_giver`, by id, are alike where one person gave all of it.
    """
    return Table(
        name,
        metadata,
        workspace_column(primary_key=True),
        Column(span, Date, primary_key=True),
        Column("giver_team", String(64), primary_key=True),
        Column("team", String(64), primary_key=True),
        Column("amount", Integer, nullable=False),
        Column("first_giver", String(64), nullable=False),
        Column("last_giver", String(64), nullable=False),
        sqlite_with_rowid=False,
    )


# Days are those of UTC, and weeks begin on its Mondays, whatever weeks the company has.
team_thanks = _sums("team_thanks", "day")
team_thanks_week = _sums("team_thanks_week", "week")

# How many shout-outs the people of a team gave on a day, each once, and how many of them to another team.
thanks_given = Table(
    "thanks_given",
    metadata,
    workspace_column(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("giver_team", String(64), primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("across", Integer, nullable=False),
    sqlite_with_rowid=False,
)
