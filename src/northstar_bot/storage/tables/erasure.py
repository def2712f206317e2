"""What allows a person to be erased from rows that never change, and the messages that still have to follow."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, text

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

WAITING = text("done_at IS NULL")

# Stands only inside the transaction that erases, which takes it away again: nobody else ever sees it.
erasing = Table("erasing", metadata, workspace_column(primary_key=True))

# One row for each message of ours that said something of somebody who was erased; who it was is not kept.
erasure_message = Table(
    "erasure_message",
    metadata,
    workspace_column(primary_key=True),
    Column("delivery", ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True),
    # Taken away, or drawn anew from what is left.
    Column("act", String(16), nullable=False),
    Column("since", Moment, nullable=False),
    Column("done_at", Moment),
    Index(
        "ix_erasure_message_waiting",
        "workspace_id",
        "delivery",
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    ),
    Index(None, "delivery"),
)

# People who asked to be left out of teams that are read from Slack, as digests that name nobody.
left_alone = Table(
    "left_alone",
    metadata,
    workspace_column(primary_key=True),
    Column("mark", String(64), primary_key=True),
)
