"""A question to a database, its limits, and what its failures are called without giving anything away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.errors import SourceFailed

MOST_ROWS = 5000
_REMARK = re.compile(r"\s+|--[^\n]*(?:\n|$)|/\*.*?\*/", re.DOTALL)
_READS = re.compile(r"(select|with|values)\b", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s|;|--[^\n]*$|/\*[^*]*\*/)+$")

Rows = list[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Question:
    """One statement and the days it is asked for; `end` is the first day after."""

    statement: str
    start: date
    end: date


def reads(statement: str) -> bool:
    """Whether a statement begins as one that reads; the walls behind it hold for what follows."""
    place = 0
    while remark := _REMARK.match(statement, place):
        place = remark.end()
    return _READS.match(statement, place) is not None


def bare(statement: str) -> str:
    """The statement without the semicolon at its end."""
    return _TRAILING.sub("", statement)


def within_limit(rows: Rows) -> Rows:
    """`rows`, or SourceFailed when there are more than a source may give."""
    if len(rows) > MOST_ROWS:
        raise SourceFailed(
            f"The query gives more than {MOST_ROWS:,} rows.", "Let it add up to one row for each week."
        )
    return rows


def too_slow(timeout: float) -> SourceFailed:
    """The database answered too late."""
    return SourceFailed(
        f"The query did not answer within {timeout:g} seconds.", "Make it quicker, for example with an index."
    )


def writes() -> SourceFailed:
    """The query tried more than reading."""
    return SourceFailed("The query does more than read, which is refused.", "Let it be a single SELECT.")


def several() -> SourceFailed:
    """More than one statement."""
    return SourceFailed("The query holds more than one statement.", "Let it be a single SELECT.")


def unreachable() -> SourceFailed:
    """No connection."""
    return SourceFailed(
        "The database cannot be reached.", "Look at the variable that holds its URL, and whether it runs."
    )


def unknown(thing: str, message: str) -> SourceFailed:
    """A table or column that does not exist; only its name is taken from the database's message."""
    name = re.search(r'["“]?([\w.]{1,80})["”]? does not exist|no such \w+: ([\w.]{1,80})', message)
    called = f" “{name[1] or name[2]}”" if name else ""
    return SourceFailed(
        f"The query names a {thing}{called} that is not there.", "Look at its spelling and quotes."
    )


def refused() -> SourceFailed:
    """The database refused the query for a reason that might quote data or the query itself."""
    return SourceFailed("The database refused the query.", "Run it by hand to see why.")
