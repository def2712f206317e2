"""Fields of their own for some kinds of request, whose time is asked for, and on whose behalf somebody asked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SHORTER = "ix_request_workspace_id_state_number_asker_input"
_LONGER = "ix_request_workspace_id_state_number_asker_input_on_behalf_of"


def upgrade() -> None:
    """One step up."""
    document = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("request", sa.Column("details", document, nullable=True))
    op.add_column("request", sa.Column("whose_time", sa.String(length=64), nullable=True))
    op.add_column("request", sa.Column("on_behalf_of", sa.String(length=64), nullable=True))
    op.drop_index(op.f(_SHORTER), table_name="request")
    op.create_index(
        op.f(_LONGER),
        "request",
        ["workspace_id", "state", "number", "asker", "input", "on_behalf_of"],
        unique=False,
    )
    for column in ("kind", "whose_time"):
        op.create_index(
            op.f(f"ix_request_workspace_id_{column}_number"), "request", ["workspace_id", column, "number"]
        )


def downgrade() -> None:
    """One step down."""
    for column in ("whose_time", "kind"):
        op.drop_index(op.f(f"ix_request_workspace_id_{column}_number"), table_name="request")
    op.drop_index(op.f(_LONGER), table_name="request")
    op.create_index(
        op.f(_SHORTER), "request", ["workspace_id", "state", "number", "asker", "input"], unique=False
    )
    for column in ("on_behalf_of", "whose_time", "details"):
        op.drop_column("request", column)
