"""What was found of leads."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "evidence",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("star", sa.String(length=64), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("most_lags", sa.Integer(), nullable=False),
        sa.Column("ahead_lag", sa.Integer(), nullable=True),
        sa.Column("ahead_r", sa.Float(), nullable=True),
        sa.Column("ahead_p", sa.Float(), nullable=True),
        sa.Column("behind_lag", sa.Integer(), nullable=True),
        sa.Column("behind_r", sa.Float(), nullable=True),
        sa.Column("behind_p", sa.Float(), nullable=True),
        sa.Column("tested_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_evidence_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "star", "quarter", "metric", name=op.f("pk_evidence")),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("evidence")
