"""Keys under which titles are found again, also for what was asked before; drafts; and who follows a request."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from northstar_bot.domain.requests.similar import keys_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_REQUEST = ["request.workspace_id", "request.number"]
_BATCH = 2000


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "request_title_key",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _of_workspace("request_title_key"),
        _of_request("request_title_key"),
        sa.PrimaryKeyConstraint("workspace_id", "key", "number", name=op.f("pk_request_title_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_request_title_key_workspace_id_number"), "request_title_key", ["workspace_id", "number"]
    )
    op.create_table(
        "request_draft",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("source_key", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _of_workspace("request_draft"),
        sa.PrimaryKeyConstraint("workspace_id", "source_key", name=op.f("pk_request_draft")),
    )
    op.create_index(
        op.f("ix_request_draft_workspace_id_made_at"), "request_draft", ["workspace_id", "made_at"]
    )
    op.create_table(
        "request_follower",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_from", sa.Integer(), nullable=True),
        _of_workspace("request_follower"),
        _of_request("request_follower"),
        sa.PrimaryKeyConstraint("workspace_id", "number", "person", name=op.f("pk_request_follower")),
    )
    op.create_index(
        op.f("ix_request_follower_workspace_id_person_number"),
        "request_follower",
        ["workspace_id", "person", "number"],
    )
    _index_what_was_asked_before(op.get_bind())


def downgrade() -> None:
    """One step down."""
    op.drop_table("request_follower")
    op.drop_table("request_draft")
    op.drop_table("request_title_key")


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id_number")
    return sa.ForeignKeyConstraint(["workspace_id", "number"], _REQUEST, name=name, ondelete="CASCADE")


def _index_what_was_asked_before(connection: sa.Connection) -> None:
    request = sa.table(
        "request", sa.column("workspace_id"), sa.column("number", sa.Integer), sa.column("title")
    )
    into = sa.insert(
        sa.table(
            "request_title_key",
            sa.column("workspace_id"),
            sa.column("key", sa.BigInteger),
            sa.column("number"),
        )
    )
    place = sa.tuple_(request.c.workspace_id, request.c.number)
    last = ("", 0)
    while True:
        page = sa.select(request).where(place > last).order_by(request.c.workspace_id, request.c.number)
        rows = connection.execute(page.limit(_BATCH)).all()
        if not rows:
            return
        connection.execute(
            into,
            [
                {"workspace_id": row.workspace_id, "key": key, "number": row.number}
                for row in rows
                for key in keys_of(row.title)
            ],
        )
        last = (rows[-1].workspace_id, rows[-1].number)
