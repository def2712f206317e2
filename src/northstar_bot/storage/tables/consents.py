"""Who was asked whether thanks to them may be told at an all-hands, what they said, and which decks were made."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

story_consent = Table(
    "story_consent",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    # Empty until they answer; the last word counts.
    Column("answer", String(8)),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Index(None, "workspace_id", "person", "shoutout_id"),
    Index(None, "shoutout_id"),
)

deck_made = Table(
    "deck_made",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("person", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "workspace_id", "id"),
)
