"""Growth with a leak, in words that claim no more than was seen."""

from collections.abc import Sequence

from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.render import blocks
from northstar_bot.render.numbers.line_words import name_of, name_within, several
from northstar_bot.render.passage import Parts
from northstar_bot.render.words import people, week_name

_MOST = 2


def leaks_to_tell(digest: Digest) -> tuple[Leak, ...]:
    """Those that the headline does not say already, and those it may not leave as it says them."""
    said = {line.metric.key for line in digest.alarms}
    return tuple(leak for leak in digest.leaks if leak.mix or leak.guardrail.key not in said)[:_MOST]


def leak_parts(digest: Digest, leaks: Sequence[Leak]) -> Parts:
    """`Growth with a leak: lessons have risen over eight weeks; outside normal meanwhile: churn in week 44.`"""
    left = people([f"{name_within(leak.guardrail)} in {week_name(leak.week)}" for leak in leaks])
    verb = "have" if several(digest.star.metric) else "has"
    sure = not all(leak.mix for leak in leaks)
    parts = [
        blocks.words("Growth with a leak: " if sure else "Growth with a leak? ", bold=True),
        blocks.words(
            f"{name_of(digest.star.metric)} {verb} risen over eight weeks; outside normal meanwhile: {left}."
        ),
    ]
    if mixed := [name_within(leak.guardrail) for leak in leaks if leak.mix]:
        parts.append(
            blocks.words(
                f" Many people are new, and newcomers alone move {people(mixed)}: read it by the week people came "
                "before calling it churn."
            )
        )
    return parts
