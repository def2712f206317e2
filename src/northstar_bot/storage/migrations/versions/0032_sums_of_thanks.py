"""Sums of thanks by week and by who gave, boosts beside their shout-out, and indexes for the best of many."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_BOOSTS = """
UPDATE shoutout SET boosts = (
    SELECT count(*) FROM boost
    WHERE boost.workspace_id = shoutout.workspace_id AND boost.shoutout_id = shoutout.id AND boost.present
)
WHERE EXISTS (SELECT 1 FROM boost WHERE boost.shoutout_id = shoutout.id)
"""
_WEEKS = """
INSERT INTO team_thanks_week (workspace_id, week, giver_team, team, amount, first_giver, last_giver)
SELECT workspace_id, {week}, giver_team, team, sum(amount),
       min({least}(first_giver, last_giver)), max({greatest}(first_giver, last_giver))
FROM team_thanks WHERE amount > 0 GROUP BY workspace_id, {week}, giver_team, team
"""
_GIVEN = """
INSERT INTO thanks_given (workspace_id, day, giver_team, amount, across)
SELECT workspace_id, {day}, coalesce(giver_team, ''), count(*), sum(CASE WHEN cross_team THEN 1 ELSE 0 END)
FROM shoutout WHERE undone_at IS NULL AND NOT private
GROUP BY workspace_id, {day}, coalesce(giver_team, '')
"""
_SQLITE = {
    "week": "date(day, '-6 days', 'weekday 1')",
    "day": "date(given_at)",
    "least": "min",
    "greatest": "max",
}
_POSTGRES = {
    "week": "CAST(date_trunc('week', day) AS DATE)",
    "day": "CAST(given_at AT TIME ZONE 'UTC' AS DATE)",
    "least": "least",
    "greatest": "greatest",
}
_ABOUT = sa.text("(input IS NOT NULL OR request IS NOT NULL)")


def upgrade() -> None:
    """One step up."""
    op.add_column("shoutout", sa.Column("boosts", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "team_thanks_week",
        *_key("week", "giver_team", "team"),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("first_giver", sa.String(length=64), nullable=False),
        sa.Column("last_giver", sa.String(length=64), nullable=False),
        *_constraints("team_thanks_week", "week", "giver_team", "team"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "thanks_given",
        *_key("day", "giver_team"),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        *_constraints("thanks_given", "day", "giver_team"),
        sqlite_with_rowid=False,
    )
    words = _POSTGRES if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for fill in (_BOOSTS, _WEEKS, _GIVEN):
        op.execute(fill.format(**words))
    _make_indexes()


def downgrade() -> None:
    """One step down."""
    op.drop_index(op.f("ix_shoutout_team_team_workspace_id_shoutout_id"), table_name="shoutout_team")
    op.drop_index(op.f("ix_shoutout_receiver_team_workspace_id_shoutout_id"), table_name="shoutout_receiver")
    op.drop_index("ix_shoutout_about", table_name="shoutout")
    op.drop_index("ix_shoutout_best_of_week", table_name="shoutout")
    op.drop_table("thanks_given")
    op.drop_table("team_thanks_week")
    op.drop_column("shoutout", "boosts")


def _key(span: str, *teams: str) -> list[sa.Column[Any]]:
    return [
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column(span, sa.Date(), nullable=False),
        *(sa.Column(team, sa.String(length=64), nullable=False) for team in teams),
    ]


def _constraints(table: str, *key: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", *key, name=op.f(f"pk_{table}")),
    ]


def _make_indexes() -> None:
    week = ["workspace_id", "week_start"]
    best = [*week, "cross_team", "boosts", "given_at", "undone_at", "private", "giver"]
    about = [*week, "given_at", "input", "request", "cross_team", "undone_at", "private"]
    op.create_index("ix_shoutout_best_of_week", "shoutout", best)
    op.create_index("ix_shoutout_about", "shoutout", about, sqlite_where=_ABOUT, postgresql_where=_ABOUT)
    for table in ("shoutout_receiver", "shoutout_team"):
        key = ["team", "workspace_id", "shoutout_id"]
        op.create_index(op.f(f"ix_{table}_team_workspace_id_shoutout_id"), table, key)
