"""What people have switched off, and of what they were reminded on which day."""

from sqlalchemy import Column, Date, Index, String, Table

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

# A row is something that is off; what is on has none.
preference = Table(
    "preference",
    metadata,
    workspace_column(primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("switch", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "workspace_id", "switch"),
)

reminder = Table(
    "reminder",
    metadata,
    workspace_column(primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
)
