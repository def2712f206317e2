"""Whether a note says that its author does not know yet what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("annotation", sa.Column("unknown", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """One step down."""
    op.drop_column("annotation", "unknown")
