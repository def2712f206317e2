"""Times away of owners; counting what waits for a decider of a team needs no row either."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_WAITING = ["workspace_id", "state", "number", "asker", "input", "on_behalf_of"]


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cover", sa.String(length=64), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_absence_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(
        "uq_absence_open",
        "absence",
        ["workspace_id", "person"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f(f"ix_request_{'_'.join(_WAITING)}"), table_name="request")
    op.create_index("ix_request_waiting", "request", [*_WAITING, "asker_team"], unique=False)


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_request_waiting", table_name="request")
    op.create_index(op.f(f"ix_request_{'_'.join(_WAITING)}"), "request", _WAITING, unique=False)
    op.drop_index("uq_absence_open", table_name="absence")
    op.drop_table("absence")
