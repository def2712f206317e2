"""No source, whoever wrote it, has a value kept that cannot be a reading."""

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.plugins import Fetched, Point
from northstar_bot.services.numbers.soundness import sound

W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")


def metric(style):
    return Metric("lessons", "Lessons", Kind.STAR, style=style)


@pytest.mark.parametrize(
    ("style", "values", "said"),
    [
        (Style.COUNT, [float("nan")], "The value for 2026-W46 is not a finite number."),
        (Style.DECIMAL, [1, float("-inf")], "The value for 2026-W47 is not a finite number."),
        (Style.MONEY, [1e16], "The value for 2026-W46 is not a finite number."),
        (Style.COUNT, [-1], "-1 for 2026-W46 is below zero, and Lessons is a count."),
        (Style.COUNT, [7, 0.4], "0.4 for 2026-W47 has a fraction, and Lessons is a count."),
        (Style.SHARE, [0.5, 45], "45 for 2026-W47 is not a share."),
        (Style.SHARE, [-0.1], "-0.1 for 2026-W46 is not a share."),
    ],
)
def test_what_cannot_be_a_reading_is_a_sentence(style, values, said):
    points = [Point(week, value) for week, value in zip((W46, W47), values, strict=False)]
    with pytest.raises(SourceFailed) as failed:
        sound(metric(style), Fetched(points))
    assert failed.value.sentence == said
    assert failed.value.hint


def test_a_week_with_two_values_is_refused():
    with pytest.raises(SourceFailed, match="two values for 2026-W46"):
        sound(metric(Style.COUNT), Fetched([Point(W46, 1), Point(W46, 1)]))


@pytest.mark.parametrize(
    ("style", "value"),
    [(Style.DECIMAL, -1.5), (Style.MONEY, -7), (Style.SHARE, 1), (Style.COUNT, 0.1 + 0.2 + 0.7)],
)
def test_what_may_be_is_left_alone(style, value):
    answer = Fetched([Point(W46, value)])
    assert sound(metric(style), answer) is answer
