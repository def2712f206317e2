"""Thanks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "allowance",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_allowance_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person", "day", name=op.f("pk_allowance")),
    )
    op.create_table(
        "reaction",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("emoji", sa.String(length=128), nullable=False),
        sa.Column("marks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_reaction_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel", "ts", "person", "emoji", name=op.f("pk_reaction")),
    )
    op.create_table(
        "shoutout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("source_key", sa.String(length=255), nullable=False),
        sa.Column("giver", sa.String(length=64), nullable=False),
        sa.Column("giver_team", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=True),
        sa.Column("input", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=False),
        sa.Column("cross_team", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("allowance_day", sa.Date(), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("card_channel", sa.String(length=64), nullable=True),
        sa.Column("card_ts", sa.String(length=32), nullable=True),
        sa.Column("card_link", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_shoutout_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shoutout")),
        sa.UniqueConstraint("workspace_id", "source_key", name=op.f("uq_shoutout_workspace_id_source_key")),
    )
    op.create_index(
        op.f("ix_shoutout_workspace_id_card_channel_card_ts"),
        "shoutout",
        ["workspace_id", "card_channel", "card_ts"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shoutout_workspace_id_given_at"), "shoutout", ["workspace_id", "given_at"], unique=False
    )
    op.create_index(
        op.f("ix_shoutout_workspace_id_giver_given_at"),
        "shoutout",
        ["workspace_id", "giver", "given_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shoutout_workspace_id_week_start_id"),
        "shoutout",
        ["workspace_id", "week_start", "id"],
        unique=False,
    )
    op.create_table(
        "boost",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("shoutout_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("pressed", sa.Boolean(), nullable=False),
        sa.Column("reacted", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["shoutout_id"], ["shoutout.id"], name=op.f("fk_boost_shoutout_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_boost_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "shoutout_id", "person", name=op.f("pk_boost")),
    )
    op.create_table(
        "shoutout_receiver",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("shoutout_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["shoutout_id"],
            ["shoutout.id"],
            name=op.f("fk_shoutout_receiver_shoutout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_shoutout_receiver_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "shoutout_id", "person", name=op.f("pk_shoutout_receiver")),
    )
    op.create_index(
        op.f("ix_shoutout_receiver_workspace_id_person_shoutout_id"),
        "shoutout_receiver",
        ["workspace_id", "person", "shoutout_id"],
        unique=False,
    )
    op.create_table(
        "shoutout_team",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("shoutout_id", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["shoutout_id"], ["shoutout.id"], name=op.f("fk_shoutout_team_shoutout_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_shoutout_team_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "shoutout_id", "team", name=op.f("pk_shoutout_team")),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("shoutout_team")
    op.drop_index(
        op.f("ix_shoutout_receiver_workspace_id_person_shoutout_id"), table_name="shoutout_receiver"
    )
    op.drop_table("shoutout_receiver")
    op.drop_table("boost")
    op.drop_index(op.f("ix_shoutout_workspace_id_week_start_id"), table_name="shoutout")
    op.drop_index(op.f("ix_shoutout_workspace_id_giver_given_at"), table_name="shoutout")
    op.drop_index(op.f("ix_shoutout_workspace_id_given_at"), table_name="shoutout")
    op.drop_index(op.f("ix_shoutout_workspace_id_card_channel_card_ts"), table_name="shoutout")
    op.drop_table("shoutout")
    op.drop_table("reaction")
    op.drop_table("allowance")
