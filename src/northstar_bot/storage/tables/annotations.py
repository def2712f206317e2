"""Notes on a metric's week; a correction or removal is a further row that names the first one."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

annotation = Table(
    "annotation",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    # The first row of this note; empty on the first row itself.
    Column("root", Integer),
    Column("metric", String(64), nullable=False),
    Column("week_start", Date, nullable=False),
    Column("author", String(64), nullable=False),
    Column("text", Text, nullable=False),
    # 1 on the row that takes a note back.
    Column("removed", Integer, nullable=False),
    # 1 on the row of somebody who was asked and does not know yet; its text is empty.
    Column("unknown", Integer, nullable=False, server_default="0"),
    Column("at", Moment, nullable=False),
    Index(None, "workspace_id", "week_start", "id"),
    Index(None, "workspace_id", "root", "id"),
    Index(None, "workspace_id", "id"),
)
