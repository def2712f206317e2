"""What people have switched off, and of what they were reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "preference",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("switch", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_preference_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person", "switch", name=op.f("pk_preference")),
    )
    op.create_index(
        op.f("ix_preference_workspace_id_switch"), "preference", ["workspace_id", "switch"], unique=False
    )
    op.create_table(
        "reminder",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_reminder_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "subject", "person", "day", name=op.f("pk_reminder")),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("reminder")
    op.drop_index(op.f("ix_preference_workspace_id_switch"), table_name="preference")
    op.drop_table("preference")
