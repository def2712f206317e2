"""Where titles are found again, what was typed while a similar request is looked at, and who follows which request."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

# One row per key of a title; it goes with its request.
title_key = Table(
    "request_title_key",
    metadata,
    workspace_column(primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["workspace_id", "number"], ["request.workspace_id", "request.number"], ondelete="CASCADE"
    ),
    Index(None, "workspace_id", "number"),
    sqlite_with_rowid=False,
)

# What the ask form said, from its sending until the person has asked, joined, or a day has passed.
draft = Table(
    "request_draft",
    metadata,
    workspace_column(primary_key=True),
    Column("source_key", String(255), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("fields", Document, nullable=False),
    Column("origin", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "workspace_id", "made_at"),
)

follower = Table(
    "request_follower",
    metadata,
    workspace_column(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("person", String(64), primary_key=True),
    Column("since", Moment, nullable=False),
    # The duplicate that brought them here.
    Column("came_from", Integer),
    ForeignKeyConstraint(
        ["workspace_id", "number"], ["request.workspace_id", "request.number"], ondelete="CASCADE"
    ),
    Index(None, "workspace_id", "person", "number"),
)
