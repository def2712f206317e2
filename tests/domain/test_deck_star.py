"""The star in a deck: the last full week of the period against the week before it began, split exactly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from math import fsum

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Formula, Kind, Metric, Mode, Star, Style
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.star import star_in_deck, weeks_of
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.numbers.readings import Reach, Reading, Series

LAST = Week(date(2026, 11, 16))
PERIOD = Period(date(2026, 10, 26), date(2026, 11, 22))
NOW = Occasion(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Europe/Berlin")
COMPANY = Company(
    "acme",
    "Acme",
    formula=Formula(Mode.IDENTITY, ("people", "each")),
    metrics=(
        Metric("lessons", "Lessons completed", Kind.STAR, unit="lessons", style=Style.COUNT),
        Metric("people", "Learners", Kind.INPUT),
        Metric("each", "Lessons each", Kind.INPUT),
    ),
)
STAR = Star(1, "lessons", "Every learner finishes.", "Lessons completed")


def series(weeks=20, last=LAST, **reach):
    """`weeks` weeks up to `last`; learners grow by one a week, each does ten, in the last week twelve."""
    found = {}
    for key in ("lessons", "people", "each"):
        readings = {}
        for back in range(weeks):
            week = last.plus(-back)
            people, each = 100.0 - back, 12.0 if back == 0 else 10.0
            value = {"lessons": people * each, "people": people, "each": each}[key]
            readings[week] = Reading(key, week, value, source="csv")
        found[key] = Series(COMPANY.metric(key), readings, Reach(key, **reach) if reach else None)
    return found


def told(given, period=PERIOD, company=COMPANY, now=NOW):
    return star_in_deck(company, STAR, given, period, now)


def test_it_compares_the_last_week_with_the_one_before_the_period():
    star = told(series())
    assert (star.week, star.against) == ("2026-W47", "2026-W43")
    assert (star.value, star.previous) == (1200.0, 960.0)
    assert (star.name, star.unit, star.vision) == ("Lessons completed", "lessons", "Every learner finishes.")


def test_the_parts_add_up_to_the_change():
    star = told(series())
    assert [part.name for part in star.parts] == ["Learners", "Lessons each"]
    assert fsum(part.amount for part in star.parts) == pytest.approx(star.change)
    assert star.parts[1].amount == pytest.approx(196.094278)
    assert "exact split" in star.parts_note


def test_a_signal_is_told_with_its_range():
    star = told(series())
    assert star.signal is True
    assert star.natural_range is not None
    assert star.weeks[-1].label == "2026-W47"
    assert len(star.weeks) == 20


def test_a_star_judged_around_its_trend_says_so_and_has_its_limits_week_by_week():
    metrics = (replace(COMPANY.metrics[0], around=Around.TREND), *COMPANY.metrics[1:])
    star = told(series(), company=replace(COMPANY, metrics=metrics))
    assert star.around is Around.TREND
    assert star.weeks[-1].normal == star.natural_range
    lows = [week.normal[0] for week in star.weeks]
    assert lows == sorted(lows)
    assert lows[0] < lows[-1]
    assert [week.normal for week in told(series()).weeks] == [None] * 20


def test_with_few_weeks_nothing_is_said_about_noise():
    star = told(series(weeks=5))
    assert star.signal is None
    assert star.natural_range is None
    assert star.weeks[0].label == "2026-W43"


def test_a_week_that_cannot_be_compared_gives_way_to_the_one_before():
    star = told(series(through=date(2026, 11, 18)))
    assert (star.week, star.value) == ("2026-W46", 990.0)
    assert star.note == (
        "2026-W47 is left out: the data of Lessons completed ends inside the week (2026-W47), "
        "it reaches to 18 Nov 2026."
    )


def test_without_any_comparable_week_the_reason_stands_there():
    star = told({})
    assert star.value is None
    assert star.note == "There is no reading of Lessons completed (2026-W47)."
    assert not star.parts


def test_a_period_without_a_full_closed_week_has_no_figure():
    star = told(series(), Period(date(2026, 11, 23), date(2026, 11, 29)))
    assert (star.value, star.note) == (None, "No full week lies in this period yet.")


def test_a_hypothesis_is_not_split():
    star = told(series(), company=replace(COMPANY, formula=Formula(Mode.HYPOTHESIS, ("people", "each"))))
    assert star.value == 1200.0
    assert not star.parts


def test_an_input_unknown_in_one_week_leaves_the_change_whole():
    given = series()
    given["each"] = replace(given["each"], readings={LAST: given["each"].readings[LAST]})
    star = told(given)
    assert star.change == 240.0
    assert not star.parts


def test_only_full_weeks_of_the_period_count():
    weeks = list(weeks_of(Period(date(2026, 11, 4), date(2026, 11, 20)), LAST))
    assert [week.label for week in weeks] == ["2026-W46"]


def test_what_the_inputs_do_not_explain_has_a_part_of_its_own():
    given = series()
    given["lessons"].readings[LAST] = Reading("lessons", LAST, 1500.0)
    star = told(given)
    assert [part.name for part in star.parts][-1] == "Not explained by the inputs"
    assert (
        star.parts_note
        == "The inputs do not account for all of it; the rest is “Not explained by the inputs”."
    )
    assert fsum(part.amount for part in star.parts) == pytest.approx(540)
