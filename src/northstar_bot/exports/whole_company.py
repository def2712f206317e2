"""Everything that is kept of a company as one zip: each table as CSV for people and as JSON for programs."""

import csv
import json
from collections.abc import Sequence
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZipFile

from northstar_bot.exports.csv import neutral

READ_ME = """Everything Northstar keeps of workspace {workspace}, made on {made_at}.

Each table is here twice: csv/ opens in a spreadsheet (a cell that a spreadsheet could take for a formula begins
with an apostrophe), json/ holds the exact values. workspace.json has what the company declared. People, channels
and messages are named by their Slack ids; table person says how Slack called them.

Private requests and private thanks are in here too. Times are in UTC.
"""
_ZIPPED_LEVEL = 6


class Archive:
    """A zip that is written while rows are read: one table after the other, no table whole in memory."""

    def __init__(self, file: IO[bytes], workspace: str, made_at: str) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_ZIPPED_LEVEL)
        self._zip.writestr("README.txt", READ_ME.format(workspace=workspace, made_at=made_at))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def table(self, name: str, columns: Sequence[str]) -> "Table":
        """The next table."""
        return Table(self._zip, name, columns)


class Table:
    """One table of the archive, a row at a time; the JSON waits beside until the CSV is done."""

    def __init__(self, archive: ZipFile, name: str, columns: Sequence[str]) -> None:
        self._zip, self._name, self._columns = archive, name, columns
        self._sheet = TextIOWrapper(archive.open(f"csv/{name}.csv", "w"), "utf-8-sig", newline="")
        self._json = TextIOWrapper(TemporaryFile(), "utf-8", newline="")  # noqa: SIM115  (closed with the table)
        self._csv = csv.writer(self._sheet)
        self._rows = 0

    def __enter__(self) -> Self:
        self._csv.writerow(self._columns)
        self._json.write("[")
        return self

    def __exit__(self, *_: object) -> None:
        self._sheet.close()
        self._json.write("\n]\n")
        self._json.seek(0)
        with self._zip.open(f"json/{self._name}.json", "w") as kept:
            while piece := self._json.buffer.read(1 << 20):
                kept.write(piece)
        self._json.close()

    def add(self, values: Sequence[Any]) -> None:
        """One row."""
        row = dict(zip(self._columns, values, strict=True))
        self._json.write(("," if self._rows else "") + "\n" + json.dumps(row, ensure_ascii=False))
        self._csv.writerow([_cell(value) for value in values])
        self._rows += 1


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return neutral(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
