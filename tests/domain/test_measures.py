"""Whether another wording of a unit means another unit."""

from dataclasses import replace

import pytest
from tests.support.digests import COMPANY, LESSONS, STAR

from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.numbers.measures import another_unit, remeasured

TIME = Metric("time", "Time to first lesson", Kind.INPUT, unit="hours")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("hours", "minutes"), ("h", "min"), ("s", "h"), ("EUR", "$"), ("lessons", "learners"), ("kg", "g")],
)
def test_another_unit(was, becomes):
    assert another_unit(replace(TIME, unit=was), replace(TIME, unit=becomes))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("hours", "Hours"), ("hours", "hr"), ("hrs.", "h"), ("min", "minutes"), ("s", "seconds"), ("%", "Percent"),
        ("lessons", " lesson "), ("access", "access"), ("", "lessons"), ("lessons", ""), ("US dollars", "$"),
    ],
)  # fmt: skip
def test_the_same_unit_said_otherwise(was, becomes):
    assert not another_unit(replace(TIME, unit=was), replace(TIME, unit=becomes))


def test_a_share_is_another_unit_and_other_words_are_none():
    assert another_unit(TIME, replace(TIME, style=Style.SHARE))
    assert another_unit(replace(TIME, style=Style.SHARE), replace(TIME, style=Style.COUNT))
    assert not another_unit(TIME, replace(TIME, style=Style.COUNT, name="Waiting", definition="In hours."))


def test_a_star_without_a_metric_of_its_own_is_measured_too():
    bare = replace(COMPANY, metrics=())
    assert list(remeasured(bare, replace(bare, star=replace(STAR, unit="minutes")))) == [LESSONS]
    assert list(remeasured(bare, replace(bare, star=replace(STAR, name="Lessons", why="Because.")))) == []
    assert list(remeasured(replace(COMPANY, star=None), replace(bare, star=replace(STAR, unit="hours")))) == [
        LESSONS
    ]
