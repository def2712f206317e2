"""Second weighings as they stand, their verdicts, which are never changed, and how many requests went without."""

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text

from northstar_bot.storage.tables.columns import Document, Moment, metadata, workspace_column

since_last = Table(
    "second_weighing_turn",
    metadata,
    workspace_column(primary_key=True),
    # How many verdicts were given since the last one that is given twice.
    Column("weighed", Integer, nullable=False),
)

second = Table(
    "second_weighing",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("number", Integer, nullable=False),
    Column("verdict", Integer, ForeignKey("verdict.id"), nullable=False),
    Column("first", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    # How the request and the star stood at the first verdict.
    Column("moves", Integer, nullable=False),
    Column("star_version", Integer, nullable=False),
    # 1 when exactly one of the two is an owner.
    Column("across", Integer, nullable=False),
    Column("asked_by", String(64)),
    Column("stage", String(16), nullable=False),
    ForeignKeyConstraint(["workspace_id", "number"], ["request.workspace_id", "request.number"]),
    Index(None, "workspace_id", "verdict", unique=True),
    Index(None, "workspace_id", "stage", "person"),
)

verdict = Table(
    "second_verdict",
    metadata,
    Column("second", Integer, ForeignKey("second_weighing.id"), primary_key=True, autoincrement=False),
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
    Column("precedents", Document),
    Column("decider", String(64), nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("star_version", Integer, nullable=False),
    Column("star_wording", Document, nullable=False),
    Index(None, "workspace_id", "second"),
)
