"""PowerPoint: native charts with alt text, titles where they belong, notes with timing, nothing too small."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt
from tests.support import decks
from tests.support.hostile import HOSTILE

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.deck.deck import WeekValue
from northstar_bot.exports.pptx import exporter


def presentation(deck):
    return Presentation(BytesIO(exporter().export(deck)))


@pytest.fixture(scope="module")
def full():
    return presentation(decks.full())


def runs(slide):
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    frames += [cell.text_frame for table in tables for row in table.rows for cell in row.cells]
    return [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]


def test_it_is_wide(full):
    assert abs(full.slide_width / full.slide_height - 16 / 9) < 0.001


def test_every_slide_has_its_title_in_the_placeholder_and_first_in_reading_order(full):
    titles = [slide.shapes.title.text_frame.text for slide in full.slides]
    assert titles[0] == "Acme all-hands"
    assert all(titles)
    assert all(slide.shapes[0].shape_id == slide.shapes.title.shape_id for slide in full.slides)


def test_charts_are_native_and_described(full):
    charts = [shape for slide in full.slides for shape in slide.shapes if shape.has_chart]
    described = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts]
    assert [shape.chart.chart_type.name for shape in charts] == ["LINE", "BAR_CLUSTERED"]
    assert described[0].startswith("Line chart of Lessons completed over 14 weeks, 2026-W33 to 2026-W47")
    assert described[1].startswith("Bar chart of what moved Lessons completed: Breadth −69")
    values = list(charts[0].chart.plots[0].series[0].values)
    assert values[-1] == 1502
    assert values[9] is None


def test_notes_carry_the_timing(full):
    notes = [slide.notes_slide.notes_text_frame.text for slide in full.slides]
    assert notes[0].startswith("10 s, from 0:00 to 0:10\n")
    assert notes[1].startswith("42 s, from 0:10 to 0:52\n")
    assert notes[-1].split("\n")[0].endswith(" to 5:00")


@pytest.mark.parametrize(
    "made", [decks.deck(), decks.full(), decks.hostile("W" * 3000), decks.hostile("word " * 800)]
)
def test_no_text_is_under_18_points_and_nothing_hangs_over_the_edge(made):
    shown = presentation(made)
    for slide in shown.slides:
        assert all(run.font.size >= Pt(18) for run in runs(slide) if run.text)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height + Inches(0.01)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_workbooks_inside_hold_no_formula_and_no_link(text):
    with ZipFile(BytesIO(exporter().export(decks.hostile(text)))) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert books
        for name in books:
            with ZipFile(BytesIO(package.read(name))) as book:
                sheet = book.read("xl/worksheets/sheet1.xml").decode()
                assert "<f" not in sheet
                assert "<hyperlink" not in sheet


def test_a_very_long_story_is_shortened_and_says_so():
    shown = presentation(decks.deck((decks.story(1, text="word " * 800),)))
    texts = [
        shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.name == "Story"
    ]
    assert texts[0].endswith("word…")
    assert len(texts[0]) <= 420


def test_no_moment_of_its_making_is_inside():
    with ZipFile(BytesIO(exporter().export(decks.full()))) as package:
        books = [BytesIO(package.read(name)) for name in package.namelist() if name.endswith(".xlsx")]
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    assert len(books) == 2
    for content in books:
        with ZipFile(content) as book:
            assert {entry.date_time[0] for entry in book.infolist()} == {1980}
            assert book.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2


def test_limits_along_a_trend_are_drawn_week_by_week_and_said():
    weeks = tuple(
        WeekValue(f"2026-W{at}", 10.0 + at, None if at == 40 else (8.0 + at, 12.0 + at))
        for at in range(40, 48)
    )
    star = replace(decks.STAR, weeks=weeks, natural_range=(55.0, 59.0), around=Around.TREND)
    shown = presentation(decks.deck((), star))
    (frame,) = [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart][:1]
    lower, upper = (list(one.values) for one in list(frame.chart.plots[0].series)[1:])
    assert lower == [None, *(8.0 + at for at in range(41, 48))]
    assert upper == [None, *(12.0 + at for at in range(41, 48))]
    assert frame.chart.value_axis.maximum_scale >= 59
    assert "55–59, around its trend" in frame._element.nvGraphicFramePr.cNvPr.get("descr")


@pytest.mark.parametrize("many", [1, 8, 9, 15, 26, 53])
def test_week_labels_are_never_dense_and_the_last_week_has_one(many):
    weeks = tuple(WeekValue(Week(date(2025, 9, 1)).plus(at).label, 10.0 + at) for at in range(many))
    shown = presentation(decks.deck((), replace(decks.STAR, weeks=weeks)))
    (chart,) = [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart][:1]
    labels = ["" if str(label) == "None" else str(label) for label in chart.plots[0].categories]
    assert len([label for label in labels if label]) <= 8
    assert labels[-1] == weeks[-1].label.rpartition("-")[2]
