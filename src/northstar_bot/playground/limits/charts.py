"""data_visualization: line, bar, area and pie."""

from typing import Any

from northstar_bot.playground.limits.checks import (
    Check,
    Problems,
    by_type,
    every,
    items,
    note,
    number,
    record,
    repeated,
    string,
)
from northstar_bot.playground.limits.objects import ID

NAME = string(20)
POINT = record({"label": NAME, "value": number})
SERIES = record({"name": NAME, "data": items(POINT, 1, 20)})
AXES = record(
    {"categories": items(NAME, 1, 20)}, {"x_label": string(50, least=0), "y_label": string(50, least=0)}
)


def _positive(value: Any, at: str, problems: Problems) -> None:
    number(value, at, problems)
    if isinstance(value, int | float) and value <= 0:
        note(problems, "must be more than 0", at)


def _consistent(value: Any, at: str, problems: Problems) -> None:
    """Names are unique and every series has exactly one value for every category."""
    series = [one for one in value.get("series") or [] if isinstance(one, dict)]
    axes = value.get("axis_config")
    categories = axes.get("categories") if isinstance(axes, dict) else None
    if repeated(one.get("name") for one in series):
        note(problems, "series names must be unique", f"{at}/series")
    if not isinstance(categories, list):
        return
    if repeated(categories):
        note(problems, "categories must be unique", f"{at}/axis_config/categories")
    for place, one in enumerate(series):
        labels = [point.get("label") for point in one.get("data") or [] if isinstance(point, dict)]
        if sorted(map(str, labels)) != sorted(map(str, categories)):
            note(problems, "needs exactly one value for every category", f"{at}/series/{place}/data")


XY: Check = every(record({"series": items(SERIES, 1, 6), "axis_config": AXES}), _consistent)
PIE: Check = record({"segments": items(record({"label": NAME, "value": _positive}), 1, 6)})
CHART = record(
    {"title": string(50), "chart": by_type({"line": XY, "bar": XY, "area": XY, "pie": PIE}, "chart")},
    {"block_id": ID},
)
