"""What was answered on roadmap kick-off cards, and which input each squad picked from which day."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from northstar_bot.storage.tables.columns import Moment, metadata, workspace_column

# One voice per person and card; a later answer takes the place of the earlier.
kickoff_voice = Table(
    "kickoff_voice",
    metadata,
    workspace_column(primary_key=True),
    Column("card", String(128), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("answer", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)

# Never changed: a pick holds until the squad's next one.
squad_pick = Table(
    "squad_pick",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(),
    Column("squad", String(64), nullable=False),
    Column("metric", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("since", Date, nullable=False),
    Index(None, "workspace_id", "squad"),
)
