"""A stage on the embedded database, for what does not depend on the kind of database."""

import pytest
from tests.support.bot import stage

from northstar_bot.slack import clients


@pytest.fixture
def impatient(monkeypatch):
    """The client gives up after half a second, as it does after ten in earnest."""
    monkeypatch.setattr(clients, "TIMEOUT", clients.aiohttp.ClientTimeout(total=0.5))


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
