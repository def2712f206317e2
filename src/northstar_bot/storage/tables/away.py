"""Times away of owners, and who covers; one is open for each person at most."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("person", String(64), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Date),
    Column("back_at", Moment),
    Column("cover", String(64)),
    Column("ended_at", Moment),
    Index(
        "uq_absence_open",
        "workspace_id",
        "person",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
