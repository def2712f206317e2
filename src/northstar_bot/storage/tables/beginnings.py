"""The day on which somebody began here, as they typed it themselves."""

from sqlalchemy import Column, Date, String, Table

from northstar_bot.storage.tables.columns import metadata, workspace_column

beginning = Table(
    "beginning",
    metadata,
    workspace_column(primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("day", Date, nullable=False),
)
