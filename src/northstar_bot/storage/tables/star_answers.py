"""What people said of the star; rows are never changed."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

star_answer = Table(
    "star_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("version", Integer, nullable=False),
    Column("question", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "workspace_id", "version", "id"),
)
