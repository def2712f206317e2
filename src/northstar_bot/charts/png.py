"""Small charts of weeks below each other as one PNG: a line over the band of what is normal, each under its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from northstar_bot.charts import colours
from northstar_bot.charts.scale import round_ticks
from northstar_bot.charts.series import fitted
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.numbers.numbers import number

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

MEDIA_TYPE = "image/png"
# Fonts of usual systems, each of which knows more letters than the one that Pillow carries.
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf")
_ASCII = str.maketrans({"−": "-", "–": "-", "—": "-", "…": "...", "·": "-", "“": '"', "”": '"', "▲": "^"})
_NO_LETTER = "\uffff"
_WIDTH, _PANEL, _MARGIN = 1000, 280, 20
_LEFT, _TOP, _BOTTOM = 130, 94, 52
_SMALL, _USUAL = 24, 30
_NAME, _SAID, _LABELLED = 50, 70, 3
# Drawn larger and made smaller: Pillow's lines have no soft edges.
_FINER = 2
_HALF_A_POINT = 0.5


@dataclass(frozen=True, slots=True)
class Panel:
    """One metric. `spare` is its name in plain letters, for where no font knows those of `name`; `said` is its week.

    `weeks` are short labels with a value each, None where there is none; `marked` are those something happened in.
    `band` holds what is normal in each week.
    """

    name: str
    spare: str
    said: str
    weeks: Sequence[tuple[str, float | None]]
    band: Sequence[tuple[float, float] | None] = ()
    marked: frozenset[str] = frozenset()
    style: Style = Style.DECIMAL


class _Box(NamedTuple):
    """Where one panel's weeks and values lie, in fine pixels."""

    top: int
    bottom: int
    ticks: tuple[float, ...]
    many: int

    def x(self, at: int) -> float:
        left, right = _LEFT * _FINER, (_WIDTH - 2 * _MARGIN) * _FINER
        return left + (right - left) * at / max(1, self.many - 1)

    def y(self, value: float) -> float:
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.bottom - (self.bottom - self.top) * share


def panels_png(panels: Sequence[Panel]) -> bytes:
    """All of them, the first on top; ValueError without any. It takes a while: not for an event loop."""
    from PIL import Image, ImageDraw

    if not panels:
        message = "a picture needs a panel"
        raise ValueError(message)
    height = len(panels) * _PANEL + 2 * _MARGIN
    paper = Image.new("RGB", (_WIDTH * _FINER, height * _FINER), f"#{colours.PAPER}")
    pen = _Pen(ImageDraw.Draw(paper))
    for place, panel in enumerate(panels):
        _panel(pen, panel, (_MARGIN + place * _PANEL) * _FINER)
    kept = BytesIO()
    paper.resize((_WIDTH, height), Image.Resampling.LANCZOS).quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()


class _Pen:
    """Draws on one paper; fonts belong to it, because they must not be shared between threads."""

    def __init__(self, draw: "ImageDraw") -> None:
        self.draw = draw
        self.small, self.usual = _font(_SMALL * _FINER), _font(_USUAL * _FINER)

    def text(
        self, words: str, at: tuple[float, float], anchor: str, *, spare: str = "", large: bool = False
    ) -> None:
        font = self.usual if large else self.small
        colour = colours.INK if large else colours.MUTED
        line = "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
        self.draw.text(at, _drawable(font, line, spare), font=font, fill=f"#{colour}", anchor=anchor)

    def dashed(self, spots: Sequence[tuple[float, float]], colour: str, dash: int, width: int = 1) -> None:
        """A dashed line through `spots`; the dashes go on across its corners."""
        left, on = float(dash * _FINER), True
        for (x, y), (to_x, to_y) in pairwise(spots):
            length, gone = hypot(to_x - x, to_y - y), 0.0
            while gone < length:
                until = min(length, gone + left)
                ends = [(x + (to_x - x) * at / length, y + (to_y - y) * at / length) for at in (gone, until)]
                if on:
                    self.draw.line(ends, fill=f"#{colour}", width=width * _FINER)
                left, gone = left - (until - gone), until
                if left < _HALF_A_POINT:
                    left, on = float(dash * _FINER), not on


