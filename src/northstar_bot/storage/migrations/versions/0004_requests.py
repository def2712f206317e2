"""Requests and their verdicts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from northstar_bot.storage.migrations import append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "request",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asker", sa.String(length=64), nullable=False),
        sa.Column("asker_team", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=16), nullable=False),
        sa.Column("input", sa.String(length=64), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("needed_why", sa.Text(), nullable=False),
        sa.Column("obligation", sa.String(length=16), nullable=False),
        sa.Column("obligation_link", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_request")),
    )
    op.create_index(
        op.f("ix_request_workspace_id_asked_at"), "request", ["workspace_id", "asked_at"], unique=False
    )
    op.create_index(
        op.f("ix_request_workspace_id_asker_number"),
        "request",
        ["workspace_id", "asker", "number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_request_workspace_id_asker_team_number"),
        "request",
        ["workspace_id", "asker_team", "number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_request_workspace_id_input_number"),
        "request",
        ["workspace_id", "input", "number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_request_workspace_id_source_key"), "request", ["workspace_id", "source_key"], unique=True
    )
    op.create_index(
        op.f("ix_request_workspace_id_state_number_asker_input"),
        "request",
        ["workspace_id", "state", "number", "asker", "input"],
        unique=False,
    )
    op.create_table(
        "request_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "number"],
            ["request.workspace_id", "request.number"],
            name=op.f("fk_request_note_workspace_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_note_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_note")),
    )
    op.create_index(
        op.f("ix_request_note_workspace_id_number_id"),
        "request_note",
        ["workspace_id", "number", "id"],
        unique=False,
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("suggestion", sa.String(length=16), nullable=True),
        sa.Column("rule", sa.String(length=8), nullable=False),
        sa.Column("input", sa.String(length=64), nullable=True),
        sa.Column("mechanism", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("would_be_yes", sa.Text(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("exempt", sa.Integer(), nullable=False),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(length=16), nullable=True),
        sa.Column("stops", sa.Text(), nullable=False),
        sa.Column("wake_on", sa.String(length=16), nullable=True),
        sa.Column("wake_at", sa.Date(), nullable=True),
        sa.Column("decider", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("star_version", sa.Integer(), nullable=False),
        sa.Column("star_wording", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "number"],
            ["request.workspace_id", "request.number"],
            name=op.f("fk_verdict_workspace_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_verdict_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index(
        op.f("ix_verdict_workspace_id_decided_at"), "verdict", ["workspace_id", "decided_at"], unique=False
    )
    op.create_index(
        op.f("ix_verdict_workspace_id_number_id"), "verdict", ["workspace_id", "number", "id"], unique=False
    )
    append_only.protect("verdict")


def downgrade() -> None:
    """One step down."""
    append_only.release("verdict")
    op.drop_index(op.f("ix_verdict_workspace_id_number_id"), table_name="verdict")
    op.drop_index(op.f("ix_verdict_workspace_id_decided_at"), table_name="verdict")
    op.drop_table("verdict")
    op.drop_index(op.f("ix_request_note_workspace_id_number_id"), table_name="request_note")
    op.drop_table("request_note")
    op.drop_index(op.f("ix_request_workspace_id_state_number_asker_input"), table_name="request")
    op.drop_index(op.f("ix_request_workspace_id_source_key"), table_name="request")
    op.drop_index(op.f("ix_request_workspace_id_input_number"), table_name="request")
    op.drop_index(op.f("ix_request_workspace_id_asker_team_number"), table_name="request")
    op.drop_index(op.f("ix_request_workspace_id_asker_number"), table_name="request")
    op.drop_index(op.f("ix_request_workspace_id_asked_at"), table_name="request")
    op.drop_table("request")
