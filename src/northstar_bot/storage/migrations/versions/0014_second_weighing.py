"""Requests that are weighed a second time, and what the second person said, which is never changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from northstar_bot.storage.migrations import append_only

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "second_weighing_turn",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("weighed", sa.Integer(), nullable=False),
        _of_workspace("second_weighing_turn"),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_second_weighing_turn")),
    )
    op.create_table(
        "second_weighing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("star_version", sa.Integer(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=True),
        sa.Column("stage", sa.String(length=16), nullable=False),
        _of_workspace("second_weighing"),
        sa.ForeignKeyConstraint(["verdict"], ["verdict.id"], name=op.f("fk_second_weighing_verdict")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "number"],
            ["request.workspace_id", "request.number"],
            name=op.f("fk_second_weighing_workspace_id_number"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_weighing")),
    )
    op.create_index(
        op.f("ix_second_weighing_workspace_id_verdict"),
        "second_weighing",
        ["workspace_id", "verdict"],
        unique=True,
    )
    op.create_index(
        op.f("ix_second_weighing_workspace_id_stage_person"),
        "second_weighing",
        ["workspace_id", "stage", "person"],
    )
    _create_verdicts()
    append_only.protect("second_verdict")


def downgrade() -> None:
    """One step down."""
    append_only.release("second_verdict")
    op.drop_table("second_verdict")
    op.drop_table("second_weighing")
    op.drop_table("second_weighing_turn")


def _create_verdicts() -> None:
    op.create_table(
        "second_verdict",
        sa.Column("second", sa.Integer(), autoincrement=False, nullable=False),
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
        sa.Column("precedents", _DOCUMENT, nullable=True),
        sa.Column("decider", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("star_version", sa.Integer(), nullable=False),
        sa.Column("star_wording", _DOCUMENT, nullable=False),
        _of_workspace("second_verdict"),
        sa.ForeignKeyConstraint(["second"], ["second_weighing.id"], name=op.f("fk_second_verdict_second")),
        sa.PrimaryKeyConstraint("second", name=op.f("pk_second_verdict")),
    )
    op.create_index(
        op.f("ix_second_verdict_workspace_id_second"), "second_verdict", ["workspace_id", "second"]
    )


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")
