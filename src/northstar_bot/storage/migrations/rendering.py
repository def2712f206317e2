"""How our column types are written into a step: as the database sees them, so that old steps stay true."""

from typing import Any, Literal

from northstar_bot.storage.tables.columns import Document, Moment


def rendered(kind: str, value: Any, context: Any) -> str | Literal[False]:
    """The text of a type, or False to let Alembic write it."""
    del context
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and value is Document:
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False
