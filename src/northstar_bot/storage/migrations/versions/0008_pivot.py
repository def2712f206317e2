"""Pivots, and the flag of requests that are to be weighed again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FLAGGED = sa.text("re_weigh = 1")
_OPEN = sa.text("state = 'proposed'")


def upgrade() -> None:
    """One step up."""
    op.add_column("request", sa.Column("re_weigh", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        op.f("ix_request_re_weigh"),
        "request",
        ["workspace_id", "number"],
        unique=False,
        sqlite_where=_FLAGGED,
        postgresql_where=_FLAGGED,
    )
    op.create_table(
        "pivot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposer", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("tally", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pivot_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pivot")),
    )
    op.create_index(op.f("ix_pivot_workspace_id_id"), "pivot", ["workspace_id", "id"], unique=False)
    op.create_index(
        op.f("uq_pivot_open"),
        "pivot",
        ["workspace_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "pivot_item",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asker", sa.String(length=64), nullable=False),
        sa.Column("fate", sa.String(length=16), nullable=False),
        sa.Column("settled_by", sa.String(length=64), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "number"],
            ["request.workspace_id", "request.number"],
            name=op.f("fk_pivot_item_workspace_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pivot_item_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "version", "number", name=op.f("pk_pivot_item")),
    )
    op.create_index(
        op.f("ix_pivot_item_workspace_id_version_asker"),
        "pivot_item",
        ["workspace_id", "version", "asker"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pivot_item_workspace_id_version_fate_number"),
        "pivot_item",
        ["workspace_id", "version", "fate", "number"],
        unique=False,
    )


def downgrade() -> None:
    """One step down."""
    op.drop_index(op.f("ix_pivot_item_workspace_id_version_fate_number"), table_name="pivot_item")
    op.drop_index(op.f("ix_pivot_item_workspace_id_version_asker"), table_name="pivot_item")
    op.drop_table("pivot_item")
    op.drop_index(op.f("uq_pivot_open"), table_name="pivot")
    op.drop_index(op.f("ix_pivot_workspace_id_id"), table_name="pivot")
    op.drop_table("pivot")
    op.drop_index(op.f("ix_request_re_weigh"), table_name="request")
    op.drop_column("request", "re_weigh")
