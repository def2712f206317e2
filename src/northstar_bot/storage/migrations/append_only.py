"""Tables whose rows the database refuses to change or remove.

Two things are let through: that a whole workspace goes, and a change inside the transaction that erases a person,
which is told by its row in `erasing` (see docs/decisions/erasing-people.md).
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id) THEN
    RETURN OLD;
  END IF;
  {unless_erasing}
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
"""
_ERASING = """
  IF TG_OP = 'UPDATE' AND NEW.workspace_id = OLD.workspace_id
      AND EXISTS (SELECT 1 FROM erasing WHERE workspace_id = OLD.workspace_id) THEN
    RETURN NEW;
  END IF;
"""
_DROP_IF_LAST = """
DO $$ BEGIN
  DROP FUNCTION refuse_change();
EXCEPTION WHEN dependent_objects_still_exist THEN NULL;
END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""
_SQLITE_UPDATE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
{unless_erasing}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""
_SQLITE_ERASING = """WHEN NEW.workspace_id <> OLD.workspace_id
OR NOT EXISTS (SELECT 1 FROM erasing WHERE workspace_id = OLD.workspace_id)"""
_SQLITE_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""
_NO_UPDATE = "_no_update"
# SQLite replaces a row without asking the trigger that keeps it from being removed; Postgres empties a table so.
_SQLITE_INSERT = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""
_NO_TRUNCATE = """
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
"""
_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()
"""


def protect(*tables: str) -> None:
    """Make `tables` append-only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_function())
        for table in tables:
            op.execute(_POSTGRES.format(table=table))
        return
    for table in tables:
        op.execute(_refuse_update(table))
        op.execute(_SQLITE_DELETE.format(table=table))


def renew() -> None:
    """Bring the protection of every table up to what it says now, after `erasing` came or went."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_function())
        return
    found = op.get_bind().execute(
        sa.text(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_update' ESCAPE '\\'"
        )
    )
    for name in found.scalars().all():
        op.execute(f"DROP TRIGGER {name}")
        op.execute(_refuse_update(str(name).removesuffix(_NO_UPDATE)))


def release(*tables: str) -> None:
    """Take the protection away; on SQLite the triggers go with their table."""
    if op.get_bind().dialect.name == "postgresql":
        for table in tables:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(_DROP_IF_LAST)


def refuse_replacing(tables: Mapping[str, str]) -> None:
    """Let no insert take the place of a row, and nobody empty the table; each with what makes two rows the same."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_NO_TRUNCATE)
        for table in tables:
            op.execute(_TRUNCATE.format(table=table))
        return
    for table, same in tables.items():
        op.execute(_SQLITE_INSERT.format(table=table, same=same))


def allow_replacing(tables: Iterable[str]) -> None:
    """Take that away again."""
    if op.get_bind().dialect.name == "postgresql":
        for table in tables:
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
        op.execute("DROP FUNCTION refuse_truncate()")
        return
    for table in tables:
        op.execute(f"DROP TRIGGER {table}_no_replace")


def _people_may_be_erased() -> bool:
    return bool(sa.inspect(op.get_bind()).has_table("erasing"))


def _function() -> str:
    return _FUNCTION.format(unless_erasing=_ERASING if _people_may_be_erased() else "")


def _refuse_update(table: str) -> str:
    unless = _SQLITE_ERASING if _people_may_be_erased() else ""
    return _SQLITE_UPDATE.format(table=table, unless_erasing=unless)
