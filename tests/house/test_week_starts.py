"""Weeks begin where a workspace says; no room of the house may take the Monday for granted."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "northstar_bot"
# How many arguments a call has that says on which day weeks begin.
ASKED = {"Week.of": 2, "Week.parse": 2, "last_closed_week": 3}
# The demo's company begins on Monday; a person's list of the week comes on their Monday; nothing declared, no day.
MONDAYS = {"demo/stage.py": 1, "services/requests/calendar.py": 1, "services/company/company.py": 1}


def mondays(path: Path) -> int:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return sum(len(one.args) < ASKED.get(ast.unparse(one.func), 0) for one in calls)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_week_is_made_where_its_beginning_is_known(path):
    assert mondays(path) == MONDAYS.get(str(path.relative_to(SOURCE)), 0)
