"""Line and bar charts as SVG text: a title and a description inside, no script, no outside resource."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from northstar_bot.charts import colours
from northstar_bot.charts.alt_text import bars_said, line_said, marked
from northstar_bot.charts.scale import round_ticks
from northstar_bot.charts.series import fitted
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.deck.deck import Part, WeekValue, band
from northstar_bot.domain.numbers.bands import Band
from northstar_bot.domain.numbers.happened import Mark
from northstar_bot.domain.numbers.numbers import number, signed

_WIDTH, _HEIGHT = 1000, 370
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 120, 24, 46
_LABELS = 8
_LABEL, _LINE = 160, 30
_BAR, _GAP = 46, 22
_NAME, _NAME_ROOM, _AMOUNT_ROOM = 24, 300, 110


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where values and weeks lie on the paper."""

    ticks: tuple[float, ...]
    many: int

    def x(self, at: int) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (at / max(1, self.many - 1)), 1)

    def y(self, value: float) -> float:
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share, 1)


def line_svg(
    mark: str,
    name: str,
    weeks: Sequence[WeekValue],
    natural_range: tuple[float, float] | None = None,
    style: Style = Style.DECIMAL,
    marks: Sequence[Mark] = (),
    around: Around = Around.LEVEL,
) -> str:
    """Weeks as a line over the band of the natural range; `mark` makes its ids unique in a page."""
    values = [week.value for week in weeks if week.value is not None]
    limits = band(weeks, natural_range)
    edges = [edge for one in limits if one for edge in one]
    plane = _Plane(round_ticks([*values, *(natural_range or ()), *edges]), len(weeks))
    drawn = [*_grid(plane, style), *_band(plane, limits), *_week_labels(plane, weeks)]
    drawn += [*_marks(plane, weeks, marks), *_strokes(plane, weeks), *_dots(plane, weeks, style)]
    said = line_said(name, weeks, natural_range, style, marks=marks, around=around)
    return _framed(mark, "weeks", (name, said), drawn, _HEIGHT)


def bars_svg(mark: str, name: str, parts: Sequence[Part], style: Style = Style.DECIMAL) -> str:
    """One bar per input, to the right when it lifted the star and to the left when it pulled it down."""
    height = max(1, len(parts)) * (_BAR + _GAP) + _GAP
    below = max((-part.amount for part in parts if part.amount < 0), default=0.0)
    above = max((part.amount for part in parts if part.amount > 0), default=0.0)
    left = _NAME_ROOM + (_AMOUNT_ROOM if below else 20)
    each = (_WIDTH - _AMOUNT_ROOM - left) / (below + above or 1.0)
    zero = round(left + below * each, 1)
    drawn = [_tag("line", x1=zero, x2=zero, y1=4, y2=height - 4, stroke=f"#{colours.MUTED}", stroke_width=2)]
    for at, part in enumerate(parts):
        top = _GAP + at * (_BAR + _GAP)
        drawn += _bar(part, top, zero, part.amount * each, style)
    return _framed(mark, "parts", (f"What moved {name}", bars_said(name, parts, style)), drawn, height)


def _bar(part: Part, top: float, zero: float, length: float, style: Style) -> list[str]:
    colour = colours.RISE if length >= 0 else colours.FALL
    edge, side = (zero + length + 12, "start") if length >= 0 else (zero + length - 12, "end")
    middle = top + _BAR / 2 + 8
    left, wide = round(min(zero, zero + length), 1), round(max(2.0, abs(length)), 1)
    return [
        _text(fitted(part.name, _NAME), 6, middle, anchor="start", colour=colours.INK),
        _tag("rect", x=left, y=top, width=wide, height=_BAR, fill=f"#{colour}", rx=3),
        _text(signed(part.amount, "", style), edge, middle, anchor=side, colour=colour, bold=True),
    ]


def _grid(plane: _Plane, style: Style) -> list[str]:
    drawn = []
    for tick in plane.ticks:
        level = plane.y(tick)
        drawn.append(
            _tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=level, y2=level, stroke=f"#{colours.LINE}")
        )
        drawn.append(_text(number(tick, "", style), _LEFT - 14, level + 7, anchor="end"))
    return drawn


