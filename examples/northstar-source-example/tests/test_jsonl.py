"""The example counts what happened, and says in a sentence what it cannot read."""

import json
from datetime import date
from pathlib import Path

import pytest
from northstar_source_jsonl import source

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Point, Window

LESSONS = Metric("lessons", "Lessons", Kind.STAR)
W45, W46, W47 = (Week.parse(f"2026-W{week}") for week in (45, 46, 47))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "lessons.jsonl"
    told = [
        ("2026-11-02", "lesson"),
        ("2026-11-16", "lesson"),
        ("2026-11-17", "pause"),
        ("2026-11-18", "lesson"),
    ]
    path.write_text("".join(json.dumps({"day": day, "event": event}) + "\n" for day, event in told))
    return path


def put(log: Path, line: str) -> None:
    log.write_text(line)


async def test_lines_are_counted_and_a_week_without_any_is_zero(log: Path) -> None:
    fetched = await source().fetch(LESSONS, {"path": str(log), "where": "lesson"}, Window(W45, W47))
    assert fetched.points == [Point(W45, 1), Point(W46, 0), Point(W47, 2)]
    assert (fetched.first, fetched.through) == (date(2026, 11, 2), date(2026, 11, 18))


async def test_weeks_outside_the_log_are_not_told(log: Path) -> None:
    later = Window(W47.next, W47.plus(3))
    assert (await source().fetch(LESSONS, {"path": str(log)}, later)).points == []


@pytest.mark.parametrize("line", ['{"day": "soon"}', "[]", "{}", "what"])
async def test_a_line_that_is_no_event_is_a_sentence(log: Path, line: str) -> None:
    put(log, line)
    with pytest.raises(SourceFailed, match="has a line that is no event"):
        await source().fetch(LESSONS, {"path": str(log)}, Window(W45, W47))


async def test_a_log_that_is_not_there_is_a_sentence(log: Path) -> None:
    with pytest.raises(SourceFailed, match="cannot be read"):
        await source().fetch(LESSONS, {"path": f"{log}.gone"}, Window(W45, W47))


@pytest.mark.parametrize("options", [{}, {"path": 7}, {"path": "x", "where": 1}, {"path": "x", "what": "y"}])
def test_options_that_cannot_work_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        source().check(options)
