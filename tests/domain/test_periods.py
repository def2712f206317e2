from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import (
    Week,
    closes_at,
    instant_of,
    last_closed_week,
    weeks_between,
)
from northstar_bot.domain.errors import BadInput

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
days = st.dates(date(2000, 1, 3), date(2037, 12, 27))
zones = st.sampled_from(ZONES)
starts = st.integers(0, 6)
moments = st.datetimes(datetime(2000, 1, 3), datetime(2037, 12, 27), timezones=st.just(UTC))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


class TestWeek:
    def test_is_known_by_its_monday_and_named_by_its_thursday(self):
        week = Week.of(date(2026, 11, 18))
        assert (week.start, week.end, week.label) == (date(2026, 11, 16), date(2026, 11, 22), "2026-W47")
        assert str(week) == "2026-W47"
        assert Week.of(date(2027, 1, 3)).label == "2026-W53"
        assert Week.of(date(2025, 12, 29)).label == "2026-W01"

    @pytest.mark.parametrize(
        ("starts", "first"),
        [(0, 16), (1, 17), (2, 18), (3, 19), (4, 13), (5, 14), (6, 15)],
    )
    def test_of_any_beginning_bears_the_label_of_its_fourth_day(self, starts, first):
        week = Week.parse("2026-W47", starts)
        assert (week.start, week.starts) == (date(2026, 11, first), starts)
        assert (week.label, week.number) == ("2026-W47", 47)
        assert week.middle - week.start == timedelta(days=3)
        assert Week(date(2026, 11, 16)).beginning(starts) == week

    @given(days, starts)
    def test_holds_every_day_once_whatever_it_begins_on(self, day, starts):
        week = Week.of(day, starts)
        around = [week.previous, week, week.next]
        assert week.start.weekday() == starts
        assert [one.start <= day <= one.end for one in around] == [False, True, False]
        assert week.previous.end + timedelta(days=1) == week.start
        assert week.end + timedelta(days=1) == week.next.start
        assert Week.parse(day.isoformat(), starts) == week

    @given(days, starts, st.integers(1, 500))
    def test_labels_of_any_beginning_are_read_back_and_rise(self, day, starts, later):
        week = Week.of(day, starts)
        assert Week.parse(week.label, starts) == week
        assert week.label < week.plus(later).label
        assert week.plus(later) > week
        assert week.label == Week.of(week.middle).label

    @given(days, starts, starts)
    def test_keeps_its_label_when_weeks_begin_otherwise(self, day, before, after):
        week = Week.of(day, before)
        moved = week.beginning(after)
        assert (moved.label, moved.starts) == (week.label, after)
        assert moved.beginning(before) == week
        assert moved.next == week.next.beginning(after)

    @pytest.mark.parametrize(
        "text", ["2026-W47", "2026-w47", " 2026W47 ", "2026–W47", "2026-11-18", "2026-11-16", "2026-11-22"]
    )
    def test_is_read_from_a_label_or_a_day(self, text):
        assert Week.parse(text) == Week(date(2026, 11, 16))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "W47",
            "2026-W54",
            "2026-W00",
            "2025-W53",
            "2026-02-30",
            "18.11.2026",
            "next",
            "0001-W01",
            "9999-W52",
            "２０２６-W47",
            "2026-W47x",
        ],
    )
    def test_that_cannot_be_read_says_how_to_write_one(self, text):
        with pytest.raises(BadInput) as refused:
            Week.parse(text, field="week")
        assert refused.value.sentence == f"“{text}” is not a week."
        assert "2026-W47" in refused.value.hint
        assert refused.value.field == "week"

    def test_counts_both_ends(self):
        first = Week.parse("2026-W52")
        assert [week.label for week in weeks_between(first, first.plus(2))] == [
            "2026-W52",
            "2026-W53",
            "2027-W01",
        ]
        assert list(weeks_between(first, first)) == [first]
        assert list(weeks_between(first, first.previous)) == []

    @given(days, st.integers(-500, 500))
    def test_steps_and_labels_are_reversible(self, day, steps):
        week = Week.of(day)
        assert week.start <= day <= week.end
        assert Week.parse(week.label) == week == Week.parse(day.isoformat())
        assert week.plus(steps).plus(-steps) == week
        assert week.next.previous == week
        assert (week.plus(steps) > week) == (steps > 0)


