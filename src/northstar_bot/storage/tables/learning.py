"""Lunch-and-learns, and who said whether they come."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

learning = Table(
    "learning",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("source_key", String(255), nullable=False),
    Column("topic", Text, nullable=False),
    Column("host", String(64), nullable=False),
    Column("proposer", String(64), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("channel", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("card_channel", String(64)),
    Column("card_ts", String(32)),
    Column("learned", Text, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    # Grows with every change of the date.
    Column("sequence", Integer, nullable=False, server_default="0"),
    UniqueConstraint("workspace_id", "source_key"),
    Index(None, "workspace_id", "starts_at"),
)

# One answer per person; a later one takes the place of the earlier.
learning_answer = Table(
    "learning_answer",
    metadata,
    workspace_column(primary_key=True),
    Column("learning_id", ForeignKey("learning.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("coming", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)
