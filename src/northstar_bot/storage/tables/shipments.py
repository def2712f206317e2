"""What was shipped, once per request, and what was said later of whether the input moved; none of it changes."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

shipment = Table(
    "shipment",
    metadata,
    workspace_column(primary_key=True),
    # The database itself refuses a second mark on a request.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("shipped_by", String(64), nullable=False),
    Column("shipped_on", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("look_at", Date, nullable=False),
    Column("star_version", Integer, nullable=False),
    Column("changed", Text, nullable=False),
    Column("input", String(64)),
    Column("squad", String(64)),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "shipped_on"),
    Index(None, "workspace_id", "look_at"),
    Index(None, "workspace_id", "input", "shipped_on"),
)

look_back = Table(
    "look_back",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("number", Integer, nullable=False),
    Column("answer", String(16), nullable=False),
    Column("author", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    # What the readings showed on that day; empty when there was nothing to compare.
    Column("seen", String(16)),
    Column("note", Text, nullable=False),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "number", "id"),
)
