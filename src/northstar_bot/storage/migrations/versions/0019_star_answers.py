"""What people say of the star."""

import sqlalchemy as sa
from alembic import op

from northstar_bot.storage.migrations import append_only

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "star_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_star_answer_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_star_answer")),
    )
    op.create_index(
        op.f("ix_star_answer_workspace_id_version_id"), "star_answer", ["workspace_id", "version", "id"]
    )
    append_only.protect("star_answer")


def downgrade() -> None:
    """One step down."""
    append_only.release("star_answer")
    op.drop_index(op.f("ix_star_answer_workspace_id_version_id"), table_name="star_answer")
    op.drop_table("star_answer")
