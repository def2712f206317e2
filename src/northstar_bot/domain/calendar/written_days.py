"""Days as people write them: 2026-12-05, 5.12.2026, 5 Dec, Dec 5, yesterday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?"
_END = r"(?=$|[\s,;:)])"
_WRITTEN = (
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_END}"),
    re.compile(rf"(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>\d{{4}}|\d{{2}})?{_END}"),
    re.compile(rf"{_DAY} {_MONTH}(?: (?P<year>\d{{4}}))?{_END}"),
    re.compile(rf"{_MONTH} {_DAY}(?:,? (?P<year>\d{{4}}))?{_END}"),
)
_NEAR = re.compile(rf"(?P<near>today|yesterday|tomorrow){_END}")


@dataclass(frozen=True, slots=True)
class Written:
    """A day at the beginning of a text: its words, and which day that is; without a year the latest that has come."""

    words: str
    day: date | None


def day_at_start(text: str, today: date) -> Written | None:
    """What reads like a day there; `day` is None when there is no such day, such as 31.02."""
    line = text.strip().casefold()
    if near := _NEAR.match(line):
        back = {"today": 0, "yesterday": -1, "tomorrow": 1}[near["near"]]
        return Written(near[0], today + timedelta(days=back))
    found = next((match for each in _WRITTEN if (match := each.match(line))), None)
    return Written(found[0], _day(found, today)) if found else None


def _day(found: re.Match[str], today: date) -> date | None:
    parts = found.groupdict()
    month = _MONTHS.index(parts["name"][:3]) + 1 if parts.get("name") else int(parts["month"])
    year = int(parts["year"] or today.year)
    try:
        day = date(year + 2000 if year < 100 else year, month, int(parts["day"]))  # noqa: PLR2004  (26 is 2026)
        return day if parts["year"] or day <= today else day.replace(year=day.year - 1)
    except ValueError:
        return None
