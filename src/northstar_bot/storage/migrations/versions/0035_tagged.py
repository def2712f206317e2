"""What a request counts for: the input that was decided last, before that the one its asker named."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_DECIDED = """
    SELECT verdict.input FROM verdict
    WHERE verdict.workspace_id = request.workspace_id AND verdict.number = request.number
    AND verdict.input IS NOT NULL AND verdict.answer IN ('yes', 'no', 'park')
    ORDER BY verdict.id DESC LIMIT 1
"""


def upgrade() -> None:
    """One step up."""
    op.add_column("request", sa.Column("tagged", sa.String(length=64), nullable=True))
    op.execute(f"UPDATE request SET tagged = COALESCE(({_DECIDED}), request.input)")
    op.drop_index(op.f("ix_request_workspace_id_input_number"), table_name="request")
    op.create_index(
        op.f("ix_request_workspace_id_tagged_number"), "request", ["workspace_id", "tagged", "number"]
    )


def downgrade() -> None:
    """One step down."""
    op.drop_index(op.f("ix_request_workspace_id_tagged_number"), table_name="request")
    op.create_index(
        op.f("ix_request_workspace_id_input_number"), "request", ["workspace_id", "input", "number"]
    )
    op.drop_column("request", "tagged")
