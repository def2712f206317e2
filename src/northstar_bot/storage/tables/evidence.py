"""What was found of leads: one row for each star, input and quarter."""

from sqlalchemy import Column, Float, Integer, String, Table

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

evidence = Table(
    "evidence",
    metadata,
    workspace_column(primary_key=True),
    Column("star", String(64), primary_key=True),
    Column("quarter", String(7), primary_key=True),
    Column("metric", String(64), primary_key=True),
    Column("weeks", Integer, nullable=False),
    Column("most_lags", Integer, nullable=False),
    Column("ahead_lag", Integer),
    Column("ahead_r", Float),
    Column("ahead_p", Float),
    Column("behind_lag", Integer),
    Column("behind_r", Float),
    Column("behind_p", Float),
    Column("tested_at", Moment, nullable=False),
    # How star and input were counted then.
    Column("counted_as", String(16), nullable=False, server_default=""),
)
