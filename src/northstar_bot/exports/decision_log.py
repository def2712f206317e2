"""The log of decisions as a CSV or Markdown table, as safe to open as the deck's own files."""

import csv
from collections.abc import Callable, Mapping, Sequence
from io import StringIO

from northstar_bot.domain.requests.decision_log import Entry
from northstar_bot.exports.csv import neutral
from northstar_bot.exports.fitting import line
from northstar_bot.exports.markdown import literal

COLUMNS = (
    "number",
    "state",
    "title",
    "team",
    "kind",
    "input",
    "answer",
    "rule",
    "reason",
    "would be a yes",
    "decider",
    "date",
    "star version",
    "star",
    "details",
    "suggested",
    "evidence",
    "mechanism",
    "what stops",
    "kind of no",
    "what is different",
    "exempt by",
    "duplicate of",
    "comes back",
    "precedents",
    "squad",
    "look by",
)


def as_csv(entries: Sequence[Entry]) -> bytes:
    """One row per entry, with the mark that spreadsheets need."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows([neutral(cell) for cell in _cells(entry)] for entry in entries)
    return sheet.getvalue().encode("utf-8-sig")


def as_markdown(entries: Sequence[Entry]) -> bytes:
    """A heading and one table; nothing anyone typed can break a row, mark up or ping."""
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    rows.extend(tuple(literal(line(cell)) for cell in _cells(entry)) for entry in entries)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"# Decisions\n\n{table}\n".encode()


FORMATS: Mapping[str, Callable[[Sequence[Entry]], bytes]] = {"csv": as_csv, "md": as_markdown}


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.number),
        entry.state.value,
        entry.title,
        entry.team,
        entry.kind,
        entry.input,
        entry.answer,
        entry.rule,
        entry.reason,
        entry.would_be_yes,
        entry.decider,
        entry.day.isoformat() if entry.day else "",
        str(entry.star_version) if entry.star_version is not None else "",
        entry.star,
        entry.details,
        entry.suggestion,
        entry.evidence,
        entry.mechanism,
        entry.stops,
        entry.reason_kind,
        entry.difference,
        entry.exempt,
        entry.duplicate_of,
        entry.comes_back,
        entry.precedents,
        entry.squad,
        entry.look_by.isoformat() if entry.look_by else "",
    )
