"""Replacing the star: the next star as it is proposed, and what that does to every request."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Dimension, ExitCriterion, Orientation, Star, Style
from northstar_bot.domain.errors import AlreadyDone, NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.requests.requests import NO_INPUT, State, WakeOn

TENURE = timedelta(days=90)
# A single owner sleeps on it.
DELAY = timedelta(hours=24)


class Stage(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class Fate(StrEnum):
    """What a pivot does with one request; the first five are told to its asker."""

    STAYS = "stays"
    KEPT = "kept"
    IN_DOUBT = "in doubt"
    WAKES = "wakes"
    RESTS = "rests"
    YES_NOW = "yes now"
    PERHAPS = "perhaps"
    UNTOUCHED = "untouched"


FLAGGED = frozenset({Fate.STAYS, Fate.IN_DOUBT, Fate.WAKES, Fate.RESTS})
TOLD = FLAGGED | {Fate.KEPT}


@dataclass(frozen=True, slots=True)
class NewInput:
    """An input that the next star brings with it."""

    key: MetricKey
    name: str
    dimension: Dimension | None = None


@dataclass(frozen=True, slots=True)
class PivotDraft:
    """The next star and its inputs. `carried`: every input of today by what it becomes, None when it is retired."""

    metric: MetricKey
    name: str
    vision: str
    reason: str
    carried: Mapping[MetricKey, MetricKey | None]
    new_inputs: tuple[NewInput, ...] = ()
    result: str = ""
    unit: str = ""
    style: Style = Style.COUNT
    definition: str = ""
    orientation: Orientation = Orientation.PRODUCT
    stage: str = ""
    exit_criteria: tuple[ExitCriterion, ...] = ()

    @property
    def inputs(self) -> frozenset[MetricKey]:
        """The inputs of the next star."""
        kept = {key for key in self.carried.values() if key is not None}
        return frozenset(kept | {new.key for new in self.new_inputs})

    @property
    def fresh(self) -> frozenset[MetricKey]:
        """The inputs of the next star that are none of today's."""
        return self.inputs - self.carried.keys()

    def survives(self, key: MetricKey | None) -> bool:
        """Whether an input of today lives on under the next star."""
        return key is not None and self.carried.get(key) is not None


@dataclass(frozen=True, slots=True)
class Pivot:
    """A proposal as it is kept."""

    id: int
    from_version: int
    draft: PivotDraft
    proposer: PersonId
    proposed_at: datetime
    stage: Stage = Stage.PROPOSED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    tally: "Tally | None" = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a pivot needs to know of requests: how they stand, and the latest verdict on each. Many are alike."""

    state: State
    stated: MetricKey | None = None
    decided: MetricKey | None = None
    exempt: bool = False
    wake_on: WakeOn | None = None


def fate(held: Held, draft: PivotDraft) -> Fate:
    """The rule of the state a request is in; an exempt one and what has ended are never touched."""
    if held.exempt:
        return Fate.UNTOUCHED
    match held.state:
        case State.OPEN | State.NEEDS_INFO:
            return Fate.STAYS
        case State.ACCEPTED:
            return Fate.KEPT if draft.survives(held.decided) else Fate.IN_DOUBT
        case State.PARKED:
            return Fate.WAKES if held.wake_on is WakeOn.PIVOT else Fate.RESTS
        case State.DECLINED if draft.survives(held.stated) or draft.survives(held.decided):
            return Fate.YES_NOW
        # It moved nothing then; what the next star counts may be just what it moves.
        case State.DECLINED if draft.fresh and held.decided in (None, NO_INPUT):
            return Fate.PERHAPS
    return Fate.UNTOUCHED


@dataclass(frozen=True, slots=True)
class Tally:
    """A pivot in numbers; a preview and an approval count alike."""

    open: int = 0
    accepted: int = 0
    in_doubt: int = 0
    parked: int = 0
    waking: int = 0
    declined: int = 0
    yes_now: int = 0
    perhaps: int = 0


def tally(held: Mapping[Held, int], draft: PivotDraft) -> Tally:
    """What approval would do, counted; exempt ones are counted apart, in no line of these."""
    states: Counter[State] = Counter()
    fates: Counter[Fate] = Counter()
    for each, amount in held.items():
        if not each.exempt:
            states[each.state] += amount
            fates[fate(each, draft)] += amount
    return Tally(
        open=fates[Fate.STAYS],
        accepted=states[State.ACCEPTED],
        in_doubt=fates[Fate.IN_DOUBT],
        parked=states[State.PARKED],
        waking=fates[Fate.WAKES],
        declined=states[State.DECLINED],
        yes_now=fates[Fate.YES_NOW],
        perhaps=fates[Fate.PERHAPS],
    )


def too_soon(star: Star, today: date) -> int | None:
    """How many days the star has been ours when that is fewer than 90 and its exit criteria are not all met."""
    if star.since is None or is_finished(star):
        return None
    days = (today - star.since).days
    return days if days < TENURE.days else None


def is_finished(star: Star) -> bool:
    """Whether the star has exit criteria and all are met."""
    return bool(star.exit_criteria) and all(each.met for each in star.exit_criteria)


def opens_at(pivot: Pivot, person: PersonId, owners: frozenset[PersonId]) -> datetime | None:
    """From when `person` may approve; None: never, a second owner has to."""
    if person != pivot.proposer:
        return pivot.proposed_at
    return None if owners - {person} else pivot.proposed_at + DELAY


def must_be_second(
    pivot: Pivot, person: PersonId, owners: frozenset[PersonId], now: datetime, zone: str
) -> None:
    """Raise NotAllowed unless this owner, who lives in `zone`, may approve now: two people, or a night's sleep."""
    opens = opens_at(pivot, person, owners)
    if opens is None:
        raise NotAllowed("You proposed it, so another owner approves it.", "Ask one of the other owners.")
    if now < opens:
        here = opens.astimezone(ZoneInfo(zone))
        raise NotAllowed(
            "As the only owner you may approve your own proposal 24 hours after making it.",
            f"Come back from {here:%a} {here.day} {here:%b %H:%M} {zone} on; you are told then.",
        )


def must_still_fit(pivot: Pivot, star: Star | None, inputs: Iterable[MetricKey]) -> Star:
    """The active star, or AlreadyDone when the star or its inputs are not those of the proposal any more."""
    if star is None or star.version != pivot.from_version or set(inputs) != set(pivot.draft.carried):
        raise AlreadyDone(
            "The star or its inputs have changed since this was proposed. Nothing was changed.",
            "Cancel the proposal and propose it again.",
        )
    return star
