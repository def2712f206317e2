"""Numbers judged around a trend or the week before: every range says so, and charts follow it."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    business,
    calm,
    digest,
    last,
    series,
    weeks,
)

from northstar_bot.domain.company.company import Formula
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.picture import picture
from northstar_bot.render.digest.text import text
from northstar_bot.render.digest.words import headline, spoken
from northstar_bot.render.numbers.line_words import finding, judged_words

RISING = [value + 8 * at for at, value in enumerate(calm(30))]
STEADY = calm(30)
WORDS = {Around.TREND: "around its trend", Around.CHANGE: "from the week before"}


def told(star, around: Around, learners=STEADY):
    metrics = tuple(replace(one, around=around) if one.key in {LESSONS, LEARNERS} else one for one in METRICS)
    company = replace(COMPANY, metrics=metrics, formula=Formula())
    known = {**business(), LESSONS: series(LESSONS, weeks(star)), LEARNERS: series(LEARNERS, weeks(learners))}
    return digest(known, company)


@pytest.mark.parametrize("around", WORDS)
def test_the_headline_says_what_its_range_is_drawn_around(around: Around) -> None:
    calm_one, wild = told(RISING, around), told(last(RISING, 700.0), around)
    assert not calm_one.star.signal
    assert f", {WORDS[around]})." in spoken(headline(calm_one))
    said = spoken(headline(wild))
    assert "A real change: above the normal range (" in said
    assert f", {WORDS[around]})." in said


@pytest.mark.parametrize("around", WORDS)
def test_what_is_asked_says_it_too(around: Around) -> None:
    found = told(RISING, around, last(calm(30), 300.0))
    (line,) = found.asks
    assert finding(line).endswith(f", {WORDS[around]})")
    assert judged_words(line).endswith(f", {WORDS[around]})")
    for words in (text(found), message(found).text, message(found).thread[0].text):
        assert f", {WORDS[around]}" in words


def test_a_level_is_not_named() -> None:
    assert "trend" not in text(told(RISING, Around.LEVEL))
    assert "from the week before" not in text(told(RISING, Around.LEVEL))


def limits(found):
    drawn = next(block for block in message(found).blocks if block["type"] == "data_visualization")
    own, *edges = ([point["value"] for point in one["data"]] for one in drawn["chart"]["series"])
    return own, edges


def test_the_chart_draws_a_trends_limits_along_it() -> None:
    own, (upper, lower) = limits(told(RISING, Around.TREND))
    assert len(own) == 20
    assert all(low < value < high for low, value, high in zip(lower, own, upper, strict=True))
    assert upper[-1] - upper[0] == pytest.approx(19 * 8, rel=0.1)
    level = limits(told(RISING, Around.LEVEL))[1]
    assert len(set(level[0])) == 1


def test_the_chart_draws_limits_about_each_week_before() -> None:
    own, (upper, lower) = limits(told(RISING, Around.CHANGE))
    assert len(own) == 19
    width = upper[0] - lower[0]
    for before, high, low in zip(own, upper[1:], lower[1:], strict=False):
        assert high - low == pytest.approx(width)
        assert (high + low) / 2 - before == pytest.approx(8, abs=2)


@pytest.mark.parametrize("around", WORDS)
def test_the_picture_and_its_words_follow_it(around: Around) -> None:
    found = told(RISING, around)
    drawn, level = picture(found), picture(told(RISING, Around.LEVEL))
    assert WORDS[around] in drawn.alt
    assert drawn.data != level.data
