"""From rows of week and value, as any source tells them, to points; rubbish is refused with a sentence."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.calendar.zones import WEEKDAYS
from northstar_bot.domain.company.company import Metric, Style
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Point, SegmentPoint, Window

Row = Sequence[object]
LARGEST = 10**15
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_YES = {"1", "true", "t", "yes", "y"}
_NO = {"", "0", "false", "f", "no", "n"}


def points(metric: Metric, rows: Iterable[Row], window: Window) -> tuple[Point, ...]:
    """The points of `window` in week order, from rows of week, value and perhaps provisional.

    A day belongs to the week it lies in, where weeks begin as those of the window do. A row without a value is no
    reading. Two values for one week are refused.
    """
    found: dict[Week, Point] = {}
    for row in _not_mondays(rows, window.first.starts):
        week = week_of(row[0], window.first.starts)
        if row[1] is None or not window.first <= week <= window.last:
            continue
        if week in found:
            raise SourceFailed(f"It has two values for {week.label}.", "Let it give one row for each week.")
        found[week] = point(metric, week, row[1:])
    return tuple(found[week] for week in sorted(found))


def segment_points(metric: Metric, rows: Iterable[Row], window: Window) -> tuple[SegmentPoint, ...]:
    """The points of `window` from rows of week, segment and value; a segment told twice for a week is refused."""
    found: dict[tuple[Week, str], SegmentPoint] = {}
    for row in _not_mondays(rows, window.first.starts):
        week, segment = (
            week_of(row[0], window.first.starts),
            " ".join(str("" if row[1] is None else row[1]).split()),
        )
        if not window.first <= week <= window.last:
            continue
        if (week, segment) in found:
            raise SourceFailed(
                f"It has two values for {segment[:40]} in {week.label}.",
                "Let it give one row for each week and segment.",
            )
        value = None if row[2] is None else value_of(metric, row[2], week)
        found[week, segment] = SegmentPoint(week, segment, value)
    return tuple(found.values())


def _not_mondays(rows: Iterable[Row], starts: int) -> Sequence[Row]:
    """`rows`; SourceFailed when all tell Mondays although weeks begin otherwise: most tools count ISO weeks unasked."""
    told = list(rows)
    days = {day for row in told if (day := day_of(row[0]))}
    if starts != MONDAY and len(days) > 1 and all(day.weekday() == MONDAY for day in days):
        raise SourceFailed(
            f"It tells weeks that begin on Monday; here weeks begin on {WEEKDAYS[starts].capitalize()}.",
            "Let it add up the days of each week from there on; the sql source does with per: week.",
        )
    return told


def point(metric: Metric, week: Week, row: Row) -> Point:
    """One week's point from its value and perhaps its provisional mark."""
    return Point(week, value_of(metric, row[0], week), len(row) > 1 and is_yes(row[1], week))


def day_of(cell: object) -> date | None:
    """The day that a cell tells, or None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return datetime.fromisoformat(cell.strip()).date() if isinstance(cell, str) else None
    except ValueError:
        return None


def week_of(cell: object, starts: int = MONDAY) -> Week:
    """The week that a cell tells, as a day, a moment or 2026-W47; else SourceFailed."""
    day = day_of(cell)
    try:
        return Week.of(day, starts) if day else Week.parse(cell if isinstance(cell, str) else "", starts)
    except (BadInput, OverflowError) as error:
        raise SourceFailed(
            f"“{_echo(cell)}” is not a week.",
            "Let its first column be a day such as 2026-11-16, or 2026-W47.",
        ) from error


def value_of(metric: Metric, cell: object, week: Week) -> float:
    """The number in a cell, fit for this metric; else SourceFailed."""
    value = _number(cell)
    if value is None:
        raise SourceFailed(f"“{_echo(cell)}” for {week.label} is not a number.", "Let it give plain numbers.")
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise SourceFailed(
            f"The value for {week.label} is not a finite number.",
            "Look for a division by zero, or a missing value.",
        )
    if metric.style is Style.SHARE and not 0 <= value <= 1:
        raise SourceFailed(
            f"{value:g} for {week.label} is not a share.",
            "A share lies between 0 and 1: divide percent by 100.",
        )
    return value + 0.0


def _number(cell: object) -> float | None:
    if isinstance(cell, bool):
        return None
    try:
        if isinstance(cell, int | float | Decimal):
            return float(cell)
        if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
            return float(cell)
    except OverflowError:
        return math.inf
    return None


def is_yes(cell: object, week: Week) -> bool:
    """Whether a cell says that the value may still change."""
    if cell is None:
        return False
    if isinstance(cell, bool | int | float | Decimal):
        return bool(cell)
    word = str(cell).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise SourceFailed(
        f"“{_echo(cell)}” for {week.label} does not say whether the value is provisional.",
        "Let the third column be true or false.",
    )


def _echo(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())[:40]
