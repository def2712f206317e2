"""What a squad has said yes to and not shipped yet, beside how much of that is usually enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.ids import MetricKey

SOFT_CAP = 10
# Nobody reads a load beyond this, and counting stops there.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Load:
    """`accepted` and not shipped, for `whose` work; the cap is a remark, it blocks nothing.

    Empty and without a cap where no input says whose: then it is counted for everybody.
    """

    whose: str
    accepted: int
    soft_cap: int | None = SOFT_CAP

    @property
    def is_over(self) -> bool:
        """Whether the cap is reached, so that one more would go beyond it."""
        return self.soft_cap is not None and self.accepted >= self.soft_cap

    @property
    def is_uncounted(self) -> bool:
        """Whether there may be more than were counted."""
        return self.accepted >= MOST_COUNTED


def carried_with(company: Company, chosen: MetricKey) -> tuple[str, Sequence[MetricKey]]:
    """Whose work `chosen` is, and all inputs of that squad: what one squad carries, it carries at once."""
    inputs = company.of_kind(Kind.INPUT)
    metric = next(each for each in inputs if each.key == chosen)
    if metric.squad is None:
        return metric.name, [chosen]
    squad = company.squad(metric.squad)
    return squad.name if squad else metric.squad, [each.key for each in inputs if each.squad == metric.squad]