def _band(plane: _Plane, limits: Band) -> list[str]:
    """From the first week with limits to the last; one week alone has the whole width."""
    spots = [(plane.x(at), plane.y(one[0]), plane.y(one[1])) for at, one in enumerate(limits) if one]
    if not spots:
        return []
    if len(spots) == 1:
        spots = [(_LEFT, *spots[0][1:]), (_WIDTH - _RIGHT, *spots[0][1:])]
    lower, upper = ([f"{x:g},{edge[at]:g}" for x, *edge in spots] for at in (0, 1))
    fill = {"fill": f"#{colours.BLUE}", "fill_opacity": "0.12"}
    edges = {
        "fill": "none",
        "stroke": f"#{colours.BLUE}",
        "stroke_dasharray": "7 6",
        "stroke_opacity": "0.7",
    }
    return [
        _tag("polygon", points=" ".join([*upper, *reversed(lower)]), **fill),
        *(_tag("path", d=f"M{' L'.join(edge)}", **edges) for edge in (upper, lower)),
        _text("natural range", spots[0][0] + 10, _beside(spots), anchor="start"),
    ]


def _beside(spots: Sequence[tuple[float, float, float]]) -> float:
    """Where the band's name stands: inside a level band that has room for it, else above its beginning."""
    (left, bottom, top), *_ = spots
    if bottom - top > _LINE and len({upper for *_, upper in spots}) == 1:
        return top + 24
    above: float = min(upper for x, _, upper in spots if x <= left + _LABEL) - 8
    return above if above > _TOP else max(lower for x, lower, _ in spots if x <= left + _LABEL) + _LINE


def _week_labels(plane: _Plane, weeks: Sequence[WeekValue]) -> list[str]:
    every = -(-len(weeks) // _LABELS) if weeks else 1
    shown = [at for at in range(len(weeks)) if (len(weeks) - 1 - at) % every == 0]
    return [
        _text(weeks[at].label.rpartition("-")[2], plane.x(at), _HEIGHT - 14, anchor="middle") for at in shown
    ]


def _marks(plane: _Plane, weeks: Sequence[WeekValue], marks: Sequence[Mark]) -> list[str]:
    """A dashed line and a sign above each marked week; its words come up where a pointer rests on it."""
    places = {week.label: plane.x(at) for at, week in enumerate(weeks)}
    look = {"stroke": f"#{colours.GOLD}", "stroke_width": 3, "stroke_dasharray": "4 5"}
    drawn = []
    for mark in marked(weeks, marks):
        at = places[mark.week.label]
        line = _tag("line", x1=at, x2=at, y1=_TOP, y2=_HEIGHT - _BOTTOM, **look)
        sign = _text("▲", at, _HEIGHT - _BOTTOM - 4, anchor="middle")
        drawn.append(f"<g><title>{escape(f'{mark.week.label}: {mark.words}')}</title>{line}{sign}</g>")
    return drawn


def _strokes(plane: _Plane, weeks: Sequence[WeekValue]) -> list[str]:
    """One polyline per unbroken run of weeks; a missing week is a gap, never a guess."""
    runs: list[list[str]] = [[]]
    for at, week in enumerate(weeks):
        if week.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{plane.x(at)},{plane.y(week.value)}")
    look = {"fill": "none", "stroke": f"#{colours.BLUE}", "stroke_width": 4, "stroke_linejoin": "round"}
    return [_tag("polyline", points=" ".join(run), **look) for run in runs if len(run) > 1]


def _dots(plane: _Plane, weeks: Sequence[WeekValue], style: Style) -> list[str]:
    known = [(at, week.value) for at, week in enumerate(weeks) if week.value is not None]
    drawn = [
        _tag("circle", cx=plane.x(at), cy=plane.y(value), r=5, fill=f"#{colours.BLUE}") for at, value in known
    ]
    if known:
        at, value = known[-1]
        spot = {"cx": plane.x(at), "cy": plane.y(value)}
        drawn.append(_tag("circle", **spot, r=10, fill=f"#{colours.NIGHT}"))
        label = number(value, "", style)
        drawn.append(
            _text(label, spot["cx"] + 20, spot["cy"] + 8, anchor="start", colour=colours.NIGHT, bold=True)
        )
    return drawn


def _text(
    text: str, x: float, y: float, *, anchor: str, colour: str = colours.MUTED, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    size = 28 if bold else 22
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="#{colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def _tag(name: str, **attributes: object) -> str:
    inside = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<{name} {inside}/>"


def _framed(mark: str, kind: str, words: tuple[str, str], drawn: Sequence[str], height: float) -> str:
    title, said = words
    named = f'role="img" aria-labelledby="{mark}-title {mark}-desc"'
    look = f'class="{kind}" font-family="inherit" preserveAspectRatio="xMinYMid"'
    inside = f'<title id="{mark}-title">{escape(title)}</title><desc id="{mark}-desc">{escape(said)}</desc>'
    return f'<svg viewBox="0 0 {_WIDTH} {height:g}" {look} {named}>{inside}{"".join(drawn)}</svg>'
