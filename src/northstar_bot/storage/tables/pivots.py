"""Proposals to replace the star, and what became of each request when one was approved."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, String, Table, Text, text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

pivot = Table(
    "pivot",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("from_version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("proposer", String(64), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_at", Moment),
    Column("reason", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("draft", Document, nullable=False),
    # What approval did, counted; empty before.
    Column("tally", Document),
    # The database itself refuses a second open proposal.
    Index(
        "uq_pivot_open",
        "workspace_id",
        unique=True,
        sqlite_where=text("state = 'proposed'"),
        postgresql_where=text("state = 'proposed'"),
    ),
    Index(None, "workspace_id", "id"),
)

item = Table(
    "pivot_item",
    metadata,
    workspace_column(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("asker", String(64), nullable=False),
    Column("fate", String(16), nullable=False),
    # Who kept a promise or opened a no again, and when.
    Column("settled_by", String(64)),
    Column("settled_at", Moment),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "version", "asker"),
    Index(None, "workspace_id", "version", "fate", "number"),
)
