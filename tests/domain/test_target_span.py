"""What a target is for: quarters of whole weeks, days, and what is neither."""

from datetime import date
from itertools import pairwise

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.target_span import parse_target_for, span_of
from northstar_bot.domain.errors import BadInput


@pytest.mark.parametrize(
    ("week", "first", "last", "until"),
    [
        ("2026-W47", "2026-W40", "2026-W53", date(2026, 12, 31)),
        ("2026-W01", "2026-W01", "2026-W13", date(2026, 3, 31)),
        ("2026-W14", "2026-W14", "2026-W26", date(2026, 6, 30)),
        ("2026-W39", "2026-W27", "2026-W39", date(2026, 9, 30)),
        # Monday 30 December 2024 begins a week of 2025: its Thursday lies there.
        ("2025-W01", "2025-W01", "2025-W13", date(2025, 3, 31)),
    ],
)
def test_a_quarter_has_the_weeks_whose_thursday_lies_in_it(week, first, last, until):
    span = span_of("quarter", Week.parse(week))
    assert (span.first.label, span.last.label, span.until) == (first, last, until)


def test_every_week_lies_in_its_own_quarter_and_no_week_is_left_out():
    week, seen = Week.parse("2019-W50"), set()
    for _ in range(400):
        span = span_of("quarter", week)
        assert span.first <= week <= span.last
        assert span.weeks in (12, 13, 14)
        seen.add(span)
        week = week.next
    spans = sorted(seen, key=lambda span: span.first)
    assert all(one.last.next == other.first for one, other in pairwise(spans))


def test_a_day_counts_from_the_beginning_of_its_year_or_from_where_it_says():
    week = Week.parse("2026-W20")
    assert span_of("2026-06-30", week).first.label == "2026-W01"
    span = span_of("2026-05-01 to 2026-06-30", week)
    # Friday 1 May: the week's Thursday still lies in April.
    assert (span.first.label, span.last.label, span.weeks) == ("2026-W19", "2026-W26", 8)


def test_what_a_target_is_for_is_spelled_evenly():
    assert parse_target_for("  Quarter ") == "quarter"
    assert parse_target_for("2026-05-01   TO 2026-06-30") == "2026-05-01 to 2026-06-30"
    assert parse_target_for(" ") == ""


@pytest.mark.parametrize(
    "text",
    [
        "month",
        "2026-13-01",
        "31.12.2026",
        "2026-12-31 to 2026-12-01",
        "2026-12-28 to 2026-12-29",
        "2024-01-01 to 2026-12-31",
        "0001-01-01",
    ],
)
def test_what_is_neither_quarter_nor_days_is_refused(text):
    with pytest.raises(BadInput, match="is not what a target can be for") as refused:
        parse_target_for(text, field="target_for")
    assert refused.value.field == "target_for"
