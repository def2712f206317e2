"""Requests as they stand, and their verdicts, which are never changed."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Integer, String, Table, Text, text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

request = Table(
    "request",
    metadata,
    workspace_column(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("asker", String(64), nullable=False),
    Column("asker_team", String(64)),
    Column("kind", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("evidence", String(16), nullable=False),
    Column("input", String(64)),
    # What it counts for: the input that was decided last, before that the one its asker named.
    Column("tagged", String(64)),
    Column("needed_by", Date),
    Column("needed_why", Text, nullable=False),
    Column("obligation", String(16), nullable=False),
    Column("obligation_link", Text, nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("channel", String(64)),
    Column("permalink", Text, nullable=False),
    # The fields of its own that this kind of request has; whose time it asks for stands beside them to be looked up.
    Column("details", Document),
    Column("whose_time", String(64)),
    Column("on_behalf_of", String(64)),
    Column("source_key", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("moves", Integer, nullable=False),
    # 1 when the star has changed since it was weighed and nobody has looked at it again.
    Column("re_weigh", Integer, nullable=False, server_default="0"),
    Column("asked_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(None, "workspace_id", "source_key", unique=True),
    # Holds all that counting what waits for somebody needs, so that no row is looked up for it.
    Index(
        "ix_request_waiting",
        "workspace_id",
        "state",
        "number",
        "asker",
        "input",
        "on_behalf_of",
        "asker_team",
    ),
    Index(None, "workspace_id", "asker", "number"),
    Index(None, "workspace_id", "tagged", "number"),
    Index(None, "workspace_id", "asker_team", "number"),
    Index(None, "workspace_id", "kind", "number"),
    Index(None, "workspace_id", "whose_time", "number"),
    Index(None, "workspace_id", "asked_at"),
    Index(
        "ix_request_re_weigh",
        "workspace_id",
        "number",
        sqlite_where=text("re_weigh = 1"),
        postgresql_where=text("re_weigh = 1"),
    ),
)

note = Table(
    "request_note",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("number", Integer, nullable=False),
    Column("author", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "number", "id"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("number", Integer, nullable=False),
    Column("answer", String(16), nullable=False),
    Column("suggestion", String(16)),
    Column("rule", String(8), nullable=False),
    Column("input", String(64)),
    Column("mechanism", Text, nullable=False),
    Column("reason_code", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("would_be_yes", Text, nullable=False),
    Column("difference", Text, nullable=False),
    Column("exempt", Integer, nullable=False),
    Column("duplicate_of", Integer),
    Column("evidence", String(16)),
    Column("stops", Text, nullable=False),
    Column("wake_on", String(16)),
    Column("wake_at", Date),
    # Empty on rows from before precedents were shown.
    Column("precedents", Document),
    # Who does what was accepted, and when somebody looks whether the input moved.
    Column("squad", String(64)),
    Column("look_by", Date),
    Column("decider", String(64), nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("star_version", Integer, nullable=False),
    Column("star_wording", Document, nullable=False),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "number", "id"),
    Index(None, "workspace_id", "decided_at"),
    Index(None, "workspace_id", "input", "star_version", "id"),
)
