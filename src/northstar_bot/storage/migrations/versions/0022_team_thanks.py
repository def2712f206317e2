"""The sums of thanks between teams, and what was given before they were kept."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_FILL = """
INSERT INTO team_thanks (workspace_id, day, giver_team, team, amount, first_giver, last_giver)
SELECT given.workspace_id, {day}, coalesce(given.giver_team, ''), reached.team, count(*),
       min(given.giver), max(given.giver)
FROM shoutout AS given
JOIN (
    SELECT workspace_id, shoutout_id, team FROM shoutout_receiver WHERE team IS NOT NULL
    UNION
    SELECT workspace_id, shoutout_id, team FROM shoutout_team
) AS reached ON reached.workspace_id = given.workspace_id AND reached.shoutout_id = given.id
WHERE given.undone_at IS NULL AND NOT given.private
GROUP BY given.workspace_id, {day}, coalesce(given.giver_team, ''), reached.team
"""


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "team_thanks",
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("giver_team", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("first_giver", sa.String(length=64), nullable=False),
        sa.Column("last_giver", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_team_thanks_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "day", "giver_team", "team", name=op.f("pk_team_thanks")),
        sqlite_with_rowid=False,
    )
    postgres = op.get_bind().dialect.name == "postgresql"
    day = "CAST(given.given_at AT TIME ZONE 'UTC' AS DATE)" if postgres else "date(given.given_at)"
    op.execute(_FILL.format(day=day))


def downgrade() -> None:
    """One step down."""
    op.drop_table("team_thanks")
