"""Slack's native charts: lines of weekly values and bars, inside Slack's limits: 6 lines, 20 points, short names."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from northstar_bot.domain.legible import legible

LINES, POINTS, NAME, TITLE, AXIS = 6, 20, 20, 50, 50
_FEW_DIGITS = 10
UPPER, LOWER = "natural upper limit", "natural lower limit"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: a name and one value per week, None where there is no reading."""

    name: str
    values: Sequence[float | None]


def line_chart(
    title: str, weeks: Sequence[str], lines: Sequence[Line], *, y_label: str = ""
) -> dict[str, Any] | None:
    """The block, or None when fewer than two weeks can be drawn.

    Slack wants one finite value per line and week: weeks in which any line has none are left out, and of the
    others the last 20 are kept.
    """
    kept = [at for at in range(len(weeks)) if all(_finite(line.values[at]) for line in lines)][-POINTS:]
    if len(kept) < 2 or not lines:  # noqa: PLR2004  (one point is no line)
        return None
    categories = _distinct([fitted(weeks[at], NAME) for at in kept])
    names = _distinct([fitted(line.name, NAME) for line in lines[:LINES]])
    series = [
        {"name": name, "data": _points(categories, [line.values[at] for at in kept])}
        for name, line in zip(names, lines, strict=False)
    ]
    axes: dict[str, Any] = {"categories": categories, "x_label": "Week"}
    if y_label.strip():
        axes["y_label"] = fitted(y_label, AXIS)
    chart = {"type": "line", "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": fitted(title, TITLE), "chart": chart}


def with_natural_range(line: Line, natural_range: tuple[float, float] | None) -> tuple[Line, ...]:
    """`line` and, when there is a range, two level lines for its limits."""
    return with_band(line, (natural_range,) * len(line.values))


def with_band(line: Line, band: Sequence[tuple[float, float] | None]) -> tuple[Line, ...]:
    """`line` and, where there are any, two lines for the limits of each of its weeks."""
    if not any(band):
        return (line,)
    lows, highs = (tuple(limits[at] if limits else None for limits in band) for at in (0, 1))
    return (line, Line(UPPER, highs), Line(LOWER, lows))


def fitted(text: str, limit: int) -> str:
    """`text` within `limit` as Slack may count it, in UTF-16 units; never empty, which Slack refuses."""
    joined = " ".join(legible(text).split()) or "–"
    if _units(joined) <= limit:
        return joined
    kept = joined[:limit]
    while _units(kept) > limit - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _points(categories: Sequence[str], values: Sequence[float | None]) -> list[dict[str, Any]]:
    return [{"label": label, "value": _shown(value)} for label, value in zip(categories, values, strict=True)]


def _shown(value: float | None) -> float | None:
    """Without the digits that nobody reads: Slack shows them all where one points at the line."""
    return value if value is None else round(value, 2 if abs(value) >= _FEW_DIGITS else 6)


def _finite(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _distinct(names: Sequence[str]) -> list[str]:
    """The same names with a number behind those that came before; Slack refuses doubles."""
    distinct: list[str] = []
    for name in names:
        fresh, turn = name, 2
        while fresh in distinct:
            fresh, turn = f"{fitted(name, NAME - 4)} {turn}", turn + 1
        distinct.append(fresh)
    return distinct


def bar_chart(
    title: str, categories: Sequence[str], bars: Sequence[Line], *, x_label: str = ""
) -> dict[str, Any] | None:
    """Bars side by side, one of each kind for every category; None without any, or with more than Slack draws."""
    if not categories or len(categories) > POINTS or not bars:
        return None
    labels = _distinct([fitted(each, NAME) for each in categories])
    series = [{"name": fitted(bar.name, NAME), "data": _points(labels, bar.values)} for bar in bars]
    axes: dict[str, Any] = {"categories": labels, "x_label": fitted(x_label, AXIS)}
    chart = {"type": "bar", "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": fitted(title, TITLE), "chart": chart}
