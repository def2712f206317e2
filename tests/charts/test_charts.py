"""Charts: inside Slack's limits, round axes, said in words, drawn without anything from outside."""

import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.support.decks import STAR, WEEKS
from tests.support.hostile import HOSTILE

from northstar_bot.charts.alt_text import bars_said, line_said
from northstar_bot.charts.scale import round_ticks
from northstar_bot.charts.series import Line, bar_chart, fitted, line_chart, with_natural_range
from northstar_bot.charts.svg import bars_svg, line_svg
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.deck.deck import Part, WeekValue
from northstar_bot.playground.limits.payloads import message_problems

LABELS = [week.label for week in WEEKS]
VALUES = [week.value for week in WEEKS]


def test_the_block_is_what_slack_wants():
    block = line_chart(
        "Lessons completed",
        LABELS,
        with_natural_range(Line("lessons", VALUES), (742.0, 1298.0)),
        y_label="lessons",
    )
    assert block is not None
    assert (block["type"], block["chart"]["type"]) == ("data_visualization", "line")
    names = [series["name"] for series in block["chart"]["series"]]
    assert names == ["lessons", "natural upper limit", "natural lower limit"]
    categories = block["chart"]["axis_config"]["categories"]
    assert "2026-W42" not in categories  # the week without a reading
    assert all(
        [point["label"] for point in series["data"]] == categories for series in block["chart"]["series"]
    )


def test_a_point_has_only_digits_that_somebody_reads():
    block = line_chart(
        "Lessons", ["W1", "W2", "W3"], [Line("lessons", [540.8000000000001, 1_234_567.0, 0.0512345678])]
    )
    assert [point["value"] for point in block["chart"]["series"][0]["data"]] == [540.8, 1_234_567.0, 0.051235]


def test_a_single_week_is_no_line():
    assert line_chart("Star", ["2026-W47"], [Line("star", [1.0])]) is None
    assert line_chart("Star", ["2026-W46", "2026-W47"], [Line("star", [None, 1.0])]) is None
    assert line_chart("Star", LABELS, []) is None


@given(
    some.text(max_size=80),
    some.lists(some.tuples(some.text(max_size=30), some.one_of(some.none(), some.floats())), max_size=40),
    some.lists(some.text(max_size=40), min_size=1, max_size=8),
)
def test_it_never_passes_slacks_limits(title, weeks, names):
    lines = [Line(name, [value for _, value in weeks]) for name in names]
    block = line_chart(title, [label for label, _ in weeks], lines)
    if block is None:
        return
    assert 1 <= _units(block["title"]) <= 50
    series, categories = block["chart"]["series"], block["chart"]["axis_config"]["categories"]
    assert len(series) <= 6
    assert 2 <= len(categories) <= 20
    assert len({one["name"] for one in series}) == len(series)
    assert len(set(categories)) == len(categories)
    for one in series:
        assert 1 <= _units(one["name"]) <= 20
        assert [point["label"] for point in one["data"]] == categories
        assert all(math.isfinite(point["value"]) for point in one["data"])
    assert all(1 <= _units(label) <= 20 for label in categories)


@given(some.text(max_size=60), some.integers(2, 30))
def test_fitted_text_fits_as_slack_counts(text, limit):
    assert 1 <= _units(fitted(text, limit)) <= limit


def _units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(some.lists(some.floats(-1e9, 1e9).map(lambda value: round(value, 3)), max_size=30))
def test_ticks_hold_every_value(values):
    ticks = round_ticks(values)
    assert 2 <= len(ticks) <= 8
    assert list(ticks) == sorted(set(ticks))
    for value in values:
        slack = (ticks[-1] - ticks[0]) * 1e-6
        assert ticks[0] - slack <= value <= ticks[-1] + slack


def test_ticks_are_round():
    assert round_ticks([742, 1502]) == (0, 400, 800, 1200, 1600)
    assert round_ticks([980, 1010]) == (980, 990, 1000, 1010)
    assert round_ticks([]) == (0, 0.2, 0.4, 0.6, 0.8, 1.0)


def test_a_line_is_said_with_its_numbers():
    said = line_said(STAR.name, WEEKS, STAR.natural_range, Style.COUNT, "lessons")
    assert said == (
        "Line chart of Lessons completed over 14 weeks, 2026-W33 to 2026-W47: first 820 lessons, "
        "last 1,502 lessons, lowest 790 in 2026-W34, highest 1,502 in 2026-W47. "
        "Natural range 742–1,298; the last week is above it."
    )


def test_short_and_empty_lines_are_said_too():
    assert line_said("Star", ()) == "Line chart of Star: no readings yet."
    assert "over one week, 2026-W47:" in line_said("Star", (WeekValue("2026-W47", 3.0),))
    assert "inside it" in line_said("Star", (WeekValue("2026-W47", 3.0),), (1, 4))
    assert "below it" in line_said("Star", (WeekValue("2026-W47", 0.5),), (1, 4))


