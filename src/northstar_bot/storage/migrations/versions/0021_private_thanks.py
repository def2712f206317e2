"""Private thanks, the request they are about, and people who may not give any."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("shoutout", sa.Column("private", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("shoutout", sa.Column("request", sa.Integer(), nullable=True))
    op.create_table(
        "sender_lock",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_sender_lock_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person", name=op.f("pk_sender_lock")),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("sender_lock")
    op.drop_column("shoutout", "request")
    op.drop_column("shoutout", "private")
