"""What was said to requests of the same kind on the same input, and when that speaks against a verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from northstar_bot.domain.requests.requests import Answer, Verdict

SHOWN = 5
# One or two verdicts are no custom yet.
CUSTOM_FROM = 3


@dataclass(frozen=True, slots=True)
class Precedent:
    """How one similar request was decided."""

    number: int
    title: str
    answer: Answer
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """One verdict on a request that was shown as a precedent; `verdict` is its id, later ones are higher."""

    verdict: int
    precedent: Precedent


@dataclass(frozen=True, slots=True)
class Precedents:
    """How similar requests were decided under this star, and the latest of them, newest first."""

    counts: Mapping[Answer, int] = field(default_factory=dict)
    latest: tuple[Precedent, ...] = ()

    @classmethod
    def of(cls, found: Sequence[Precedent]) -> "Precedents":
        """Counted, most frequent answer first; `found` is newest first."""
        counted = Counter(each.answer for each in found)
        return cls(dict(counted.most_common()), tuple(found[:SHOWN]))

    @classmethod
    def seen_with(cls, verdict: Verdict, decided: Sequence[Decided]) -> "Precedents":
        """What stood when `verdict` was given on the requests shown beside it; `decided` is oldest first.

        Requests that nobody may read any more, or this reader may not, are left out.
        """
        stood = {
            each.precedent.number: each.precedent for each in decided if 0 < each.verdict < (verdict.id or 0)
        }
        return cls.of([stood[number] for number in verdict.precedents if number in stood])

    @property
    def total(self) -> int:
        """How many similar requests were decided."""
        return sum(self.counts.values())

    @property
    def majority(self) -> Answer | None:
        """What more than half of three or more said, if they agree that far."""
        if self.total < CUSTOM_FROM:
            return None
        return next((answer for answer, count in self.counts.items() if 2 * count > self.total), None)
