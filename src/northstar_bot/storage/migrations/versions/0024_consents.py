"""Whether thanks may be told at an all-hands, and which decks were made."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "story_consent",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("shoutout_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["shoutout_id"], ["shoutout.id"], name=op.f("fk_story_consent_shoutout_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_story_consent_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "shoutout_id", "person", name=op.f("pk_story_consent")),
    )
    op.create_index(
        op.f("ix_story_consent_workspace_id_person_shoutout_id"),
        "story_consent",
        ["workspace_id", "person", "shoutout_id"],
        unique=False,
    )
    op.create_table(
        "deck_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_deck_made_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deck_made")),
    )
    op.create_index(op.f("ix_deck_made_workspace_id_id"), "deck_made", ["workspace_id", "id"], unique=False)


def downgrade() -> None:
    """One step down."""
    op.drop_index(op.f("ix_deck_made_workspace_id_id"), table_name="deck_made")
    op.drop_table("deck_made")
    op.drop_index(op.f("ix_story_consent_workspace_id_person_shoutout_id"), table_name="story_consent")
    op.drop_table("story_consent")
