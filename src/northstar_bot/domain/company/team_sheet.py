"""A list of teams and people as spreadsheets write it, read into rows; what cannot be read is named by its row."""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from northstar_bot.domain.company.declared_fields import LONGEST_NAME, LONGEST_TEXT
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.typed import one_line

MOST_ROWS = 50_000
MOST_BYTES = 20_000_000
_CALLED = {
    "team": "team",
    "person": "person",
    "member": "person",
    "slack id": "person",
    "handle": "person",
    "e-mail": "person",
    "email": "person",
    "name": "",
    "lead": "lead",
    "brings": "brings",
    "what we bring": "brings",
}
_SEPARATORS = ";\t,"
_ERROR_CELL = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)", re.IGNORECASE)
_FORMULA_MARKS = "=+-@＝＋－＠"
_SAVE_ANEW = "Save it in the spreadsheet as CSV UTF-8."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; `number` is the row in the spreadsheet, where the first one names the columns."""

    number: int
    team: str
    person: str = ""
    lead: str = ""
    brings: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be used, and what to do about it."""

    row: int
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: rows, the rows that are none, and columns that nothing is known to be done with."""

    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...] = ()
    unused: tuple[str, ...] = ()


def read(data: bytes) -> Sheet:
    """The sheet in a CSV file with commas, semicolons or tabs; BadInput when it is no such file at all."""
    records = [(number, cells) for number, cells in _records(_text(data)) if any(cells)]
    if not records:
        raise BadInput(
            "The file is empty.", "Its first row names the columns: team,person,lead,what we bring."
        )
    (_, header), *others = records
    places, unused = _columns(header)
    read_rows = [_row(number, cells, places, len(header)) for number, cells in others]
    rows = tuple(row for row in read_rows if isinstance(row, Row))
    return Sheet(rows, tuple(row for row in read_rows if isinstance(row, Wrong)), unused)


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BadInput(
            "The file is larger than 20 MB.", "A list of teams is smaller: export only its columns."
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("The file is not text in UTF-8.", _SAVE_ANEW) from error
    if "\x00" in text:
        raise BadInput("The file is not text.", _SAVE_ANEW)
    return text


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, as a spreadsheet counts: a line break inside quotes begins no row."""
    separator, text = _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise BadInput(f"The file has more than {MOST_ROWS:,} rows.", "Split it.")
            yield number, [one_line(cell) for cell in cells]
    except csv.Error as error:
        raise BadInput(
            f"Row {number + 1} cannot be read: a quote is not closed or not doubled.",
            'Write a text with quotes or separators as "like ""this""", or save the file anew.',
        ) from error


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells: as the first row says, outright (`sep=;`) or by its names."""
    first, _, rest = text.partition("\n")
    if said := re.fullmatch(r'"?sep=(.)"?\r?', first, re.IGNORECASE):
        return said[1], rest
    names = text.lstrip().partition("\n")[0]
    return max(_SEPARATORS, key=names.count), text


def _columns(header: list[str]) -> tuple[Mapping[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    unused = []
    for place, name in enumerate(header):
        field = _CALLED.get(name.casefold().replace("_", " "))
        if field is None:
            unused.append(name)
        elif field in places:
            raise BadInput(f"Two columns say the {field}.", "Keep one of them.")
        elif field:
            places[field] = place
    if "team" not in places:
        raise BadInput(
            "The first row of the file names no column “team”.",
            "Begin the file with: team,person,lead,what we bring. Only team is needed.",
        )
    return places, tuple(name for name in unused if name)


def _row(number: int, cells: list[str], places: Mapping[str, int], width: int) -> Row | Wrong:
    if any(cells[width:]):
        return Wrong(number, "It has more cells than the first row.", "Put a text with separators in quotes.")
    said = {field: cells[place] if place < len(cells) else "" for field, place in places.items()}
    for field, text in said.items():
        if text.startswith("=") or _ERROR_CELL.fullmatch(text):
            return Wrong(
                number, f"“{text[:60]}” is a formula or its error.", "Paste the values and export again."
            )
        longest = LONGEST_TEXT if field == "brings" else LONGEST_NAME
        if len(text) > longest:
            return Wrong(number, f"Its {field} has {len(text):,} characters.", f"At most {longest:,} fit.")
    if not said["team"]:
        return Wrong(number, "It names no team.", "Fill it in, or remove the row.")
    return Row(number, **{field: _meant(text) for field, text in said.items()})


def _meant(text: str) -> str:
    """A cell as it was meant: our own exports put an apostrophe before what a spreadsheet would compute."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _FORMULA_MARKS else text
