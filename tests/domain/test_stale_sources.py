"""When a source is called stale, whom that concerns, and at which hour they may hear of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import Week, closes_at
from northstar_bot.domain.company.company import Company, Kind, Metric, SourceSpec
from northstar_bot.domain.digest.stale_sources import Why, collected, note_at, responsible, stale, warned_at
from northstar_bot.domain.numbers.readings import Reach, Reading, Series

LESSONS = Metric("lessons", "Lessons", Kind.INPUT, owner="U1")
W47, W48 = Week.parse("2026-W47"), Week.parse("2026-W48")
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)
DUE = datetime(2026, 11, 30, 9, tzinfo=UTC)


def series(last=W47, waits=timedelta(hours=6), weeks=10, metric=LESSONS, **reach):
    known = (last.plus(-back) for back in range(weeks))
    readings = {
        one: Reading("lessons", one, 5.0, recorded_at=closes_at(one, "UTC") + waits, source="sql")
        for one in known
    }
    told = {"attempted_at": FRIDAY, "succeeded_at": FRIDAY, **reach}
    return Series(metric, readings, Reach("lessons", **told))


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (series(), None),
        (series(last=W47.previous), Why.BEHIND),
        (series(weeks=0), Why.BEHIND),
        (series(error="The database cannot be reached."), Why.FAILED),
        (series(through=date(2026, 11, 22)), None),
        (series(through=date(2026, 11, 26)), None),
        (series(through=date(2026, 11, 25)), None),
        (series(through=date(2026, 11, 24)), Why.BEHIND),
        (series(through=date(2026, 11, 24), metric=replace(LESSONS, lag_days=2)), None),
        (series(through=date(2026, 11, 20)), Why.BEHIND),
        (series(last=W47.previous, waits=timedelta(days=5, hours=18)), None),
        (series(last=W47.previous.previous, waits=timedelta(days=40)), Why.BEHIND),
        (series(last=W48), None),
        (Series(LESSONS), None),
    ],
)
def test_a_source_is_stale_when_it_fails_or_is_later_than_it_usually_is(read, why):
    found = stale(read, W48, FRIDAY, "UTC")
    assert (found.why if found else None) == why


def test_what_is_over_and_known_is_not_missing_even_if_its_source_fails_now():
    tuesday = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert stale(series(error="away", succeeded_at=tuesday), W47, tuesday, "UTC") is None
    assert stale(series(error="away", through=W47.start, succeeded_at=tuesday), W47, tuesday, "UTC")


def test_a_week_read_before_it_was_over_is_not_there_yet():
    assert stale(series(last=W48, error="away"), W48, FRIDAY, "UTC").why is Why.FAILED


def test_the_evening_is_that_of_the_working_day_before_where_the_person_is():
    assert warned_at(DUE, "UTC", DaysOff()) == FRIDAY
    assert warned_at(DUE, "America/New_York", DaysOff()) == FRIDAY + timedelta(hours=5)
    assert warned_at(DUE, "UTC", DaysOff(frozenset({FRIDAY.date()}))) == FRIDAY - timedelta(days=1)
    assert warned_at(DUE + timedelta(days=1), "UTC", DaysOff()) == FRIDAY + timedelta(days=3)


@given(st.integers(0, 6 * 24 * 60), st.sampled_from(["UTC", "Asia/Tokyo", "Pacific/Honolulu"]))
def test_nobody_hears_at_night_or_after_the_digest(minutes, zone):
    now, hours = DUE - timedelta(minutes=minutes), OfficeHours(zone)
    at, evening = note_at(now, DUE, hours, DaysOff()), warned_at(DUE, zone, DaysOff())
    if at is None:
        return
    assert max(now, evening) <= at < DUE
    assert hours.are_now(at) or evening <= at < evening + timedelta(hours=3)


def test_its_owner_is_told_and_else_stewards_and_else_owners():
    company = Company("acme", "Acme", stewards=("U2", "U3"), owners=("U4",))
    assert responsible(company, LESSONS, ["U5"], []) == ("U1",)
    assert responsible(company, LESSONS, ["U5"], ["U1"]) == ("U2", "U3")
    assert responsible(company, replace(LESSONS, owner="Bo"), ["U5"], ["U2"]) == ("U3",)
    assert responsible(company, LESSONS, ["U5"], ["U1", "U2", "U3"]) == ("U4", "U5")
    assert responsible(company, LESSONS, [], ["U1", "U2", "U3", "U4"]) == ()


def test_only_what_a_digest_shows_and_a_source_gives():
    star, depth = Metric("star", "Star", Kind.STAR), Metric("depth", "Depth", Kind.INPUT)
    sales, typed = Metric("sales", "Sales", Kind.KPI), Metric("typed", "Typed", Kind.INPUT)
    sources = tuple(SourceSpec(key, "sql") for key in ("star", "depth", "lessons", "sales"))
    company = Company(
        "acme",
        "Acme",
        metrics=(star, depth, LESSONS, sales, typed),
        sources=(*sources, SourceSpec("typed", "manual")),
    )
    assert collected(company, "whole") == (star, depth, LESSONS)
    assert collected(company, "depth") == (depth,)
    assert collected(company, "executives") == (star, depth, LESSONS)
