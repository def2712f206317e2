"""Native PowerPoint charts: a line of weeks and bars of what moved the star, each with its alt text."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from northstar_bot.charts import colours
from northstar_bot.charts.alt_text import bars_said, line_said
from northstar_bot.charts.scale import round_ticks
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.deck.deck import StarInDeck, band
from northstar_bot.domain.numbers.numbers import number
from northstar_bot.exports.csv import neutral
from northstar_bot.exports.fitting import shortened
from northstar_bot.exports.powerpoint.stage import FONT, colour
from northstar_bot.exports.powerpoint.text import SMALL

_NAME = 28
_RANGE = "Natural range"
_WEEK_LABELS = 8
_FORMATS = {Style.SHARE: "0.0%", Style.COUNT: "#,##0"}
Box = tuple[float, float, float, float]


def add_line(slide: Any, star: StarInDeck, box: Box) -> None:
    """Weeks as a line with markers; the natural range as two dashed lines."""
    data = CategoryChartData(number_format=_plain(star))
    data.categories = _week_labels([week.label.rpartition("-")[2] for week in star.weeks])
    data.add_series(_cell(star.name), [week.value for week in star.weeks])
    limits = band(star.weeks, star.natural_range)
    if any(limits):
        for at, name in enumerate((_RANGE, f"{_RANGE}, upper limit")):
            data.add_series(name, [one[at] if one else None for one in limits])
    frame = _added(slide, XL_CHART_TYPE.LINE_MARKERS, data, box)
    said = line_said(
        star.name, star.weeks, star.natural_range, star.style, star.unit, star.marks, star.around
    )
    _describe(frame, star.name, said)
    chart = frame.chart
    _frame_axes(chart, _edges(star))
    chart.value_axis.tick_labels.number_format = _plain(star)
    chart.value_axis.tick_labels.number_format_is_linked = False
    _show_each(chart)
    _trace(chart.plots[0].series[0], star)
    for limit in list(chart.plots[0].series)[1:]:
        _dash(limit)
    if any(limits):
        _legend(chart)


def add_bars(slide: Any, star: StarInDeck, box: Box) -> None:
    """One bar per input, first on top."""
    data = CategoryChartData(number_format=_signed(star))
    parts = star.parts[::-1]
    data.categories = [_cell(part.name) for part in parts]
    data.add_series("Part of the change", [part.amount for part in parts])
    frame = _added(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box)
    _describe(frame, f"What moved {star.name}", bars_said(star.name, star.parts, star.style))
    chart = frame.chart
    _frame_axes(chart, None)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _signed(star), False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    _font(labels.font, 22, bold=True)
    _tint(plot.series[0], [part.amount for part in parts])


def _added(slide: Any, kind: Any, data: Any, box: Box) -> Any:
    frame = slide.shapes.add_chart(kind, *(Inches(size) for size in box), data)
    frame.chart.has_legend = False
    frame.chart.has_title = False
    _font(frame.chart.font, SMALL)
    return frame


def _describe(frame: Any, name: str, said: str) -> None:
    """The alt text, where screen readers look for it."""
    frame.name = shortened(f"Chart: {name}", 60)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)  # noqa: SLF001


def _cell(name: str) -> str:
    """A name for the workbook inside the chart, where a formula would run when somebody edits the data."""
    return neutral(shortened(name, _NAME)) if not name.startswith("{") else f"'{shortened(name, _NAME)}"


def _edges(star: StarInDeck) -> tuple[float, float, float]:
    """Where the axis begins and ends, and its step."""
    edges = [edge for one in band(star.weeks, star.natural_range) if one for edge in one]
    ticks = round_ticks([*(week.value for week in star.weeks if week.value is not None), *edges])
    return ticks[0], ticks[-1], ticks[1] - ticks[0]


def _frame_axes(chart: Any, edges: tuple[float, float, float] | None) -> None:
    for axis in (chart.category_axis, chart.value_axis):
        axis.format.line.color.rgb = colour(colours.LINE)
        _font(axis.tick_labels.font, SMALL)
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(colours.LINE)
    if edges:
        axis = chart.value_axis
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = edges


def _font(font: Any, size: int, *, bold: bool = False) -> None:
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour(colours.INK)


def _trace(series: Any, star: StarInDeck) -> None:
    series.smooth = False
    series.format.line.color.rgb = colour(colours.BLUE)
    series.format.line.width = Pt(3)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(colours.BLUE)
    series.marker.format.line.color.rgb = colour(colours.BLUE)
    known = [at for at, week in enumerate(star.weeks) if week.value is not None]
    if known:
        _label_point(series.points[known[-1]], number(star.weeks[known[-1]].value or 0.0, "", star.style))


def _label_point(point: Any, text: str) -> None:
    label = point.data_label
    label.position = XL_LABEL_POSITION.ABOVE
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text = text
    _font(run.font, 22, bold=True)


def _dash(series: Any) -> None:
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = colour(colours.MUTED)
    series.format.line.width = Pt(1.5)
    series.format.line.dash_style = MSO_LINE.DASH


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _hide_entry(chart.legend, 2)
    _font(chart.legend.font, SMALL)


def _hide_entry(legend: Any, at: int) -> None:
    """Two lines make one range: name it once."""
    mark = parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>')
    legend._element.find("{*}legendPos").addnext(mark)  # noqa: SLF001


def _week_labels(labels: Sequence[str]) -> list[str]:
    """Every n-th week by name, the last among them, so that labels neither touch nor turn in any program."""
    every = max(1, -(-len(labels) // _WEEK_LABELS))
    return [_cell(label) if at % every == 0 else "" for at, label in enumerate(labels, 1 - len(labels))]


def _show_each(chart: Any) -> None:
    """No thinning beyond ours: a program's own would keep the empty labels and drop the named ones."""
    axis = chart.category_axis._element  # noqa: SLF001
    axis.find("{*}noMultiLvlLbl").addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))


def _tint(series: Any, amounts: Sequence[float]) -> None:
    series.invert_if_negative = False
    for at, amount in enumerate(amounts):
        fill = series.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(colours.RISE if amount >= 0 else colours.FALL)


def _plain(star: StarInDeck) -> str:
    if star.style in _FORMATS:
        return _FORMATS[star.style]
    sizes = [abs(week.value) for week in star.weeks if week.value is not None]
    return "#,##0" if max(sizes, default=0.0) >= 100 else "#,##0.0#"  # noqa: PLR2004


def _signed(star: StarInDeck) -> str:
    bare = _plain(star)
    return f"+{bare};−{bare};0"
