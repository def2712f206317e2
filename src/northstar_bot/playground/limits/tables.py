"""table and data_table: rows, cells and the ten thousand characters a message has for all of them."""

from typing import Any

from northstar_bot.playground.limits.checks import (
    Check,
    Problems,
    boolean,
    by_type,
    enum,
    every,
    items,
    note,
    number,
    record,
    string,
    whole,
)
from northstar_bot.playground.limits.objects import ID
from northstar_bot.playground.limits.rich import CONTAINER
from northstar_bot.playground.plain import plain

CELL = by_type(
    {
        "raw_text": record({"text": string()}),
        "raw_number": record({"value": number}, {"text": string()}),
        "rich_text": record({"elements": items(CONTAINER, 0, None)}),
    },
    "cell",
)


def _column(value: Any, at: str, problems: Problems) -> None:
    if value is not None:
        record({}, {"align": enum("left", "center", "right"), "is_wrapped": boolean})(value, at, problems)


def _even_rows(value: Any, at: str, problems: Problems) -> None:
    rows = value.get("rows")
    if isinstance(rows, list) and len({len(row) for row in rows if isinstance(row, list)}) > 1:
        note(problems, "all rows must have the same number of cells", f"{at}/rows")


def _plain_header(value: Any, at: str, problems: Problems) -> None:
    rows = value.get("rows")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in first):
        note(problems, "the header row cannot contain rich_text cells", f"{at}/rows/0")


TABLE = record(
    {"rows": items(items(CELL, 1, 20), 1, 100)},
    {"block_id": ID, "column_settings": items(_column, 0, 20)},
)
DATA_TABLE: Check = every(
    record(
        {"caption": string(), "rows": items(items(CELL, 1, 20), 2, 101)},
        {"block_id": ID, "page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
    ),
    _even_rows,
    _plain_header,
)


def characters(table: dict[str, Any]) -> int:
    """How much of the message's budget this table takes."""
    rows = table.get("rows")
    cells = [cell for row in rows if isinstance(row, list) for cell in row] if isinstance(rows, list) else []
    return sum(len(plain([cell]).replace("\n", "")) for cell in cells)
