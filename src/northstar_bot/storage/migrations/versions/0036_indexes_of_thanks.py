"""Turns of the spotlight found by when they ended, and an index of weeks that is taken for nothing else."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_ENDED = "ix_spotlight_workspace_id_closes_at"
_BEST = "ix_shoutout_best_of_week"
_REST = ["cross_team", "boosts", "given_at", "undone_at", "private", "giver"]


def upgrade() -> None:
    """One step up."""
    op.create_index(op.f(_ENDED), "spotlight", ["workspace_id", "closes_at"])
    op.drop_index(_BEST, table_name="shoutout")
    op.create_index(_BEST, "shoutout", ["week_start", "workspace_id", *_REST])


def downgrade() -> None:
    """One step down."""
    op.drop_index(_BEST, table_name="shoutout")
    op.create_index(_BEST, "shoutout", ["workspace_id", "week_start", *_REST])
    op.drop_index(op.f(_ENDED), table_name="spotlight")
