"""Where a metric's past begins anew: since a new normal that a person confirmed, or since it is counted otherwise."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import SourceSpec
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.ids import MetricKey, PersonId

COUNTED_AS = "counted_as"
"""An option of every source: a word that stands for what is counted, when the question is only written otherwise."""

SEGMENTS_CALLED = "segments_called"
"""Another: what its segments are, such as country."""
_OURS = (COUNTED_AS, SEGMENTS_CALLED)


class Reason(StrEnum):
    """Why it begins anew; another definition or unit ends comparisons, a new normal only moves the limits."""

    NEW_NORMAL = "new normal"
    DEFINITION = "definition"
    UNIT = "unit"


BREAKS = (Reason.DEFINITION, Reason.UNIT)


@dataclass(frozen=True, slots=True)
class Baseline:
    """From `since` on. `told_by` is who confirmed it, None for what the bot noticed itself."""

    metric: MetricKey
    since: Week
    reason: Reason
    told_at: datetime
    told_by: PersonId | None = None
    id: int = 0


def latest(baselines: Iterable[Baseline], week: Week, *reasons: Reason) -> Baseline | None:
    """The last one that has begun by `week`, of these reasons or of any."""
    begun = [one for one in baselines if one.since <= week and (not reasons or one.reason in reasons)]
    return max(begun, key=lambda one: (one.since.start, one.id), default=None)


def definition_of(spec: SourceSpec) -> str:
    """A short hash of what a source is asked; the same for the same question, whatever the order of its options.

    An option `counted_as` stands for the whole question, so that a question may be rewritten without a break; what its
    segments are called is no part of it.
    """
    named = spec.options.get(COUNTED_AS)
    options = {name: value for name, value in spec.options.items() if name != SEGMENTS_CALLED}
    asked: object = named or {"kind": spec.kind, "options": options}
    return sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()[:16]


def without_name(options: Mapping[str, object]) -> Mapping[str, object]:
    """The options that are the source's own."""
    return {name: value for name, value in options.items() if name not in _OURS}


def must_begin_inside(since: Week, weeks: Iterable[Week], last: Week) -> Week:
    """BadInput unless a new normal at `since` leaves weeks on both sides and is not in the future."""
    known = sorted(weeks, key=lambda week: week.start)
    if since > last:
        raise BadInput(
            f"{since.label} is not over yet.", f"The last week that is over is {last.label}.", "week"
        )
    if not known or since <= known[0]:
        raise BadInput(
            f"There is nothing before {since.label} to set apart.",
            f"The first week known is {known[0].label}." if known else "There are no readings yet.",
            "week",
        )
    return since


def must_stand(found: Baseline | None, name: str) -> Baseline:
    """AlreadyDone when there is nothing to take back."""
    if found is None:
        raise AlreadyDone(f"{name} has no new normal or break to take back.", "Nothing was changed.")
    return found
