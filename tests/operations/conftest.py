"""A stage on the embedded database, for what does not depend on the kind of database."""

import pytest
from tests.support.bot import stage


@pytest.fixture
async def embedded(tmp_path, clock):
    """The bot on SQLite."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        yield made


@pytest.fixture
async def by_socket(tmp_path, clock):
    """The bot on SQLite, reached over Socket Mode."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock, mode="socket") as made:
        yield made
