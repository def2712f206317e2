"""What moved a request besides verdicts; rows are never changed."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, String, Table, Text, text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

_APPEALS = text("act = 'appeal'")
_BARRED = text("not_by IS NOT NULL")

step = Table(
    "request_step",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("number", Integer, nullable=False),
    Column("act", String(16), nullable=False),
    # Empty when the calendar did it.
    Column("by", String(64)),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # Who said the no that an appeal is about; somebody else decides.
    Column("not_by", String(64)),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "number", "id"),
    Index(None, "workspace_id", "act", "at"),
    # The database itself refuses a second appeal.
    Index(
        "uq_request_step_appeal",
        "workspace_id",
        "number",
        unique=True,
        sqlite_where=_APPEALS,
        postgresql_where=_APPEALS,
    ),
    Index(
        "ix_request_step_not_by",
        "workspace_id",
        "not_by",
        "number",
        sqlite_where=_BARRED,
        postgresql_where=_BARRED,
    ),
)
