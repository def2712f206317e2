"""What a workspace has declared, and every version of its star."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

workspace = Table(
    "workspace",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("slack_team", String(64), unique=True),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("declared", Document, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    # When the app was removed from Slack; nothing is posted from then on, and one day everything goes.
    Column("uninstalled_at", Moment),
)

star = Table(
    "star",
    metadata,
    workspace_column(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("metric", String(64), nullable=False),
    Column("vision", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("orientation", String(16), nullable=False),
    Column("stage", Text, nullable=False),
    Column("exit_criteria", Document, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    # The database itself refuses a second active star.
    Index(
        "uq_star_active",
        "workspace_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)
