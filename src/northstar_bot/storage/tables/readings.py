"""Readings, append-only, and how the last collection of each metric went."""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("metric", String(64), nullable=False),
    Column("week_start", Date, nullable=False),
    Column("value", Float, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", String(64)),
    Column("source", String(32), nullable=False),
    Index(None, "workspace_id", "metric", "week_start", "id"),
)

collection = Table(
    "collection",
    metadata,
    workspace_column(primary_key=True),
    Column("metric", String(64), primary_key=True),
    Column("first", Date),
    Column("through", Date),
    Column("attempted_at", Moment, nullable=False),
    Column("succeeded_at", Moment),
    Column("error", Text),
    Column("asked_anew_at", Moment),
)
