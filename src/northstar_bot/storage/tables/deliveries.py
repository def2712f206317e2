"""The ledger of posts, paused schedules, shared rate gates, and the inbox of events."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text, UniqueConstraint, text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

OPEN = text("state IN ('due', 'sending')")

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("kind", String(32), nullable=False),
    Column("target", String(64), nullable=False),
    Column("period", String(64), nullable=False),
    Column("details", Document, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("epoch", Integer, nullable=False),
    # The next try and the lease are one column: a dead worker's row simply becomes due again.
    Column("next_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", Moment),
    Column("settled_at", Moment),
    Column("channel", String(64)),
    Column("ts", String(32)),
    Column("doubted", Integer, nullable=False),
    Column("error", Text),
    UniqueConstraint("workspace_id", "kind", "target", "period"),
    Index("ix_delivery_open", "next_at", sqlite_where=OPEN, postgresql_where=OPEN),
)

paused_schedule = Table(
    "paused_schedule",
    metadata,
    workspace_column(primary_key=True),
    Column("schedule", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("paused_at", Moment, nullable=False),
)

gate = Table(
    "gate",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("opens_at", Float, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    workspace_column(primary_key=True),
    Column("event_id", String(64), primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("payload", Document, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index(None, "done_at", "received_at"),
)
