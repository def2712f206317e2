"""Which precedents a decider saw, and the way to find them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column(
        "verdict",
        sa.Column("precedents", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    )
    op.create_index(
        op.f("ix_verdict_workspace_id_input_star_version_id"),
        "verdict",
        ["workspace_id", "input", "star_version", "id"],
        unique=False,
    )


def downgrade() -> None:
    """One step down."""
    op.drop_index(op.f("ix_verdict_workspace_id_input_star_version_id"), table_name="verdict")
    op.drop_column("verdict", "precedents")
