"""Readings of segments: the latest of each metric, week and segment."""

from sqlalchemy import Column, Date, Float, String, Table

from northstar_bot.storage.tables.columns import metadata, workspace_column

segment_reading = Table(
    "segment_reading",
    metadata,
    workspace_column(primary_key=True),
    Column("week_start", Date, primary_key=True),
    Column("metric", String(64), primary_key=True),
    Column("segment", String(80), primary_key=True),
    # Empty for a rate of nothing.
    Column("value", Float),
)
