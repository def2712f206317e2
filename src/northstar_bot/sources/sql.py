"""Readings from a database: a query behind walls, over a URL that only the environment knows."""

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from northstar_bot.domain.calendar.periods import Week, weeks_between
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Fetched, Point, SegmentPoint, Source, Window
from northstar_bot.sources import sql_other, sql_sqlite
from northstar_bot.sources.options import day, only, seconds, value_of, variable
from northstar_bot.sources.rows import Row, day_of, point, points, segment_points
from northstar_bot.sources.sql_question import Question, Rows, bare, reads

_OPTIONS = ("url_env", "query", "per", "complete_from", "complete_through", "timeout", "segments")
_SEGMENT_COLUMNS = 3
_REACH = ("complete_from", "complete_through")


class Sql:
    """A query gives week, value and perhaps provisional.

    With `per: week` it is asked once for each week and gives the value and perhaps provisional.
    """

    kind: ClassVar[str] = "sql"
    summary: ClassVar[str] = "A read-only query on a database whose URL stands in an environment variable."

    def check(self, options: Mapping[str, object]) -> None:
        """A variable's name, a query that reads, and optional limits."""
        only(options, _OPTIONS)
        variable(options.get("url_env"), "url_env")
        _check_query("query", options.get("query"))
        if options.get("per", "week") != "week":
            raise BadInput("The option per is not known.", "Write per: week, or leave it out.", "per")
        for name in _REACH:
            if name in options and day(options[name]) is None:
                _check_query(name, options[name])
        if "segments" in options:
            _check_query("segments", options["segments"])
        seconds(options, "timeout", default=10, most=120)

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Ask for the readings and for the days the data covers, over one connection."""
        self.check(options)
        url = _url(value_of(variable(options["url_env"], "url_env"), os.environ))
        reach = [name for name in _REACH if name in options and day(options[name]) is None]
        span = (window.first.start, window.last.next.start)
        asked = [Question(_statement(name, options[name], url), *span) for name in reach]
        statement = _statement("query", options["query"], url)
        weeks = tuple(weeks_between(window.first, window.last)) if options.get("per") else ()
        spans = [(week.start, week.next.start) for week in weeks] or [span]
        asked += [Question(statement, *each) for each in spans]
        apart = _statement("segments", options["segments"], url) if "segments" in options else ""
        asked += [Question(apart, *each) for each in spans] if apart else []
        found = await _answers(url.get_backend_name())(
            url, asked, seconds(options, "timeout", default=10, most=120)
        )
        told = {name: _told_day(name, rows) for name, rows in zip(reach, found, strict=False)}
        first, through = (told.get(name) or day(options.get(name)) for name in _REACH)
        whole = found[len(reach) : len(reach) + len(spans)]
        segments = found[len(reach) + len(spans) :]
        return Fetched(
            _per_week(metric, weeks, whole) if weeks else _all(metric, whole[0], window),
            first,
            through,
            _apart(metric, weeks, segments, window),
        )


def source() -> Source:
    """The kind sql."""
    return Sql()


def _answers(backend: str) -> Callable[[URL, Sequence[Question], float], Awaitable[list[Rows]]]:
    if backend == "postgresql":
        from northstar_bot.sources import sql_postgres

        return sql_postgres.answers
    return sql_sqlite.answers if backend == "sqlite" else sql_other.answers


def _check_query(name: str, query: object) -> None:
    """A query, or one for each dialect; each must begin as one that reads."""
    for each in query.values() if isinstance(query, Mapping) and query else (query,):
        if not isinstance(each, str) or not each.strip():
            raise BadInput(f"The option {name} is missing or not text.", "Write a SELECT.", name)
        if not reads(each):
            raise BadInput(
                f"The option {name} is not a query that reads.", "Let it begin with SELECT or WITH.", name
            )


def _statement(name: str, query: object, url: URL) -> str:
    if isinstance(query, Mapping):
        backend = url.get_backend_name()
        if backend not in query:
            raise SourceFailed(
                f"The option {name} has no query for {backend}.",
                f"Add one beside {', '.join(map(str, query))}.",
            )
        query = query[backend]
    return bare(str(query))


def _url(written: str) -> URL:
    try:
        return make_url(written)
    except (ArgumentError, ValueError):
        raise SourceFailed(
            "The variable named by url_env does not hold a database URL.",
            "It looks like postgresql://user:password@host/name.",
        ) from None


def _told_day(name: str, rows: Rows) -> date:
    """The day that a reach query gives."""
    found = day_of(rows[0][0]) if len(rows) == 1 and len(rows[0]) == 1 else None
    if found is None:
        raise SourceFailed(
            f"The query of {name} gives no day.", "Let it give one row with one day, such as MAX(day)."
        )
    return found


def _wide(rows: Sequence[Row], fewest: int) -> None:
    if rows and not fewest <= len(rows[0]) < fewest + 2:
        raise SourceFailed(
            f"The query gives {len(rows[0])} column{'s' if len(rows[0]) > 1 else ''}.",
            f"Let it give {'week, value' if fewest > 1 else 'the value'} and, if you like, provisional.",
        )


def _all(metric: Metric, rows: Rows, window: Window) -> Sequence[Point]:
    _wide(rows, 2)
    return points(metric, rows, window)


def _apart(
    metric: Metric, weeks: Sequence[Week], found: Sequence[Rows], window: Window
) -> Sequence[SegmentPoint]:
    """What the query of segments tells: week, segment and value, or the last two where it is asked week by week."""
    rows: list[Row] = []
    for place, some in enumerate(found):
        if some and len(some[0]) != _SEGMENT_COLUMNS - bool(weeks):
            raise SourceFailed(
                f"The query of segments gives {len(some[0])} columns.",
                f"Let it give {'' if weeks else 'week, '}segment and value.",
            )
        rows += [(weeks[place].label, *row) for row in some] if weeks else some
    return segment_points(metric, rows, window)


def _per_week(metric: Metric, weeks: Sequence[Week], found: Sequence[Rows]) -> Sequence[Point]:
    told = []
    for week, rows in zip(weeks, found, strict=True):
        _wide(rows, 1)
        if len(rows) > 1:
            raise SourceFailed(f"The query gives {len(rows)} rows for {week.label}.", "Let it give one.")
        if rows and rows[0][0] is not None:
            told.append(point(metric, week, rows[0]))
    return told
