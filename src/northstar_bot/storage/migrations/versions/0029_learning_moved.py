"""The date of a lunch-and-learn may change, and calendars are told which of its files is newer."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("learning", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """One step down."""
    op.drop_column("learning", "sequence")
