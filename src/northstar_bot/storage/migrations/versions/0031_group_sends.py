"""Thanks that name a group or a team, and nobody themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up. Of earlier thanks only those to a team are known to name a group."""
    op.add_column("shoutout", sa.Column("to_group", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE shoutout SET to_group = TRUE WHERE id IN (SELECT shoutout_id FROM shoutout_team)")


def downgrade() -> None:
    """One step down."""
    op.drop_column("shoutout", "to_group")
