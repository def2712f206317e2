"""Did the input move? Weekly readings after a day, judged by limits that were drawn before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.numbers.process_behaviour import (
    FEWEST,
    NEAR_IN_WINDOW,
    Basis,
    Limits,
    limits_of,
    rules_fired,
)

Point = tuple[Week, float]

BASIS = Basis().size
# Fewer weeks than the shortest rule looks at show nothing.
FEWEST_AFTER = 4
# A week alone outside the limits happens by itself about once in a hundred.
_OUTSIDE = 2


class Seen(StrEnum):
    """What the readings show; none of these says why."""

    UP = "up"
    DOWN = "down"
    BOTH_WAYS = "both ways"
    ONE_WEEK = "one week"
    NO_CHANGE = "no change"
    TOO_FEW_AFTER = "too few after"
    TOO_FEW_BEFORE = "too few before"
    NO_READINGS = "no readings"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The weeks before and after a day; the week of the day itself belongs to neither.

    `weeks`: those after it that take part in what is seen. `on_the_move`: the last weeks before it were themselves
    no ordinary variation, so that a change after it may have begun earlier.
    """

    seen: Seen
    before: tuple[Point, ...] = ()
    after: tuple[Point, ...] = ()
    limits: Limits | None = None
    weeks: tuple[Week, ...] = ()
    on_the_move: bool = False

    @property
    def lasts(self) -> bool:
        """Whether the latest week still takes part."""
        return bool(self.weeks) and self.weeks[-1] == self.after[-1][0]


def compare(known: Mapping[Week, float], day: date, *, share: bool = False) -> Comparison:
    """The complete weeks in `known` (final ones, closed) before and after `day`.

    Limits come from the last 24 weeks before it. A lasting change is two weeks outside them on one side, or rule R2 or
    R3; while limits are trial ones (under 12 weeks) R2 and R3 are not asked, as everywhere.
    """
    before = tuple(sorted((week, value) for week, value in known.items() if week.end < day))[-BASIS:]
    after = tuple(sorted((week, value) for week, value in known.items() if week.start > day))
    if not before and not after:
        return Comparison(Seen.NO_READINGS)
    if len(before) < FEWEST:
        return Comparison(Seen.TOO_FEW_BEFORE, before, after)
    values = [value for _, value in before]
    limits = limits_of(values, floor=0.0 if min(values) >= 0 else None, cap=_cap(values, share=share))
    moving = _on_the_move(values, limits)
    if len(after) < FEWEST_AFTER:
        return Comparison(Seen.TOO_FEW_AFTER, before, after, limits, on_the_move=moving)
    seen, at = _judged([value for _, value in after], limits)
    return Comparison(seen, before, after, limits, tuple(after[index][0] for index in at), moving)


def _cap(values: Sequence[float], *, share: bool) -> float | None:
    return 1.0 if share and max(values) <= 1 else None


def _judged(values: Sequence[float], limits: Limits) -> tuple[Seen, tuple[int, ...]]:
    """What is seen, and which of `values` take part in it."""
    fired = rules_fired(values, limits)
    sides = {
        Direction.UP: _members(values, limits, fired, 1),
        Direction.DOWN: _members(values, limits, fired, -1),
    }
    lasting = {side: at for side, at in sides.items() if at}
    if len(lasting) > 1:
        return Seen.BOTH_WAYS, tuple(sorted({*lasting[Direction.UP], *lasting[Direction.DOWN]}))
    for side, at in lasting.items():
        return (Seen.UP if side is Direction.UP else Seen.DOWN), at
    return (Seen.ONE_WEEK, fired["R1"]) if fired["R1"] else (Seen.NO_CHANGE, ())


def _members(
    values: Sequence[float], limits: Limits, fired: Mapping[str, tuple[int, ...]], side: int
) -> tuple[int, ...]:
    """The indices on one side of a lasting change; none when there is no such change on it."""

    def of(*rules: str) -> set[int]:
        return {at for rule in rules for at in fired[rule] if limits.side(values[at]) == side}

    outside = of("R1")
    lasting = set[int]() if limits.trial else of("R2", "R3")
    # A window of four may hold one week that leans the other way; alone it is no change on its side.
    stays = len(lasting) >= NEAR_IN_WINDOW or len(outside) >= _OUTSIDE
    return tuple(sorted(outside | lasting)) if stays else ()


def _on_the_move(values: Sequence[float], limits: Limits) -> bool:
    """Whether the latest of the weeks before stand out of their own limits."""
    if limits.trial:
        return False
    fired = rules_fired(values, limits)
    latest = len(values) - FEWEST_AFTER
    return any(at >= latest for at in (*fired["R2"], *fired["R3"]))
