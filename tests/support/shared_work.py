"""Work that is the same for every test and is done once for a process: a third of a test's time went into it."""

from functools import cache
from importlib.metadata import EntryPoints, entry_points
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from northstar_bot import plugins
from northstar_bot.storage import engine


def share_compiled_statements(patched: pytest.MonkeyPatch) -> None:
    """Let every engine know what the others of its kind compiled."""
    dialects: dict[str, Any] = {}
    compiled: dict[Any, Any] = {}

    def create(url: Any, **options: Any) -> AsyncEngine:
        made = create_async_engine(url, execution_options={"compiled_cache": compiled}, **options)
        # Compiled statements are kept for a dialect's very object, which is ready once its own engine has connected.
        known = dialects.get(made.dialect.name)
        if known is None or known.server_version_info is None:
            dialects[made.dialect.name] = made.dialect
        else:
            made.sync_engine.dialect = known
        return made

    patched.setattr(engine, "create_async_engine", create)


def share_entry_points(patched: pytest.MonkeyPatch) -> None:
    """Read the metadata of the installed packages once."""

    @cache
    def found(*, group: str) -> EntryPoints:
        return entry_points(group=group)

    patched.setattr(plugins, "entry_points", found)
