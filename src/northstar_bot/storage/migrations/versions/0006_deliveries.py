"""The ledger of posts and the inbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "gate",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("opens_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_gate")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=64), nullable=False),
        sa.Column("schedule", sa.String(length=64), nullable=True),
        sa.Column("details", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("doubted", sa.Integer(), nullable=False),
        sa.Column("follow_up", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_delivery_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "workspace_id",
            "kind",
            "target",
            "period",
            name=op.f("uq_delivery_workspace_id_kind_target_period"),
        ),
    )
    op.create_index(
        "ix_delivery_detailed",
        "delivery",
        ["settled_at"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NOT NULL AND details IS NOT NULL"),
        postgresql_where=sa.text("settled_at IS NOT NULL AND details IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_doubted",
        "delivery",
        ["settled_at"],
        unique=False,
        sqlite_where=sa.text("doubted = 1"),
        postgresql_where=sa.text("doubted = 1"),
    )
    op.create_index(
        "ix_delivery_follow_up",
        "delivery",
        ["settled_at"],
        unique=False,
        sqlite_where=sa.text("follow_up = 1"),
        postgresql_where=sa.text("follow_up = 1"),
    )
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.create_index(
        "ix_delivery_open_target",
        "delivery",
        ["workspace_id", "target", "next_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.create_index(
        "ix_delivery_trouble",
        "delivery",
        ["settled_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('failed', 'unknown')"),
        postgresql_where=sa.text("state IN ('failed', 'unknown')"),
    )
    op.create_index(
        op.f("ix_delivery_workspace_id_due_at"), "delivery", ["workspace_id", "due_at"], unique=False
    )
    op.create_table(
        "inbox",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_inbox_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "event_id", name=op.f("pk_inbox")),
    )
    op.create_index(op.f("ix_inbox_done_at_received_at"), "inbox", ["done_at", "received_at"], unique=False)
    op.create_table(
        "paused_schedule",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("schedule", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_paused_schedule_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "schedule", name=op.f("pk_paused_schedule")),
    )
    op.create_table(
        "schedule_mark",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("schedule", sa.String(length=64), nullable=False),
        sa.Column("shape", sa.String(length=255), nullable=False),
        sa.Column("planned_through", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_schedule_mark_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "schedule", name=op.f("pk_schedule_mark")),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("schedule_mark")
    op.drop_table("paused_schedule")
    op.drop_index(op.f("ix_inbox_done_at_received_at"), table_name="inbox")
    op.drop_table("inbox")
    op.drop_index(op.f("ix_delivery_workspace_id_due_at"), table_name="delivery")
    op.drop_index(
        "ix_delivery_trouble",
        table_name="delivery",
        sqlite_where=sa.text("state IN ('failed', 'unknown')"),
        postgresql_where=sa.text("state IN ('failed', 'unknown')"),
    )
    op.drop_index(
        "ix_delivery_open_target",
        table_name="delivery",
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.drop_index(
        "ix_delivery_open",
        table_name="delivery",
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.drop_index(
        "ix_delivery_follow_up",
        table_name="delivery",
        sqlite_where=sa.text("follow_up = 1"),
        postgresql_where=sa.text("follow_up = 1"),
    )
    op.drop_index(
        "ix_delivery_doubted",
        table_name="delivery",
        sqlite_where=sa.text("doubted = 1"),
        postgresql_where=sa.text("doubted = 1"),
    )
    op.drop_index(
        "ix_delivery_detailed",
        table_name="delivery",
        sqlite_where=sa.text("settled_at IS NOT NULL AND details IS NOT NULL"),
        postgresql_where=sa.text("settled_at IS NOT NULL AND details IS NOT NULL"),
    )
    op.drop_table("delivery")
    op.drop_table("gate")
