"""SQLite files that are up to date: the steps are taken once for all tests of a process."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from northstar_bot.storage.migrate import migrate

_ready: list[Path] = []


async def ready_sqlite(path: Path) -> str:
    """The address of the database at `path`; one that is not there yet gets its tables at once."""
    if not _ready:
        made = Path(mkdtemp()) / "ready.db"
        await migrate(f"sqlite:///{made}")
        _ready.append(made)
    _copy_to(path)
    return f"sqlite:///{path}"


def _copy_to(path: Path) -> None:
    if not path.exists():
        shutil.copyfile(_ready[0], path)
