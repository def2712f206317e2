"""The weeks that a digest's chart and its picture draw, number by number, for everybody who cannot see them."""

from itertools import dropwhile

from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render.numbers.line_words import amount, name_of

WEEKS, PANELS = 12, 6


def pictured(digest: Digest) -> list[MetricLine]:
    """What the picture shows: the star on top, then inputs and guardrails; a number needs two weeks to be drawn."""
    return [line for line in digest.lines if _points(line) > 1][:PANELS]


def all_weeks(digest: Digest) -> list[str]:
    """One line for each number that chart or picture show; the chart draws more weeks of the star."""
    return [
        weeks_said(line, len(line.history) if line is digest.star else WEEKS) for line in pictured(digest)
    ]


def weeks_said(line: MetricLine, many: int = WEEKS) -> str:
    """`Active learners, 2026-W36 to 2026-W47: 96, 101, –, 104`, oldest first; a dash for a missing week."""
    shown = list(dropwhile(lambda point: point[1] is None, line.history[-many:]))
    values = ", ".join(amount(line.metric, value) for _, value in shown)
    return f"{name_of(line.metric)}, {shown[0][0].label} to {shown[-1][0].label}: {values}"


def _points(line: MetricLine) -> int:
    return sum(value is not None for _, value in line.history[-WEEKS:])
