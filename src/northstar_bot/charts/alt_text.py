"""A chart said in a sentence with its numbers, for people who cannot see it."""

from collections.abc import Sequence

from northstar_bot.charts.series import fitted
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.company.surroundings import BESIDE, Around
from northstar_bot.domain.deck.deck import Part, WeekValue
from northstar_bot.domain.numbers.happened import Mark
from northstar_bot.domain.numbers.numbers import natural_range as natural_range_said
from northstar_bot.domain.numbers.numbers import number, signed

MOST_MARKS = 6
_LONGEST_MARK = 80


def line_said(
    name: str,
    weeks: Sequence[WeekValue],
    natural_range: tuple[float, float] | None = None,
    style: Style = Style.DECIMAL,
    unit: str = "",
    marks: Sequence[Mark] = (),
    around: Around = Around.LEVEL,
) -> str:
    """`Line chart of lessons completed over 12 weeks, 2026-W36 to 2026-W47: ...`."""
    known = [(week.label, week.value) for week in weeks if week.value is not None]
    if not known:
        return f"Line chart of {name}: no readings yet."
    (first_week, first), (last_week, last) = known[0], known[-1]
    low_week, low = min(known, key=lambda point: point[1])
    high_week, high = max(known, key=lambda point: point[1])
    span = f"{len(known)} weeks, {first_week} to {last_week}" if len(known) > 1 else f"one week, {last_week}"
    said = [
        f"Line chart of {name} over {span}:",
        f"first {number(first, unit, style)}, last {number(last, unit, style)},",
        f"lowest {number(low, '', style)} in {low_week}, highest {number(high, '', style)} in {high_week}.",
    ]
    return " ".join([*said, *_range_said(last, natural_range, style, around), *_marks_said(weeks, marks)])


def bars_said(name: str, parts: Sequence[Part], style: Style = Style.DECIMAL) -> str:
    """`Bar chart of what moved lessons completed: depth +434, breadth −69.`."""
    if not parts:
        return f"Bar chart of what moved {name}: the change cannot be split."
    said = ", ".join(f"{part.name} {signed(part.amount, '', style)}" for part in parts)
    return f"Bar chart of what moved {name}: {said}."


def marked(weeks: Sequence[WeekValue], marks: Sequence[Mark]) -> list[Mark]:
    """The newest marks that lie on weeks drawn, oldest first."""
    drawn = {week.label for week in weeks}
    return list(reversed([mark for mark in marks if mark.week.label in drawn][:MOST_MARKS]))


def _marks_said(weeks: Sequence[WeekValue], marks: Sequence[Mark]) -> list[str]:
    said = [f"{mark.week.label} {fitted(mark.words, _LONGEST_MARK)}" for mark in marked(weeks, marks)]
    return [f"Marked: {'; '.join(said)}."] if said else []


def _range_said(
    last: float, natural_range: tuple[float, float] | None, style: Style, around: Around
) -> list[str]:
    if natural_range is None:
        return []
    low, high = natural_range
    reach = natural_range_said(low, high, "", style, value=last)
    place = "above it" if last > high else "below it" if last < low else "inside it"
    return [f"Natural range {reach}{BESIDE[around]}; the last week is {place}."]
