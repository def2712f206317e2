"""What a digest says below its numbers: which input each thing is for, how much is left out, and of which year."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.digests import (
    CHURN,
    COMPANY,
    COUNTS,
    LEARNERS,
    LESSONS,
    METRICS,
    NORMAL,
    PER_LEARNER,
    WEEK,
    calm,
    digest,
    series,
    weeks,
)

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.happened import Happened, ShippedItem
from northstar_bot.domain.numbers.readings import Reach, Reading, Series
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.story import marks, small_print
from northstar_bot.render.digest.text import text
from northstar_bot.render.digest.words import reason


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (COUNTS, "5 requests asked (3 for Active learners, 2 for no input), 2 accepted"),
        (RequestCounts(1), "1 request asked (1 for no input)."),
        (
            RequestCounts(4, by_input={PER_LEARNER: 1, LEARNERS: 2, MetricKey("gone"): 1}),
            "4 requests asked (2 for Active learners, 1 for Lessons per learner, 1 for what is no input now).",
        ),
    ],
)
def test_requests_of_the_week_are_told_by_input(asked: RequestCounts, said: str) -> None:
    found = digest(NORMAL, requests=asked)
    for told in (text(found), message(found).text):
        assert f"This week: {said}" in told


def test_requests_for_one_input_need_not_say_which() -> None:
    found = digest(NORMAL, requests=COUNTS, audience=LEARNERS)
    assert "This week: 3 requests asked." in text(found)


def test_what_shipped_begins_with_its_input() -> None:
    items = (
        ShippedItem(12, "Reminders", WEEK.start, input_name="Active learners", squad_name="Growth"),
        ShippedItem(9, "Tidier menu", WEEK.start),
    )
    found = replace(digest(NORMAL), happened=Happened(shipped=items, public=2))
    for told in (text(found), message(found).text):
        assert "- Active learners: #12 Reminders · squad Growth\n- No input: #9 Tidier menu" in told


def test_a_mark_of_the_chart_names_its_input_first() -> None:
    items = (ShippedItem(12, "Reminders", WEEK.previous.start, input_name="Active learners"),)
    found = replace(digest(NORMAL), happened=Happened(shipped=items))
    assert small_print(found)[0] == "▲ W46 Active learners: #12 Reminders shipped"
    bare = replace(found, happened=Happened(shipped=(replace(items[0], input_name=""),)))
    assert small_print(bare)[0] == "▲ W46 #12 Reminders shipped"


def restated(many: int):
    """A calm digest with so many of this week's numbers corrected."""
    found = digest()
    told = [replace(line, restated_from=1.0 if at < many else None) for at, line in enumerate(found.lines)]
    return small_print(replace(found, star=told[0], inputs=tuple(told[1:3]), guardrails=tuple(told[3:])))


def test_corrected_numbers_beyond_three_are_counted() -> None:
    assert sum("restated: was" in one for one in restated(5)) == 3
    assert "2 more numbers restated" in restated(5)
    assert "1 more number restated" in restated(4)
    assert not any("more number" in one for one in restated(3))


def test_a_day_of_another_year_has_its_year() -> None:
    assert marks(digest())[-1].startswith("Data to Sun 22 Nov · read Mon 23 Nov")
    december = Week.parse("2026-W53")
    known = {LESSONS: series(LESSONS, weeks(calm(30), december))}
    read = datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert marks(digest(known, week=december, now=read))[-1].startswith("Data to Sun 3 Jan · read Mon 4 Jan")
    before = december.previous
    late = digest({LESSONS: series(LESSONS, weeks(calm(30), before))}, week=before, now=read)
    assert marks(late)[-1].startswith("Data to Sun 27 Dec 2026 · read Mon 4 Jan")


def test_the_year_is_that_of_the_companys_clock() -> None:
    last = Week.parse("2028-W52")
    known = {LESSONS: series(LESSONS, weeks(calm(30), last))}
    assert last.end == date(2028, 12, 31)
    found = digest(known, week=last, now=datetime(2028, 12, 31, 23, 30, tzinfo=UTC))
    assert marks(found)[-1].startswith("Data to Sun 31 Dec 2028 · read Mon 1 Jan 00:30 Europe/Berlin")


def test_numbers_that_ended_a_year_ago_say_which_year() -> None:
    old = Week.parse("2025-W30")
    known = {**NORMAL, CHURN: series(CHURN, weeks(calm(9, 0.0005), old))}
    known[LESSONS] = series(LESSONS, weeks(calm(9), old))
    metrics = (replace(METRICS[0], owner=None), *METRICS[1:])
    found = digest(known, replace(COMPANY, metrics=metrics))
    assert reason(found) == "there is no reading for this week; the last is to Sun 27 Jul 2025"
    reach = Reach(CHURN, None, date(2025, 7, 27), error="down")
    known[CHURN] = Series(METRICS[3], {old: Reading(CHURN, old, 0.05)}, reach)
    assert "Churn: no data since Sun 27 Jul 2025" in text(digest(known))
