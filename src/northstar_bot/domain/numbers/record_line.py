"""`breadth 1 234 2026-W47` read into a metric, an amount and a week."""

import re
from dataclasses import dataclass

_WEEK = re.compile(r"\d{4}-?W\d{1,2}|\d{4}-\d{2}-\d{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """The words as typed; what is missing is empty."""

    metric: str = ""
    amount: str = ""
    week: str = ""


def read_record(text: str) -> RecordLine:
    """The first word is the metric, a last word that looks like a week or a day is the week, the rest the amount."""
    metric, *rest = text.split() or [""]
    week = rest.pop() if rest and _WEEK.fullmatch(rest[-1]) else ""
    return RecordLine(metric, " ".join(rest), week)
