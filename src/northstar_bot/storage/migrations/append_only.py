"""Tables whose rows the database refuses to change or remove, except when their whole workspace goes."""

from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
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
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""
_SQLITE_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""


def protect(*tables: str) -> None:
    """Make `tables` append-only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for table in tables:
            op.execute(_POSTGRES.format(table=table))
        return
    for table in tables:
        op.execute(_SQLITE_UPDATE.format(table=table))
        op.execute(_SQLITE_DELETE.format(table=table))


def release(*tables: str) -> None:
    """Take the protection away; on SQLite the triggers go with their table."""
    if op.get_bind().dialect.name == "postgresql":
        for table in tables:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(_DROP_IF_LAST)
