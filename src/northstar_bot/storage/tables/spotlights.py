"""The turns of the team spotlight: one per channel and period."""

from sqlalchemy import Column, Index, String, Table

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

spotlight = Table(
    "spotlight",
    metadata,
    workspace_column(primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("team", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    # Teams that let this turn go by.
    Column("passed", Document, nullable=False),
    Column("opened_at", Moment),
    Column("closes_at", Moment),
    Column("card_channel", String(64)),
    Column("card_ts", String(32)),
    Index(None, "workspace_id", "state"),
    Index(None, "workspace_id", "closes_at"),
)
