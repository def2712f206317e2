"""The days a JSON source tells: moments brought to a zone, counted numbers, and days as a country writes them."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.zones import is_zone
from northstar_bot.domain.errors import BadInput
from northstar_bot.sources.options import text

ReadDay = Callable[[object], object]
_COUNTED: Final = {
    "seconds": (datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)),
    "milliseconds": (datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)),
    # Day 1 is New Year's Eve of 1899 to every spreadsheet, since 1900 was a leap year to the first of them.
    "spreadsheet": (datetime(1899, 12, 30), timedelta(days=1)),  # noqa: DTZ001  (a day of no zone)
}


def check(options: Mapping[str, object]) -> None:
    """Raise BadInput for a `zone` that is none and for `dates` that cannot be read."""
    if "zone" in options and not is_zone(text(options, "zone")):
        raise BadInput("The option zone is not a time zone.", "Write it as Europe/Berlin.", "zone")
    written = text(options, "dates", "seconds")
    if written in _COUNTED:
        return
    try:
        told = datetime.strptime(date(2026, 11, 16).strftime(written), written)  # noqa: DTZ007
    except ValueError:
        told = None
    if told is None or told.date() != date(2026, 11, 16):
        raise BadInput(
            "The option dates is not understood.",
            f"Write {', '.join(_COUNTED)}, or how a day is written, such as %d/%m/%Y.",
            "dates",
        )


def reader(options: Mapping[str, object]) -> ReadDay:
    """What makes a day of a cell as `dates` and `zone` say; a cell it cannot read it gives back as it is."""
    zone = ZoneInfo(text(options, "zone")) if "zone" in options else None
    written = text(options, "dates", "iso")

    def read(cell: object) -> object:
        moment = _counted(cell, written) if written in _COUNTED else _written(cell, written)
        if moment is None:
            return cell
        return (moment.astimezone(zone) if zone and moment.tzinfo else moment).date()

    return read


def _counted(cell: object, unit: str) -> datetime | None:
    """The moment so many units after the first one."""
    first, step = _COUNTED[unit]
    try:
        number = math.nan if isinstance(cell, bool) else float(str(cell))
        return first + number * step
    except (ValueError, OverflowError):
        return None


def _written(cell: object, pattern: str) -> datetime | None:
    """The moment or day a text writes."""
    if not isinstance(cell, str):
        return None
    try:
        if pattern == "iso":
            return datetime.fromisoformat(cell.strip())
        return datetime.strptime(cell.strip(), pattern)  # noqa: DTZ007  (a zone is in the text or nowhere)
    except ValueError:
        return None
