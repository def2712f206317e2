"""When a source was last asked another question, and how what evidence was found in was counted."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("collection", sa.Column("asked_anew_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evidence", sa.Column("counted_as", sa.String(16), server_default="", nullable=False))


def downgrade() -> None:
    """One step down."""
    op.drop_column("evidence", "counted_as")
    op.drop_column("collection", "asked_anew_at")