class TestInstantOf:
    @pytest.mark.parametrize(
        ("zone", "day", "at", "instant"),
        [
            ("Europe/Berlin", date(2026, 11, 23), time(9), utc(2026, 11, 23, 8)),
            ("Europe/Berlin", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1)),
            ("Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
            ("America/New_York", date(2026, 3, 8), time(2, 30), utc(2026, 3, 8, 7)),
            ("America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
            ("Africa/Cairo", date(2024, 4, 26), time(0, 30), utc(2024, 4, 25, 22)),
            ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 30)),
            ("Pacific/Apia", date(2011, 12, 30), time(9), utc(2011, 12, 30, 10)),
            ("America/St_Johns", date(2010, 11, 7), time(0, 0, 30), utc(2010, 11, 7, 2, 30, 30)),
            ("UTC", date(2026, 11, 23), time(9, 0, 0, 250), utc(2026, 11, 23, 9, 0, 0, 250)),
        ],
    )
    def test_on_days_when_clocks_jump(self, zone, day, at, instant):
        assert instant_of(day, at, zone) == instant

    def test_ignores_the_fold_it_is_given(self):
        assert instant_of(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin") == utc(
            2026, 10, 25, 0, 30
        )

    @given(days, st.times(), zones)
    def test_is_the_first_instant_that_shows_the_time_or_a_later_one(self, day, at, zone):
        place = ZoneInfo(zone)
        wall = datetime.combine(day, at)
        instant = instant_of(day, at, zone)
        shown = instant.astimezone(place).replace(tzinfo=None)
        assert instant.tzinfo is UTC
        assert shown >= wall
        just_before = (instant - timedelta(microseconds=1)).astimezone(place).replace(tzinfo=None)
        if shown > wall:
            assert just_before < wall, "the first instant after a gap"
        earlier = (instant - timedelta(hours=1)).astimezone(place).replace(tzinfo=None)
        assert earlier != wall, "the first of two"


class TestClosedWeeks:
    @pytest.mark.parametrize(
        ("now", "label"),
        [
            (utc(2026, 11, 22, 22, 59, 59), "2026-W46"),
            (utc(2026, 11, 22, 23, 0, 0), "2026-W47"),
            (utc(2026, 11, 29, 12), "2026-W47"),
        ],
    )
    def test_end_at_local_midnight(self, now, label):
        assert last_closed_week(now, "Europe/Berlin").label == label

    @pytest.mark.parametrize(
        ("zone", "sunday", "closing"),
        [
            ("America/Havana", date(2026, 11, 1), utc(2026, 11, 2, 5)),
            ("Asia/Damascus", date(2002, 3, 31), utc(2002, 3, 31, 22)),
            ("America/Toronto", date(1919, 3, 30), utc(1919, 3, 31, 4, 30)),
            ("Pacific/Apia", date(2012, 1, 1), utc(2012, 1, 1, 10)),
        ],
    )
    def test_end_with_the_last_second_their_clocks_show(self, zone, sunday, closing):
        assert closes_at(Week.of(sunday), zone) == closing

    @given(days, zones, starts)
    def test_are_wholly_past_and_the_next_has_begun(self, day, zone, starts):
        week, place = Week.of(day, starts), ZoneInfo(zone)
        closing = closes_at(week, zone)
        just_before = closing - timedelta(microseconds=1)
        assert closing.astimezone(place).date() > week.end >= just_before.astimezone(place).date()
        assert last_closed_week(closing, zone, starts) == week
        assert last_closed_week(just_before, zone, starts) == week.previous
