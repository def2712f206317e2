"""The ledger of posts, paused schedules, shared rate gates, and the inbox of events."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint, text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

OPEN = text("state IN ('due', 'sending')")
TROUBLE = text("state IN ('failed', 'unknown')")
DOUBTED = text("doubted = 1")
FOLLOW_UP = text("follow_up = 1")
DETAILED = text("settled_at IS NOT NULL AND details IS NOT NULL")

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("kind", String(32), nullable=False),
    Column("target", String(64), nullable=False),
    Column("period", String(64), nullable=False),
    # Which schedule it belongs to, when it does: pausing a schedule must find its rows without reading JSON.
    Column("schedule", String(64)),
    Column("details", Document),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("epoch", Integer, nullable=False),
    # The next try and the lease are one column: a dead worker's row simply becomes due again.
    Column("next_at", Moment, nullable=False),
    # Whether a worker holds it until `next_at`; tells a lease from a wait.
    Column("held", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_tried_at", Moment),
    Column("tried_at", Moment),
    Column("settled_at", Moment),
    Column("channel", String(64)),
    Column("ts", String(32)),
    # 0: never in doubt, 1: to be looked at again for a late twin, 2: looked at.
    Column("doubted", Integer, nullable=False),
    # 1 from `sent` until the noun has been told where its message stands.
    Column("follow_up", Integer, nullable=False),
    Column("error", Text),
    UniqueConstraint("workspace_id", "kind", "target", "period"),
    Index("ix_delivery_open", "next_at", sqlite_where=OPEN, postgresql_where=OPEN),
    Index(
        "ix_delivery_open_target",
        "workspace_id",
        "target",
        "next_at",
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
    Index("ix_delivery_trouble", "settled_at", sqlite_where=TROUBLE, postgresql_where=TROUBLE),
    Index("ix_delivery_doubted", "settled_at", sqlite_where=DOUBTED, postgresql_where=DOUBTED),
    Index("ix_delivery_follow_up", "settled_at", sqlite_where=FOLLOW_UP, postgresql_where=FOLLOW_UP),
    Index("ix_delivery_detailed", "settled_at", sqlite_where=DETAILED, postgresql_where=DETAILED),
    Index(None, "workspace_id", "due_at"),
)

schedule_mark = Table(
    "schedule_mark",
    metadata,
    workspace_column(primary_key=True),
    Column("schedule", String(64), primary_key=True),
    # A schedule of another shape is a new schedule: its past is not planned.
    Column("shape", String(255), nullable=False),
    Column("planned_through", Moment, nullable=False),
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
