"""Shout-outs, whom they thank, boosts as state, reactions as state, and the day's allowance."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

ABOUT = text("(input IS NOT NULL OR request IS NOT NULL)")

shoutout = Table(
    "shoutout",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("source_key", String(255), nullable=False),
    Column("giver", String(64), nullable=False),
    Column("giver_team", String(64)),
    Column("text", Text, nullable=False),
    Column("value", String(64)),
    Column("input", String(64)),
    Column("channel", String(64)),
    Column("permalink", Text, nullable=False),
    Column("cross_team", Boolean, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("week_start", Date, nullable=False),
    # What the giver was told, so that a second delivery of the same act is answered alike.
    Column("allowance_day", Date, nullable=False),
    Column("remaining", Integer, nullable=False),
    Column("left_out", Document, nullable=False),
    Column("card_channel", String(64)),
    Column("card_ts", String(32)),
    Column("card_link", Text, nullable=False, server_default=""),
    Column("undone_at", Moment),
    Column("private", Boolean, nullable=False, server_default=false()),
    Column("request", Integer),
    Column("to_group", Boolean, nullable=False, server_default=false()),
    # How many boosts stand; counted anew under the lock of this row whenever one of them changes.
    Column("boosts", Integer, nullable=False, server_default="0"),
    UniqueConstraint("workspace_id", "source_key"),
    Index(None, "workspace_id", "week_start", "id"),
    # What a week came to is counted in this index alone, and its best stories stand at the end of it. The week
    # first: beginning with the workspace, SQLite would take it for questions that name no week.
    Index(
        "ix_shoutout_best_of_week",
        "week_start",
        "workspace_id",
        "cross_team",
        "boosts",
        "given_at",
        "undone_at",
        "private",
        "giver",
    ),
    Index(
        "ix_shoutout_about",
        "workspace_id",
        "week_start",
        "given_at",
        "input",
        "request",
        "cross_team",
        "undone_at",
        "private",
        sqlite_where=ABOUT,
        postgresql_where=ABOUT,
    ),
    Index(None, "workspace_id", "given_at"),
    Index(None, "workspace_id", "giver", "given_at"),
    Index(None, "workspace_id", "card_channel", "card_ts"),
)

receiver = Table(
    "shoutout_receiver",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("team", String(64)),
    Index(None, "workspace_id", "person", "shoutout_id"),
    # The team first: beginning with the workspace, SQLite would take it to find everybody beside a few shout-outs.
    Index(None, "team", "workspace_id", "shoutout_id"),
    # Postgres looks for what hangs on a row by this column alone; without it a wipe reads all for each.
    Index(None, "shoutout_id"),
)

thanked_team = Table(
    "shoutout_team",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("team", String(64), primary_key=True),
    Index(None, "team", "workspace_id", "shoutout_id"),
    Index(None, "shoutout_id"),
)

boost = Table(
    "boost",
    metadata,
    workspace_column(primary_key=True),
    Column("shoutout_id", ForeignKey("shoutout.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    # Two ways to say "me too"; `present` is either, and is what counts.
    Column("pressed", Boolean, nullable=False),
    Column("reacted", Boolean, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(None, "shoutout_id"),
)

reaction = Table(
    "reaction",
    metadata,
    workspace_column(primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("emoji", String(128), primary_key=True),
    # Per spelling of the emoji: when Slack last spoke of it and whether it stands.
    Column("marks", Document, nullable=False),
)

sender_lock = Table(
    "sender_lock",
    metadata,
    workspace_column(primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)

allowance = Table(
    "allowance",
    metadata,
    workspace_column(primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("used", Integer, nullable=False),
)
