"""What happened in the weeks that a digest draws: what was shipped, and what people noted."""

from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.annotations import Annotation


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """A public request that was shipped, in names; without an input or squad these are empty.

    `answer`: what was said when somebody looked back, as kept; empty until then.
    """

    number: int
    title: str
    day: date
    input_name: str = ""
    squad_name: str = ""
    changed: str = ""
    week_start: int = MONDAY
    answer: str = ""

    @property
    def answered(self) -> str:
        """Whether its input moved, as people said; empty until somebody looked back."""
        return _ANSWERED.get(self.answer, "")

    @property
    def week(self) -> Week:
        """The week it was shipped in, where weeks begin on the weekday `week_start`."""
        return Week.of(self.day, self.week_start)

    @property
    def marked(self) -> str:
        """`Depth: #12 New reminders shipped`, as a mark on a chart says it."""
        moved = f"{self.input_name}: " if self.input_name else ""
        answered = f", {self.answered}" if self.answer else ""
        return f"{moved}#{self.number} {self.title} shipped{answered}"


_ANSWERED = {
    "moved": "and it moved",
    "not moved": "and it did not move",
    "cannot tell": "and nobody can tell whether it moved",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with the names of its metric and author."""

    note: Annotation
    metric_name: str
    author_name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to be marked on a chart of weeks."""

    week: Week
    words: str


@dataclass(frozen=True, slots=True)
class Happened:
    """`shipped` and `notes` over all weeks drawn, newest first; the counts are those of the digest's own week.

    Private requests are only counted. `looked_back`: what people looked back at in that week, whenever it was shipped.
    """

    shipped: tuple[ShippedItem, ...] = ()
    notes: tuple[Noted, ...] = ()
    public: int = 0
    private: int = 0
    looked_back: tuple[ShippedItem, ...] = ()

    def shipped_in(self, week: Week) -> tuple[ShippedItem, ...]:
        """What was shipped in one week, by input."""
        found = (item for item in self.shipped if item.week == week)
        return tuple(sorted(found, key=lambda item: (not item.input_name, item.input_name, item.number)))

    def notes_in(self, week: Week) -> tuple[Noted, ...]:
        """What was noted on one week, in the order it was written."""
        found = (noted for noted in self.notes if noted.note.week == week)
        return tuple(sorted(found, key=lambda noted: noted.note.id))

    def answers_on(self, week: Week, metric: MetricKey) -> tuple[Noted, ...]:
        """What people said of one number in one week; who found out later no longer says they do not know."""
        said = [noted for noted in self.notes_in(week) if noted.note.metric == metric]
        knowing = {noted.note.author for noted in said if not noted.note.unknown}
        return tuple(noted for noted in said if not noted.note.unknown or noted.note.author not in knowing)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything there is to mark, newest first."""
        shipped = [Mark(item.week, item.marked) for item in self.shipped]
        told = (noted for noted in self.notes if not noted.note.unknown)
        noted = [Mark(noted.note.week, f"{noted.metric_name}: {noted.note.text}") for noted in told]
        return tuple(sorted((*shipped, *noted), key=lambda mark: mark.week, reverse=True))


NOTHING_HAPPENED = Happened()
