"""When the app was removed from Slack, and the indexes by which everything of a workspace goes quickly."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_HANGING = {
    "boost": "shoutout_id",
    "erasure_message": "delivery",
    "shoutout_receiver": "shoutout_id",
    "shoutout_team": "shoutout_id",
    "story_consent": "shoutout_id",
}


def upgrade() -> None:
    """One step up."""
    op.add_column("workspace", sa.Column("uninstalled_at", sa.DateTime(timezone=True), nullable=True))
    for table, column in _HANGING.items():
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    """One step down."""
    for table, column in reversed(_HANGING.items()):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_column("workspace", "uninstalled_at")
