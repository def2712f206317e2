"""What people see of a pivot: where things stand, what it would do, and what they are told afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from northstar_bot.domain.company.company import Company, Kind, Star
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.pivots.pivot import Fate, Pivot, PivotDraft, Tally
from northstar_bot.domain.pivots.wording import NOTHING_DIVIDING, Dividing
from northstar_bot.domain.requests.requests import Request


@dataclass(frozen=True, slots=True)
class PivotPage:
    """Where things stand. `opens_at`: from when the viewer may approve, None when never or nothing is proposed."""

    star: Star
    days: int | None
    too_soon: int | None
    proposal: Pivot | None
    tally: Tally | None
    input_names: Mapping[MetricKey, str]
    opens_at: datetime | None
    may_approve: bool
    may_cancel: bool
    is_owner: bool
    re_weigh: int
    yes_now: int
    zone: str
    dividing: Dividing = NOTHING_DIVIDING


@dataclass(frozen=True, slots=True)
class PivotForm:
    """What the form of a proposal offers."""

    company: Company
    star: Star
    too_soon: int | None


@dataclass(frozen=True, slots=True)
class PivotPreview:
    """What a draft would do; nothing of it is written."""

    star: Star
    draft: PivotDraft
    tally: Tally
    too_soon: int | None
    input_names: Mapping[MetricKey, str]
    dividing: Dividing = NOTHING_DIVIDING


@dataclass(frozen=True, slots=True)
class PivotProposed:
    """What an owner is told whose approval a proposal waits for; `own` when they made it themselves, alone."""

    star: Star
    proposal: Pivot
    own: bool


@dataclass(frozen=True, slots=True)
class PivotAnnouncement:
    """What the company is told."""

    before: Star
    after: Star
    pivot: Pivot
    input_names: Mapping[MetricKey, str]


@dataclass(frozen=True, slots=True)
class PivotNews:
    """What one person is told: all they asked for or follow at once, each with what became of it.

    `followed` are the numbers of those that somebody else asked for.
    """

    before: Star
    after: Star
    reason: str
    items: tuple[tuple[Request, Fate], ...]
    review_by: date
    followed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Declined:
    """The first of `total` declined requests, by number."""

    requests: tuple[Request, ...] = ()
    total: int = 0

    @property
    def more(self) -> int:
        """How many follow."""
        return self.total - len(self.requests)


NONE = Declined()


@dataclass(frozen=True, slots=True)
class YesNow:
    """Declined requests: would they be a yes now? First those whose input lives on, apart those that moved no input.

    `fresh` names the inputs that the star of today brought with it.
    """

    star: Star
    same: Declined = NONE
    none: Declined = NONE
    fresh: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many there are, with those that are not shown."""
        return self.same.total + self.none.total


@dataclass(frozen=True, slots=True)
class Reopened:
    """What asker and followers of a declined request are told when it is open again."""

    request: Request
    star: Star
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """What asker and followers are told when somebody looked again at what was promised, and it stands."""

    request: Request
    star: Star
    by: PersonId
    is_asker: bool = True


@dataclass(frozen=True, slots=True)
class Promises:
    """What somebody's squads and inputs promised under an older star; it stands until a person speaks.

    `review_by`: until then they are asked; afterwards stewards see it every week.
    """

    requests: tuple[Request, ...]
    total: int
    star: Star
    review_by: date


def names_of(company: Company, draft: PivotDraft) -> Mapping[MetricKey, str]:
    """What people call the inputs of today and of tomorrow."""
    names = {metric.key: metric.name for metric in company.metrics if metric.kind is not Kind.STAR}
    return {new.key: new.name for new in draft.new_inputs} | names
