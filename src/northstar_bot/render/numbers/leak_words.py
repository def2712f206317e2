"""Growth with a leak, in words that claim no more than was seen."""

from collections.abc import Sequence

from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.numbers.line_words import name_of, name_within, several, whereabouts
from northstar_bot.render.passage import Parts
from northstar_bot.render.words import people, week_name

_MOST = 2


def leaks_to_tell(digest: Digest) -> tuple[Leak, ...]:
    """Those that the headline does not say already, and those it may not leave as it says them."""
    said = {line.metric.key for line in digest.alarms}
    return tuple(leak for leak in digest.leaks if leak.mix or leak.guardrail.key not in said)[:_MOST]


def leak_parts(digest: Digest, leaks: Sequence[Leak]) -> Parts:
    """`Growth with a leak: lessons are above their normal range; outside normal meanwhile: churn in week 44.`"""
    left = people([f"{name_within(leak.guardrail)} in {week_name(leak.week)}" for leak in leaks])
    sure = not all(leak.mix for leak in leaks)
    parts = [
        blocks.words("Growth with a leak: " if sure else "Growth with a leak? ", bold=True),
        blocks.words(f"{_growth(digest.overall or digest.star)}; outside normal meanwhile: {left}."),
    ]
    if mixed := [name_within(leak.guardrail) for leak in leaks if leak.mix]:
        parts.append(
            blocks.words(
                f" Many people are new, and newcomers alone move {people(mixed)}: read it by the week people came "
                "before calling it churn."
            )
        )
    return parts


def _growth(star: MetricLine) -> str:
    """What is known of the star's rise: this week's signal, else its eight weeks."""
    name, judged = name_of(star.metric), star.judgement
    if star.signal and not star.bad and judged.rules != ("R3",):
        return f"{name} {'are' if several(star.metric) else 'is'} {whereabouts(star)}"
    side = "higher" if star.metric.direction is Direction.UP else "lower"
    return f"{name} over the last eight weeks {'were' if several(star.metric) else 'was'} {side} than before"
