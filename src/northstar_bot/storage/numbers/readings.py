"""Readings, append-only, and how their collection went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, extract, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.readings import Reach, Reading
from northstar_bot.storage.tables.readings import collection, reading
from northstar_bot.storage.upsert import insert_into

# In the order of the fields of a Reading.
_TOLD = tuple(
    reading.c[name]
    for name in ("metric", "week_start", "value", "provisional", "recorded_at", "recorded_by", "source")
)

_MINE = and_(
    reading.c.workspace_id == bindparam("workspace"),
    reading.c.metric.in_(bindparam("metrics", expanding=True)),
)


# Written once: making these two anew costs as much as asking them, and every card and digest asks both.
def _span() -> Select[Any]:
    within = reading.c.week_start.between(bindparam("first"), bindparam("last"))
    return select(*_TOLD).where(_MINE, within).order_by(reading.c.metric, reading.c.week_start, reading.c.id)


def _early(*alike: ColumnElement[bool]) -> Select[Any]:
    nth = func.dense_rank().over(partition_by=reading.c.metric, order_by=reading.c.week_start)
    mine = and_(_MINE, reading.c.week_start < bindparam("before"), *alike)
    ranked = select(*_TOLD, reading.c.id, nth.label("nth")).where(mine).subquery()
    told = [ranked.c[column.name] for column in _TOLD]
    return select(*told).where(ranked.c.nth <= bindparam("weeks")).order_by(told[0], told[1], ranked.c.id)


_SPAN, _EARLY = _span(), _early()
# Asking each row for its weekday costs as much again; few workspaces ever let weeks begin on another.
_EARLY_ALIKE = _early(extract("dow", reading.c.week_start) == bindparam("sunday_first"))


class StoredReadings:
    """Readings, append-only, and how their collection went."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: WorkspaceId, readings: Iterable[Reading]) -> int:
        """Keep those whose value or provisional mark differs from the latest; returns how many were new."""
        asked = {(each.metric, each.week): each for each in readings}
        if not asked:
            return 0
        weeks = [week for _, week in asked]
        latest = await self.latest_of_each(workspace, {metric for metric, _ in asked}, min(weeks), max(weeks))
        kept = {(each.metric, each.week): (each.value, each.provisional) for each in latest}
        new = [each for at, each in asked.items() if kept.get(at) != (each.value, each.provisional)]
        if new:
            await self._connection.execute(insert(reading), [_row(workspace, each) for each in new])
        return len(new)

    async def latest_of_each(
        self, workspace: WorkspaceId, metrics: Iterable[MetricKey], first: Week, last: Week
    ) -> Sequence[Reading]:
        """The latest reading of each metric and week in the span, with what it was restated from."""
        asked = _asked(workspace, metrics) | {"first": first.start, "last": last.start}
        return _latest(_alike((await self._connection.execute(_SPAN, asked)).all(), first))

    async def first_of_each(
        self, workspace: WorkspaceId, metrics: Iterable[MetricKey], weeks: int, before: Week
    ) -> Sequence[Reading]:
        """The latest readings of the first `weeks` weeks that each metric has, of those before `before`."""
        asked = _asked(workspace, metrics) | {"before": before.start, "weeks": weeks}
        rows = (await self._connection.execute(_EARLY, asked)).all()
        if len(_alike(rows, before)) < len(rows):
            asked["sunday_first"] = (before.starts + 1) % 7
            rows = (await self._connection.execute(_EARLY_ALIKE, asked)).all()
        return _latest(rows)

    async def history(self, workspace: WorkspaceId, metric: MetricKey, week: Week) -> Sequence[Reading]:
        """Every value this week has had, oldest first."""
        question = (
            select(*_TOLD)
            .where(
                reading.c.workspace_id == workspace,
                reading.c.metric == metric,
                reading.c.week_start == week.start,
            )
            .order_by(reading.c.id)
        )
        return [_reading(row, week) for row in await self._connection.execute(question)]

    async def note_collection(self, workspace: WorkspaceId, reach: Reach) -> None:
        """Remember how the last collection of a metric went; a failure keeps what the last success said.

        When it was asked anew is kept until it is asked anew again.
        """
        row = {
            "workspace_id": workspace,
            "metric": reach.metric,
            "first": reach.first,
            "through": reach.through,
            "attempted_at": reach.attempted_at,
            "succeeded_at": reach.succeeded_at,
            "error": reach.error,
            "asked_anew_at": reach.asked_anew_at,
        }
        new = insert_into(self._connection, collection).values(**row)
        changing = (
            ["attempted_at", "error"]
            if reach.error
            else ["first", "through", "attempted_at", "succeeded_at", "error"]
        )
        changing += ["asked_anew_at"] if reach.asked_anew_at else []
        await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=["workspace_id", "metric"],
                set_={name: new.excluded[name] for name in changing},
            )
        )

    async def reaches(self, workspace: WorkspaceId) -> Mapping[MetricKey, Reach]:
        """How far each collected metric's data goes."""
        question = select(collection).where(collection.c.workspace_id == workspace)
        rows = (await self._connection.execute(question)).mappings()
        return {
            MetricKey(row["metric"]): Reach(**{name: row[name] for name in row if name != "workspace_id"})
            for row in rows
        }


def _asked(workspace: WorkspaceId, metrics: Iterable[MetricKey]) -> dict[str, Any]:
    return {"workspace": workspace, "metrics": sorted(set(metrics))}


def _alike(rows: Iterable[Any], like: Week) -> list[Any]:
    """Those of weeks that begin as `like` does: what was counted over other weeks is kept, and not told among these."""
    return [row for row in rows if row[1].weekday() == like.starts]


def _row(workspace: WorkspaceId, of: Reading) -> dict[str, Any]:
    return {
        "workspace_id": workspace,
        "metric": of.metric,
        "week_start": of.week.start,
        "value": of.value,
        "provisional": of.provisional,
        "recorded_at": of.recorded_at,
        "recorded_by": of.recorded_by,
        "source": of.source,
    }


def _latest(rows: Iterable[Any]) -> list[Reading]:
    """The last of each metric and week, with the values before it; rows come oldest first.

    Folding here costs two thirds of what the same costs in SQL, by window functions or by probing the index.
    """
    last: dict[tuple[MetricKey, date], Any] = {}
    before: dict[tuple[MetricKey, date], list[Any]] = {}
    for row in rows:
        at = (row[0], row[1])
        if at in last:
            before.setdefault(at, []).append(last[at])
        last[at] = row
    weeks = {start: Week(start) for start in {start for _, start in last}}
    return [
        _reading(row, weeks[at[1]], _course([*before[at], row]) if at in before else ())
        for at, row in last.items()
    ]


def _course(rows: Sequence[Any]) -> tuple[tuple[datetime, float], ...]:
    """The values of one week, one after the other; a number so far was no value of the week yet."""
    *earlier, last = rows
    told = [row for row in earlier if not _reading(row, Week(row[1])).so_far]
    found: list[tuple[datetime, float]] = []
    for row in (*told, last):
        if not found or found[-1][1] != row[2]:
            found.append((row[4], row[2]))
    return tuple(found) if len(found) > 1 else ()


def _reading(row: Any, week: Week, course: tuple[tuple[datetime, float], ...] = ()) -> Reading:
    metric, _, value, provisional, recorded_at, recorded_by, source = row
    return Reading(metric, week, value, provisional, recorded_at, recorded_by, source, course)
