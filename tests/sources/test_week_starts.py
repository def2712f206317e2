"""Sources are asked for the weeks of the workspace, and tell no others."""

from datetime import date

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.domain.ids import MetricKey
from northstar_bot.plugins import Fetched, Point, Window
from northstar_bot.services.numbers.soundness import begun_as_asked
from northstar_bot.sources import csv, http_question
from northstar_bot.sources.rows import points, segment_points

METRIC = Metric(MetricKey("lessons"), "Lessons", Kind.INPUT)
SUNDAYS = Window(Week.parse("2026-W46", 6), Week.parse("2026-W47", 6))


def test_days_and_labels_mean_the_week_that_begins_so():
    told = points(METRIC, [("2026-11-14", 1), ("2026-11-15", 2)], SUNDAYS)
    assert [(point.week.start, point.value) for point in told] == [
        (date(2026, 11, 8), 1),
        (date(2026, 11, 15), 2),
    ]
    assert points(METRIC, [("2026-W47", 3)], SUNDAYS)[0].week.start == date(2026, 11, 15)


def test_the_question_names_their_first_and_last_days():
    asked = http_question.asked({"url": "https://x.test/?a={start}&b={end}&c={last}"}, SUNDAYS)
    assert asked.url == "https://x.test/?a=2026-11-08&b=2026-11-22&c=2026-11-21"


def test_weeks_that_all_begin_on_monday_are_refused_where_weeks_begin_otherwise():
    rows = [("2026-11-09", "x", 1), ("2026-11-16", "x", 2)]
    with pytest.raises(SourceFailed, match="begin on Monday; here weeks begin on Sunday"):
        points(METRIC, [(day, value) for day, _, value in rows], SUNDAYS)
    with pytest.raises(SourceFailed, match="begin on Monday"):
        segment_points(METRIC, rows, SUNDAYS)
    mondays = Window(Week.parse("2026-W46"), Week.parse("2026-W47"))
    assert len(points(METRIC, [(day, value) for day, _, value in rows], mondays)) == 2


async def test_a_file_by_any_day_is_read(tmp_path):
    file = tmp_path / "weeks.csv"
    file.write_text("week,value\n2026-11-14,1\n2026-11-18,2\n")
    found = await csv.source().fetch(METRIC, {"path": str(file)}, SUNDAYS)
    assert [point.week.label for point in found.points] == ["2026-W46", "2026-W47"]


def test_a_source_of_ones_own_that_tells_other_weeks_is_refused():
    kept = Fetched([Point(SUNDAYS.last, 1.0)])
    assert begun_as_asked(kept, SUNDAYS) is kept
    with pytest.raises(SourceFailed, match="Its weeks begin on Monday, here they begin on Sunday"):
        begun_as_asked(Fetched([Point(Week.parse("2026-W47"), 1.0)]), SUNDAYS)
