from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.periods import (
    Slot,
    Week,
    WeeklySlot,
    closes_at,
    instant_of,
    last_closed_week,
    latest_slot,
    next_slots,
    weeks_between,
)

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
days = st.dates(date(2000, 1, 3), date(2037, 12, 27))
zones = st.sampled_from(ZONES)
slots = st.builds(WeeklySlot, st.integers(0, 6), st.times(), zones)
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

    def test_does_not_start_on_a_tuesday(self):
        with pytest.raises(ValueError, match="Monday"):
            Week(date(2026, 11, 17))

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


class TestSlots:
    monday = WeeklySlot(0, time(9), "Europe/Berlin")

    @pytest.mark.parametrize(
        "bad", [(7, time(9), "UTC"), (0, time(9, tzinfo=UTC), "UTC"), (0, time(9), "utc/x")]
    )
    def test_refuse_what_is_no_slot(self, bad):
        with pytest.raises(ValueError, match="not a weekly slot"):
            WeeklySlot(*bad)

    def test_are_due_at_their_own_instant_and_not_before(self):
        due = utc(2026, 11, 23, 8)
        assert latest_slot(self.monday, due) == Slot(date(2026, 11, 23), due)
        assert latest_slot(self.monday, due - timedelta(microseconds=1)).local_day == date(2026, 11, 16)
        assert latest_slot(self.monday, due).week.label == "2026-W48"

    def test_keep_their_wall_time_over_both_changes_of_the_year(self):
        for change in (date(2026, 3, 20), date(2026, 10, 28)):
            for zone in ("Europe/Berlin", "America/New_York"):
                slot = WeeklySlot(0, time(9), zone)
                coming = next_slots(slot, datetime.combine(change, time(12), UTC) - timedelta(days=28), 9)
                assert {found.due_at.astimezone(ZoneInfo(zone)).time() for found in coming} == {time(9)}

    def test_that_come_next_are_after_now(self):
        due = utc(2026, 11, 23, 8)
        assert [found.due_at for found in next_slots(self.monday, due, 2)] == [
            due + timedelta(7),
            due + timedelta(14),
        ]
        assert next_slots(self.monday, due - timedelta(seconds=1), 1)[0].due_at == due
        assert next_slots(self.monday, due, 0) == ()

    def test_on_a_day_that_was_skipped_falls_due_when_the_next_day_begins(self):
        friday = WeeklySlot(4, time(9), "Pacific/Apia")
        assert latest_slot(friday, utc(2011, 12, 30, 9, 59)).local_day == date(2011, 12, 23)
        assert latest_slot(friday, utc(2011, 12, 30, 10)) == Slot(date(2011, 12, 30), utc(2011, 12, 30, 10))

    def test_of_a_sunday_that_turned_into_saturday_again_are_not_forgotten(self):
        sunday = WeeklySlot(6, time(0), "America/St_Johns")
        saturday_again = utc(2006, 10, 29, 2, 31)
        assert saturday_again.astimezone(ZoneInfo("America/St_Johns")).date() == date(2006, 10, 28)
        assert latest_slot(sunday, saturday_again).local_day == date(2006, 10, 29)

    def test_need_an_aware_now(self):
        with pytest.raises(ValueError, match="needs a zone"):
            latest_slot(self.monday, datetime(2026, 11, 23, 8))

    @given(slots, days)
    def test_come_once_in_every_local_week(self, slot, day):
        weeks = [Week.of(day).plus(step) for step in range(-2, 4)]
        found = [slot.in_week(week) for week in weeks]
        assert [occurrence.week for occurrence in found] == weeks
        assert all(earlier.due_at < later.due_at for earlier, later in pairwise(found))

    @given(slots, moments)
    def test_latest_and_next_leave_nothing_out_and_repeat_nothing(self, slot, now):
        latest, (coming, after) = latest_slot(slot, now), next_slots(slot, now, 2)
        assert latest.due_at <= now < coming.due_at < after.due_at
        assert coming.local_day - latest.local_day == after.local_day - coming.local_day == timedelta(days=7)

    @given(slots, days)
    def test_seen_from_any_hour_around_a_change_are_each_found_once(self, slot, day):
        begin = datetime.combine(day, time(0), UTC)
        seen = [latest_slot(slot, begin + timedelta(hours=7 * step)).local_day for step in range(60)]
        distinct = sorted(set(seen))
        assert seen == sorted(seen)
        assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(distinct))


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

    @given(days, zones)
    def test_are_wholly_past_and_the_next_has_begun(self, day, zone):
        week, place = Week.of(day), ZoneInfo(zone)
        closing = closes_at(week, zone)
        just_before = closing - timedelta(microseconds=1)
        assert closing.astimezone(place).date() > week.end >= just_before.astimezone(place).date()
        assert last_closed_week(closing, zone) == week
        assert last_closed_week(just_before, zone) == week.previous
