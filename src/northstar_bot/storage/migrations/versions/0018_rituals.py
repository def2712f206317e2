"""What was answered on roadmap kick-off cards, and which input each squad picked."""

import sqlalchemy as sa
from alembic import op

from northstar_bot.storage.migrations.append_only import protect, release

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "kickoff_voice",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("card", sa.String(length=128), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_kickoff_voice_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "card", "person", name=op.f("pk_kickoff_voice")),
    )
    op.create_table(
        "squad_pick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("squad", sa.String(length=64), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_squad_pick_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_squad_pick")),
    )
    op.create_index(
        op.f("ix_squad_pick_workspace_id_squad"), "squad_pick", ["workspace_id", "squad"], unique=False
    )
    protect("squad_pick")


def downgrade() -> None:
    """One step down."""
    release("squad_pick")
    op.drop_index(op.f("ix_squad_pick_workspace_id_squad"), table_name="squad_pick")
    op.drop_table("squad_pick")
    op.drop_table("kickoff_voice")
