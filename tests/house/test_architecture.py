"""The house keeps its own laws: floors, room sizes, captions, names."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "northstar_bot"
ROOMS = sorted(SOURCE.rglob("*.py"))
LARGEST_ROOM = 300
LARGEST_FUNCTION = 40
FORBIDDEN_WORDS = ("utils", "helpers", "manager", "handle_", "process_")


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_imports_only_look_down() -> None:
    # In a process of its own: the linter's set-up of logging would silence the loggers that other tests read.
    linter = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("room", ROOMS, ids=_name)
def test_a_room_has_a_caption_and_is_small(room: Path) -> None:
    text = room.read_text()
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "open with one sentence saying what the room is for"
    assert len(text.splitlines()) <= LARGEST_ROOM
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "migrations" not in _name(room):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LARGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("room", ROOMS, ids=_name)
def test_names_say_something(room: Path) -> None:
    names = [room.stem] + [
        node.name
        for node in ast.walk(ast.parse(room.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    empty = [name for name in names if any(word in name.lower() for word in FORBIDDEN_WORDS)]
    # A term of statistics, a lock of one process, and the names SQLAlchemy calls.
    assert set(empty) <= {"process_behaviour", "process_lock", "process_bind_param", "process_result_value"}


def test_broad_excepts_stand_in_named_places_only() -> None:
    allowed = {
        "services/isolation.py",
        "scheduler.py",
        "plugins.py",
        "shell.py",
        "slack/failures.py",
        "doctor.py",
    }
    found = {
        _name(room)
        for room in ROOMS
        for node in ast.walk(ast.parse(room.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and isinstance(node.type, ast.Name)
        and node.type.id == "Exception"
    }
    assert found <= allowed
