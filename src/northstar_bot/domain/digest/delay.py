"""A digest whose star waits for a source that did not answer: what is said meanwhile, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.digest import Cause, Digest

# A source that is away for longer will not come back while people still wait for the digest.
PATIENCE = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class DelayedDigest:
    """What stands in the digest's place until its week is known, or `until` is over."""

    week: Week
    metric: Metric
    until: datetime
    zone: str


def awaited(digest: Digest) -> Metric | None:
    """The number that keeps the digest waiting: its source failed, and the week has no reading of it at all."""
    held = digest.withheld
    if held is None or held.cause is not Cause.SOURCE_FAILED:
        return None
    known = any(line.metric.key == held.metric.key and line.value is not None for line in digest.lines)
    return None if known else held.metric


def may_wait(plan: Plan, now: datetime) -> bool:
    """Whether it may be put off: the first of its week, by a schedule, and not for longer than people wait."""
    return "edits" not in plan.details and "renewal" not in plan.details and now < plan.due_at + PATIENCE
