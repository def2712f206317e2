"""Every test that the page about thanks names exists, and the case of it too."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "acceptance.md").read_text()
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| when ")]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)(?:\[([^]]+)\])?`", PAGE)))


@pytest.mark.parametrize(("room", "name", "case"), NAMED, ids=lambda part: part.rpartition("/")[2])
def test_a_named_test_exists(room, name, case):
    tree = list(ast.walk(ast.parse((ROOT / room).read_text())))
    assert name in {node.name for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert not case or case in {node.value for node in tree if isinstance(node, ast.Constant)}


def test_every_row_names_one():
    assert len(ROWS) > 20
    assert all(row.rstrip(" |").endswith("`") for row in ROWS)
    assert len(re.findall(r"`tests/", PAGE)) == len(
        re.findall(r"`tests/[\w/]+\.py::\w+(?:\[[^]]+\])?`", PAGE)
    )
