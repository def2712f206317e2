"""`depth 2026-W46 Reseller launch` read into a metric, a week and words."""

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"(?P<metric>[A-Za-z][\w-]*)(?:\s+(?P<week>\d{4}-?W\d{1,2}|\d{4}-\d{2}-\d{2}))?(?:\s+(?P<text>.+))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """The words as typed; what is missing is empty."""

    metric: str = ""
    week: str = ""
    text: str = ""


def read_note(text: str) -> NoteLine:
    """The first word is the metric, a second one that looks like a week or a day is the week."""
    found = _LINE.fullmatch(text.strip())
    if found is None:
        return NoteLine(text=text.strip())
    return NoteLine(found["metric"], found["week"] or "", (found["text"] or "").strip())
