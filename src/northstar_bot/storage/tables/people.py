"""People we have met, and the teams they were in."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

person = Table(
    "person",
    metadata,
    workspace_column(primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("seen_at", Moment, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("person", String(64), nullable=False),
    Column("team", String(64), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index(
        "uq_membership_current",
        "workspace_id",
        "person",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
    Index(None, "workspace_id", "team"),
)