def test_bars_are_said():
    assert (
        bars_said("Star", (Part("depth", 434.2), Part("breadth", -69.4)))
        == "Bar chart of what moved Star: depth +434, breadth −69.4."
    )
    assert bars_said("Star", ()) == "Bar chart of what moved Star: the change cannot be split."


def test_a_missing_week_is_a_gap_in_the_line():
    drawn = ET.fromstring(line_svg("a", "Star", WEEKS, STAR.natural_range))
    assert len(drawn.findall("polyline")) == 2
    assert len(drawn.findall("circle")) == 15


def corners(weeks, natural_range=None):
    (area,) = ET.fromstring(line_svg("a", "Star", weeks, natural_range)).findall("polygon")
    return [tuple(map(float, corner.split(","))) for corner in area.get("points").split()]


def test_the_band_of_a_level_is_level_and_that_of_a_trend_rises():
    drawn = corners(WEEKS, (742.0, 1298.0))
    assert len({y for _, y in drawn}) == 2
    rising = [
        WeekValue(week.label, week.value, (700.0 + 20 * at, 1200.0 + 20 * at))
        for at, week in enumerate(WEEKS)
    ]
    upper, lower = corners(rising)[: len(WEEKS)], corners(rising)[len(WEEKS) :][::-1]
    assert [x for x, _ in upper] == [x for x, _ in lower] == sorted(x for x, _ in upper)
    for edge in (upper, lower):
        heights = [y for _, y in edge]
        assert heights == sorted(heights, reverse=True)
        assert heights[0] > heights[-1]
    assert all(up < low for (_, up), (_, low) in zip(upper, lower, strict=True))


@pytest.mark.parametrize("slope", [-20.0, 20.0])
def test_the_name_of_a_sloping_band_stays_on_the_paper_and_off_the_band(slope):
    values = [1000.0 + slope * at for at in range(12)]
    weeks = [WeekValue(f"2026-W{30 + at}", value, (value - 9, value + 9)) for at, value in enumerate(values)]
    drawn = ET.fromstring(line_svg("a", "Star", weeks))
    (height,) = [float(text.get("y")) for text in drawn.findall("text") if text.text == "natural range"]
    near = [y for x, y in corners(weeks) if x < 240]
    assert 16 <= height <= 330
    assert height < min(near) or height - 16 > max(near)


def test_a_band_begins_where_there_is_one_and_one_week_has_the_whole_width():
    first_without = [
        WeekValue("2026-W45", 5.0),
        *(WeekValue(f"2026-W4{at}", 5.0, (4.0, 6.0)) for at in (6, 7)),
    ]
    assert len(corners(first_without)) == 4
    alone = corners([WeekValue("2026-W47", 5.0)], (4.0, 6.0))
    assert alone[1][0] - alone[0][0] > 500


@pytest.mark.parametrize(
    "parts", [(), (Part("a", 1.0),), (Part("a", -1.0), Part("b", -2.0)), STAR.parts, (Part("a", 0.0),)]
)
def test_bars_stay_on_the_paper(parts):
    drawn = ET.fromstring(bars_svg("a", "Star", parts))
    for bar in drawn.findall("rect"):
        assert float(bar.get("x")) >= 0
        assert float(bar.get("x")) + float(bar.get("width")) <= 1002
    assert len(drawn.findall("rect")) == len(parts)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_hostile_names_stay_text(text):
    for drawn in (line_svg("a", text, (WeekValue(text, 1.0),)), bars_svg("a", text, (Part(text, 1.0),))):
        tags = {element.tag for element in ET.fromstring(drawn).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "line", "text", "circle", "polyline"}


def test_a_level_line_and_no_readings_can_be_drawn():
    ET.fromstring(line_svg("a", "Star", [WeekValue("2026-W46", 5.0), WeekValue("2026-W47", 5.0)], (5.0, 5.0)))
    ET.fromstring(line_svg("a", "Star", [WeekValue("2026-W47", None)]))


def test_bars_fit_slack_or_are_not_drawn():
    bars = [Line("Inside", [1.0, 2.0]), Line("Outside, with a name too long", [3.0, 0.0])]
    chart = bar_chart("Shout-outs", ["Sales", "Sales"], bars, x_label="Team")
    assert not message_problems({"text": "Shout-outs", "blocks": [chart]})
    assert chart["chart"]["axis_config"]["categories"] == ["Sales", "Sales 2"]
    assert [len(one["data"]) for one in chart["chart"]["series"]] == [2, 2]
    assert bar_chart("Shout-outs", [], bars) is None
    assert bar_chart("Shout-outs", [str(n) for n in range(21)], bars) is None
