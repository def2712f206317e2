"""Readings from a CSV file on the machine where the bot runs."""

import asyncio
import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import ClassVar

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Fetched, Source, Window
from northstar_bot.sources.options import only, optional_day, text
from northstar_bot.sources.rows import points, segment_points

LARGEST = 10_000_000
SUFFIXES = {".csv", ".tsv", ".txt"}
_OPTIONS = ("path", "week", "value", "provisional", "complete_from", "complete_through", "segment")


class Csv:
    """One row for each week, and a column for each value.

    The header says which mark parts the columns: comma, semicolon or tab. Where it is not the comma, a
    comma in a number marks decimals. Numbers have no thousands separators; 45% is 0.45.
    """

    kind: ClassVar[str] = "csv"
    summary: ClassVar[str] = "A CSV file with a column of weeks and a column of values."

    def check(self, options: Mapping[str, object]) -> None:
        """A path to a CSV file, names of columns, days."""
        only(options, _OPTIONS)
        if Path(text(options, "path")).suffix.lower() not in SUFFIXES:
            raise BadInput(
                "The path does not lead to a CSV file.", "Its name ends in .csv, .tsv or .txt.", "path"
            )
        for name in ("week", "value", "provisional", "segment"):
            text(options, name, "unset")
        for name in ("complete_from", "complete_through"):
            optional_day(options, name)

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Read the file and pick the columns."""
        self.check(options)
        written = await asyncio.to_thread(_read, Path(text(options, "path")))
        header, *rows = _table(written)
        columns = _columns(header, options, metric)
        picked = [[row[place] if place < len(row) else "" for place in columns] for row in rows if any(row)]
        decimal_comma = _delimiter(written) != ","
        cells = [_cells(row, decimal_comma=decimal_comma) for row in picked]
        first, through = (optional_day(options, name) for name in ("complete_from", "complete_through"))
        if "segment" not in options:
            return Fetched(points(metric, cells, window), first, through)
        whole = [row[:-1] for row in cells if not str(row[-1]).strip()]
        apart = [(row[0], row[-1], row[1]) for row in cells if str(row[-1]).strip()]
        return Fetched(points(metric, whole, window), first, through, segment_points(metric, apart, window))


def source() -> Source:
    """The kind csv."""
    return Csv()


def _read(path: Path) -> str:
    """The text of the file, or SourceFailed."""
    try:
        if not path.is_file():
            raise SourceFailed(
                f"There is no file {path.name}.", "Look at the path; it is read where the bot runs."
            )
        if path.stat().st_size > LARGEST:
            raise SourceFailed(
                f"The file {path.name} is larger than 10 MB.", "Keep one row for each week in it."
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceFailed(f"The file {path.name} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    except OSError as error:
        raise SourceFailed(f"The file {path.name} cannot be read.", "Look at its permissions.") from error


def _delimiter(written: str) -> str:
    """The mark that parts the header most often; a comma when there is none."""
    header = written.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _table(written: str) -> list[list[str]]:
    try:
        table = [row for row in csv.reader(StringIO(written), delimiter=_delimiter(written)) if row]
    except csv.Error as error:
        raise SourceFailed("The file is not a CSV file.", "Export it again as CSV UTF-8.") from error
    if not table:
        raise SourceFailed("The file is empty.", "Its first line names the columns, such as week,value.")
    return table


def _columns(header: Sequence[str], options: Mapping[str, object], metric: Metric) -> list[int]:
    """Where week, value and perhaps provisional stand; the value's column may bear the metric's key."""
    names = [name.strip().lower() for name in header]
    usual = metric.key if metric.key in names else "value"
    wanted = [text(options, "week", "week"), text(options, "value", usual)]
    if "provisional" in options or "provisional" in names:
        wanted.append(text(options, "provisional", "provisional"))
    if "segment" in options:
        wanted.append(text(options, "segment"))
    for name in wanted:
        if name.lower() not in names:
            raise SourceFailed(
                f"The file has no column “{name}”.", f"It has {', '.join(header[:12])}; name the right one."
            )
    return [names.index(name.lower()) for name in wanted]


def _cells(row: Sequence[str], *, decimal_comma: bool) -> list[object]:
    """The row with its value as a plain number in text; an empty value is none."""
    value = row[1].strip()
    if decimal_comma:
        value = value.replace(",", ".", 1)
    if value.endswith("%"):
        value = _hundredth(value[:-1].strip())
    return [row[0], value or None, *row[2:]]


def _hundredth(number: str) -> str:
    try:
        return repr(float(number) / 100)
    except ValueError:
        return f"{number}%"
