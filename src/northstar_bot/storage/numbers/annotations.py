"""Notes on weeks, and their corrections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.storage.tables.annotations import annotation as table

# Corrections take rows too; so many are read to find the latest notes.
_ROWS = 500


class StoredAnnotations:
    """Notes on weeks, and their corrections."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: WorkspaceId, note: Annotation, *, removed: bool = False) -> Annotation:
        """Keep a note; one that has an id already is corrected, or taken back when `removed`."""
        row = {
            "workspace_id": workspace,
            "root": note.id or None,
            "metric": note.metric,
            "week_start": note.week.start,
            "author": note.author,
            "text": "" if removed else note.text,
            "removed": int(removed),
            "unknown": int(note.unknown),
            "at": note.at,
        }
        kept = await self._connection.execute(insert(table).values(row).returning(table.c.id))
        return replace(note, id=note.id or kept.scalar_one(), corrected=bool(note.id))

    async def find(self, workspace: WorkspaceId, note: int) -> Annotation | None:
        """The note as it stands, None when it was taken back."""
        rows = await self._rows(workspace, or_(table.c.id == note, table.c.root == note))
        return next((each for each in _standing(rows) if each.id == note), None)

    async def between(self, workspace: WorkspaceId, first: Week, last: Week) -> Sequence[Annotation]:
        """The notes that stand on these weeks, in their order, by label: weeks may have begun otherwise."""
        around = table.c.week_start.between(first.previous.start, last.next.start)
        notes = (_beginning(note, first.starts) for note in _standing(await self._rows(workspace, around)))
        inside = (note for note in notes if first <= note.week <= last)
        return sorted(inside, key=lambda note: (note.week, note.id))

    async def latest(
        self, workspace: WorkspaceId, metric: MetricKey | None, limit: int
    ) -> Sequence[Annotation]:
        """The latest notes that stand, newest first, on one metric or all."""
        rows = await self._rows(workspace, table.c.metric == metric if metric else table.c.id > 0)
        return sorted(_standing(rows), key=lambda note: -note.id)[:limit]

    async def _rows(self, workspace: WorkspaceId, which: ColumnElement[bool]) -> Sequence[Mapping[Any, Any]]:
        """The newest rows, oldest first."""
        here = and_(table.c.workspace_id == workspace, which)
        newest = select(table).where(here).order_by(table.c.id.desc()).limit(_ROWS)
        return list(reversed((await self._connection.execute(newest)).mappings().all()))


def _beginning(note: Annotation, starts: int) -> Annotation:
    return note if note.week.starts == starts else replace(note, week=note.week.beginning(starts))


def _standing(rows: Iterable[Mapping[Any, Any]]) -> list[Annotation]:
    """What the rows of each note come to: the last one counts, the first names it."""
    latest = {row["root"] or row["id"]: row for row in rows}
    return [
        Annotation(
            metric=MetricKey(row["metric"]),
            week=Week(row["week_start"]),
            author=PersonId(row["author"]),
            text=row["text"],
            at=row["at"],
            corrected=row["root"] is not None,
            unknown=bool(row["unknown"]),
            id=note,
        )
        for note, row in latest.items()
        if not row["removed"]
    ]
