"""What people see of notes on weeks: the form and the list."""

from dataclasses import dataclass

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.happened import Noted


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What the form offers: the metrics whose notes are the viewer's to write, and the last closed week."""

    metrics: tuple[Metric, ...]
    week: Week


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """Which number of which week a digest asks about."""

    metric: Metric
    week: Week


@dataclass(frozen=True, slots=True)
class NotePage:
    """The latest notes, newest first; `metric` when the list is of one, `viewer` for whom it is."""

    notes: tuple[Noted, ...]
    viewer: PersonId
    metric: Metric | None = None
