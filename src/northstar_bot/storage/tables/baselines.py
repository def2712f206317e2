"""Where the past of metrics begins anew, and what each source was last asked."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

STANDING = text("taken_back_at IS NULL")

baseline = Table(
    "baseline",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("metric", String(64), nullable=False),
    Column("since", Date, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("told_by", String(64)),
    Column("told_at", Moment, nullable=False),
    Column("taken_back_by", String(64)),
    Column("taken_back_at", Moment),
    Index(
        "uq_baseline_standing",
        "workspace_id",
        "metric",
        "since",
        "reason",
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    ),
)

definition = Table(
    "source_definition",
    metadata,
    workspace_column(primary_key=True),
    Column("metric", String(64), primary_key=True),
    Column("definition", String(16), nullable=False),
)
