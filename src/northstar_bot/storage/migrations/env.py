"""What Alembic runs: the steps, on the connection that `migrate` opened and inside its transaction."""

from alembic import context

from northstar_bot.storage.migrations.rendering import rendered
from northstar_bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=rendered,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
