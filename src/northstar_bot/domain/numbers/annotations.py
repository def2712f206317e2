"""A note on one metric's week: what happened then that the number does not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric
from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid, NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.recording import may_record
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.typed import one_line, wrong_length

TEXT = (3, 300)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What its author wrote of a week; `corrected` when it does not stand as it was first written.

    `unknown`: they were asked what changed and do not know yet, which is an answer.
    """

    metric: MetricKey
    week: Week
    author: PersonId
    text: str
    at: datetime
    corrected: bool = False
    unknown: bool = False
    id: int = 0


def text_of(written: str) -> str:
    """The words of a note on one line, or Invalid."""
    if wrong := wrong_length("text", written, TEXT, "say what happened"):
        raise Invalid(wrong)
    return one_line(written)


def week_of_note(written: str | None, last_closed: Week) -> Week:
    """The week meant, the last closed one if none is written; one that has not begun is refused."""
    week = (
        Week.parse(written, last_closed.starts, field="week") if written and written.strip() else last_closed
    )
    if week > last_closed.next:
        raise BadInput(f"{week.label} has not begun yet.", "Notes are on a week that has begun.", "week")
    return week


def must_be_noted_by(viewer: Viewer, company: Company, metric: Metric) -> None:
    """Raise NotAllowed unless the metric is the viewer's or their squad's, or they are a steward."""
    if may_record(viewer, company, metric):
        return
    squad = company.squad(metric.squad) if metric.squad else None
    whose = f"squad {squad.name}" if squad else "its owner"
    raise NotAllowed(
        f"Notes on {metric.name} are written by {whose} or a steward.", "Ask one of them to add it."
    )


def may_remove(viewer: Viewer, note: Annotation) -> bool:
    """Whether the viewer may take `note` back: who wrote it, or a steward."""
    return note.author == viewer.person.id or viewer.holds(Role.STEWARD)


def must_not_know_already(said: Iterable[Annotation]) -> None:
    """Raise AlreadyDone when somebody who wrote what happened would say that they do not know."""
    if any(not note.unknown for note in said):
        raise AlreadyDone("You already wrote what happened.", "Correct or remove it with /northstar notes.")


def must_be_author(viewer: Viewer, note: Annotation) -> None:
    """Raise NotAllowed when somebody would put words into another's mouth."""
    if note.author != viewer.person.id:
        raise NotAllowed("Only its author can correct a note.", "Add a note of your own beside it.")


def must_be_removable(viewer: Viewer, note: Annotation) -> None:
    """Raise NotAllowed unless the viewer may take `note` back."""
    if not may_remove(viewer, note):
        raise NotAllowed("Only its author or a steward can remove a note.", "Ask one of them.")
