"""A person may be erased, from rows that never change too; messages that said something of them follow."""

import sqlalchemy as sa
from alembic import op

from northstar_bot.storage.migrations import append_only

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_WAITING = sa.text("done_at IS NULL")


def _workspace(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "erasing",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        _workspace("erasing"),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_erasing")),
    )
    op.create_table(
        "erasure_message",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        _workspace("erasure_message"),
        sa.ForeignKeyConstraint(
            ["delivery"], ["delivery.id"], name=op.f("fk_erasure_message_delivery"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "delivery", name=op.f("pk_erasure_message")),
    )
    op.create_index(
        "ix_erasure_message_waiting",
        "erasure_message",
        ["workspace_id", "delivery"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_table(
        "left_alone",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        _workspace("left_alone"),
        sa.PrimaryKeyConstraint("workspace_id", "mark", name=op.f("pk_left_alone")),
    )
    append_only.renew()


def downgrade() -> None:
    """One step down."""
    op.drop_table("left_alone")
    op.drop_index("ix_erasure_message_waiting", table_name="erasure_message")
    op.drop_table("erasure_message")
    op.drop_table("erasing")
    append_only.renew()
