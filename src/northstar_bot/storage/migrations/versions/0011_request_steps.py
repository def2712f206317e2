"""What moved a request besides verdicts, kept for ever."""

import sqlalchemy as sa
from alembic import op

from northstar_bot.storage.migrations import append_only

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "number"],
            ["request.workspace_id", "request.number"],
            name=op.f("fk_request_step_workspace_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_step_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
    )
    op.create_index(
        op.f("ix_request_step_workspace_id_number_id"),
        "request_step",
        ["workspace_id", "number", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_request_step_workspace_id_act_at"),
        "request_step",
        ["workspace_id", "act", "at"],
        unique=False,
    )
    op.create_index(
        "uq_request_step_appeal",
        "request_step",
        ["workspace_id", "number"],
        unique=True,
        sqlite_where=sa.text("act = 'appeal'"),
        postgresql_where=sa.text("act = 'appeal'"),
    )
    op.create_index(
        "ix_request_step_not_by",
        "request_step",
        ["workspace_id", "not_by", "number"],
        unique=False,
        sqlite_where=sa.text("not_by IS NOT NULL"),
        postgresql_where=sa.text("not_by IS NOT NULL"),
    )
    append_only.protect("request_step")


def downgrade() -> None:
    """One step down."""
    append_only.release("request_step")
    op.drop_table("request_step")
