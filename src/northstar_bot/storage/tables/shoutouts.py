"""Shout-outs, whom they thank, boosts as state, reactions as state, and the day's allowance."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

shoutout = Table(
    "shoutout",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("source_key", String(255), nullable=False),
    Column("giver", String(64), nullable=False),
    Column("giver_team", String(64)),
    Column("text", Text, nullable=False),
    Column("value", String(64)),
    Column("input", String(64)),
    Column("channel", String(64)),
    Column("permalink", Text, nullable=False),
    Column("cross_team", Boolean, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("week_start", Date, nullable=False),
    Column("card_channel", String(64)),
    Column("card_ts", String(32)),
    Column("undone_at", Moment),
    UniqueConstraint("workspace_id", "source_key"),
    Index(None, "workspace_id", "week_start", "id"),
    Index(None, "workspace_id", "given_at"),
    Index(None, "workspace_id", "giver", "given_at"),
    Index(None, "workspace_id", "card_channel", "card_ts"),
)

receiver = Table(
    "shoutout_receiver",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("team", String(64)),
    Index(None, "workspace_id", "person", "shoutout_id"),
)

thanked_team = Table(
    "shoutout_team",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("team", String(64), primary_key=True),
)

boost = Table(
    "boost",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("present", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

allowance = Table(
    "allowance",
    metadata,
    workspace_column(primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("used", Integer, nullable=False),
)
