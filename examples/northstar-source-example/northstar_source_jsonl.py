"""Readings from an event log: how many lines of a JSON Lines file lie in each week."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from northstar_bot.domain.calendar.periods import Week, weeks_between
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Fetched, Point, Window

OPTIONS = {"path", "where"}


class JsonLines:
    """One object a line, with a `day` and an `event`."""

    kind: ClassVar[str] = "jsonl"
    summary: ClassVar[str] = "Counts the lines of an event log in JSON Lines."

    def check(self, options: Mapping[str, object]) -> None:
        """A path, and perhaps which event to count."""
        for name in options:
            if name not in OPTIONS:
                raise BadInput(f"This source has no option “{name[:60]}”.", "It has path and where.", name)
        for name in OPTIONS & {"path", *options}:
            if not isinstance(options.get(name), str):
                raise BadInput(f"The option {name} is missing or not text.", "Write it as text.", name)

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Count the days between the log's first and last; between them, a week without a line is 0."""
        del metric
        self.check(options)
        days = await asyncio.to_thread(days_of, Path(str(options["path"])), options.get("where"))
        if not days:
            return Fetched(())
        counted = Counter(Week.of(day, window.first.starts) for day in days)
        first, last = max(window.first, min(counted)), min(window.last, max(counted))
        known = weeks_between(first, last) if first <= last else ()
        return Fetched([Point(week, counted[week]) for week in known], min(days), max(days))


def source() -> JsonLines:
    """What the entry point names: makes the source."""
    return JsonLines()


def days_of(path: Path, event: object) -> list[date]:
    """The day of each line that tells this event, or any."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [date.fromisoformat(line["day"]) for line in lines if event in {None, line.get("event")}]
    except OSError as error:
        raise SourceFailed(f"The log {path.name} cannot be read.", "Look at its path and rights.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceFailed(
            f"The log {path.name} has a line that is no event.", 'A line looks like {"day": "2026-11-16"}.'
        ) from error
