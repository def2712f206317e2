"""What was shipped and looked back at, notes on weeks, and who does what was accepted."""

import sqlalchemy as sa
from alembic import op

from northstar_bot.storage.migrations import append_only

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_KEPT = ("shipment", "look_back", "annotation")


def upgrade() -> None:
    """One step up."""
    op.add_column("verdict", sa.Column("squad", sa.String(length=64), nullable=True))
    op.add_column("verdict", sa.Column("look_by", sa.Date(), nullable=True))
    _shipments()
    _answers()
    _annotations()
    append_only.protect(*_KEPT)


def downgrade() -> None:
    """One step down."""
    append_only.release(*_KEPT)
    for table in _KEPT:
        op.drop_table(table)
    op.drop_column("verdict", "look_by")
    op.drop_column("verdict", "squad")


def _shipments() -> None:
    op.create_table(
        "shipment",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shipped_by", sa.String(length=64), nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.Date(), nullable=False),
        sa.Column("star_version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("input", sa.String(length=64), nullable=True),
        sa.Column("squad", sa.String(length=64), nullable=True),
        *_of_a_request("shipment"),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_shipment")),
    )
    _index("shipment", "shipped_on")
    _index("shipment", "look_at")
    _index("shipment", "input", "shipped_on")


def _answers() -> None:
    op.create_table(
        "look_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.String(length=16), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_of_a_request("look_back"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_back")),
    )
    _index("look_back", "number", "id")


def _annotations() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("root", sa.Integer(), nullable=True),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _in_a_workspace("annotation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
    )
    _index("annotation", "week_start", "id")
    _index("annotation", "root", "id")
    _index("annotation", "id")


def _in_a_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")


def _of_a_request(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    whole = sa.ForeignKeyConstraint(
        ["workspace_id", "number"],
        ["request.workspace_id", "request.number"],
        name=op.f(f"fk_{table}_workspace_id_number"),
    )
    return whole, _in_a_workspace(table)


def _index(table: str, *columns: str) -> None:
    found = ["workspace_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(found)}"), table, found, unique=False)
