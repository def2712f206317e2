"""Weeks marked on charts: drawn in the picture, said in its words, never more than can be read."""

from xml.etree import ElementTree as ET

from northstar_bot.charts.alt_text import MOST_MARKS, line_said
from northstar_bot.charts.svg import line_svg
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deck.deck import WeekValue
from northstar_bot.domain.numbers.happened import Mark

W30 = Week.parse("2026-W30")
WEEKS = [WeekValue(W30.plus(at).label, 100.0 + at) for at in range(10)]
LAUNCH = Mark(W30.plus(3), "#12 <b>Reminders</b> & more shipped")


def test_a_mark_is_drawn_and_said():
    drawn = line_svg("m", "Lessons", WEEKS, marks=[LAUNCH])
    titles = [node.text for node in ET.fromstring(drawn).iter() if node.tag.endswith("title")]
    assert titles == ["Lessons", "2026-W33: #12 <b>Reminders</b> & more shipped"]
    assert line_said("Lessons", WEEKS, marks=[LAUNCH]).endswith(
        "Marked: 2026-W33 #12 <b>Reminders</b> & more shipped."
    )


def test_without_marks_nothing_is_added():
    assert "Marked" not in line_said("Lessons", WEEKS)
    assert "▲" not in line_svg("m", "Lessons", WEEKS)


def test_weeks_that_are_not_drawn_are_not_marked_and_the_newest_are_kept():
    outside = Mark(W30.plus(-1), "before the chart")
    many = [Mark(W30.plus(9 - at), f"number {at}") for at in range(9)]
    said = line_said("Lessons", WEEKS, marks=[*many, outside])
    assert "before the chart" not in said
    assert said.count("number") == MOST_MARKS
    assert "number 0" in said
