"""Days as people write them at the beginning of a line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.written_days import day_at_start

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-05", date(2026, 11, 5)),
        ("2026/11/5 done", date(2026, 11, 5)),
        ("5.11.2026", date(2026, 11, 5)),
        ("5.11.26, done", date(2026, 11, 5)),
        ("5.11. done", date(2026, 11, 5)),
        ("24.11.", date(2025, 11, 24)),
        ("5 Nov", date(2026, 11, 5)),
        ("5th November 2025", date(2025, 11, 5)),
        ("Nov 5, 2025 done", date(2025, 11, 5)),
        ("5 Dec", date(2025, 12, 5)),
        ("Today", TODAY),
        ("yesterday: done", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("31.02.2026", None),
        ("31 Feb", None),
        ("2026-13-01", None),
        ("0.0.0000", None),
    ],
)
def test_a_day_is_read_or_known_not_to_be_one(text, day):
    assert day_at_start(text, TODAY).day == day


@pytest.mark.parametrize(
    "text", ["", "Reminders at eight", "5 schools", "novel words", "1.5 seconds", "todays"]
)
def test_other_words_are_no_day(text):
    assert day_at_start(text, TODAY) is None


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it_and_its_words_stand_at_the_start(text):
    found = day_at_start(text, TODAY)
    assert found is None or text.strip().casefold().startswith(found.words)