def _panel(pen: _Pen, panel: Panel, top: int) -> None:
    values = [value for _, value in panel.weeks if value is not None]
    ticks = round_ticks([*values, *(limit for limits in panel.band if limits for limit in limits)])
    box = _Box(top + _TOP * _FINER, top + (_PANEL - _BOTTOM) * _FINER, ticks, len(panel.weeks))
    left = _MARGIN * _FINER
    pen.text(fitted(panel.name, _NAME), (left, top + 8 * _FINER), "la", spare=panel.spare, large=True)
    pen.text(fitted(panel.said, _SAID), (left, top + 46 * _FINER), "la")
    _band(pen, box, panel.band)
    _levels(pen, box, panel.style)
    for at, (label, _) in enumerate(panel.weeks):
        if label in panel.marked:
            pen.dashed(((box.x(at), box.top), (box.x(at), box.bottom)), colours.GOLD, 4, width=2)
        if (len(panel.weeks) - 1 - at) % _LABELLED == 0:
            pen.text(label, (box.x(at), box.bottom + 8 * _FINER), "ma")
    _line(pen, box, panel.weeks)


def _band(pen: _Pen, box: _Box, band: Sequence[tuple[float, float] | None]) -> None:
    """From the first week with limits to the last, straight over those that have none."""
    spots = [(box.x(at), limits) for at, limits in enumerate(band) if limits]
    if len(spots) < 2:  # noqa: PLR2004  (one week has no width)
        return
    lower, upper = ([(x, box.y(limits[at])) for x, limits in spots] for at in (0, 1))
    pen.draw.polygon([*lower, *reversed(upper)], fill=f"#{colours.MIST}")
    for edge in (lower, upper):
        pen.dashed(edge, colours.BLUE, 6)


def _levels(pen: _Pen, box: _Box, style: Style) -> None:
    """The lowest and the highest round number; a small chart needs no more."""
    for tick in (box.ticks[0], box.ticks[-1]):
        level = box.y(tick)
        pen.draw.line((box.x(0), level, box.x(box.many - 1), level), fill=f"#{colours.LINE}", width=_FINER)
        pen.text(number(tick, "", style), (box.x(0) - 12 * _FINER, level), "rm")


def _line(pen: _Pen, box: _Box, weeks: Sequence[tuple[str, float | None]]) -> None:
    """Each unbroken run of weeks; a missing week is a gap. The last known one has a large dot."""
    runs: list[list[tuple[float, float]]] = [[]]
    for at, (_, value) in enumerate(weeks):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((box.x(at), box.y(value)))
    known = [run for run in runs if run]
    for run in known:
        pen.draw.line(run, fill=f"#{colours.BLUE}", width=4 * _FINER, joint="curve")
        for spot in run:
            _dot(pen, spot, 4, colours.BLUE)
    if known:
        _dot(pen, known[-1][-1], 8, colours.NIGHT)


def _dot(pen: _Pen, spot: tuple[float, float], size: int, colour: str) -> None:
    x, y, reach = *spot, size * _FINER
    pen.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=f"#{colour}")


def _font(size: int) -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _drawable(font: "FreeTypeFont | ImageFont", words: str, spare: str) -> str:
    """`words` as far as the font knows its letters, in plain signs if that is enough, else `spare`."""
    known = _known_by(font)
    for one in (words, words.translate(_ASCII)):
        if all(map(known, one)):
            return one
    return spare or "".join(letter for letter in words if known(letter))


def _known_by(font: "FreeTypeFont | ImageFont") -> Callable[[str], bool]:
    """Whether a letter is more than the box that stands for one that is missing."""
    box = bytes(font.getmask(_NO_LETTER))
    return lambda letter: letter == " " or bytes(font.getmask(letter)) != box
