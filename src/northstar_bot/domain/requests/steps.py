"""What moves a request besides a verdict: an appeal, new evidence, the calendar, a broken promise; kept for ever."""

from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.requests.moves import Act
from northstar_bot.domain.requests.requests import Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one request; `by` is None when the calendar did it.

    `text` is the new evidence of an appeal or the reason of a drop. `not_by`: who said the no that an appeal
    is about, when somebody else can decide now.
    """

    request: int
    act: Act
    at: datetime
    by: PersonId | None = None
    text: str = ""
    not_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal beside the no that it is about; `alone`: nobody else could decide, so it came back."""

    text: str
    at: datetime
    no: Verdict
    alone: bool = False
