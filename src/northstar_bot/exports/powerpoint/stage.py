"""An empty 16:9 presentation with our two layouts: night for the first and last slide, paper between."""

import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from northstar_bot.charts import colours

FONT = "Arial"
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.8
BODY = WIDTH - 2 * MARGIN
NIGHT_LAYOUT, PAPER_LAYOUT = 0, 1
_KEPT = ("Title Slide", "Title Only")
_PALETTE = {
    "dk2": colours.NIGHT,
    "lt2": colours.MIST,
    "accent1": colours.BLUE,
    "accent2": colours.GOLD,
    "accent3": colours.RISE,
    "accent4": colours.FALL,
    "accent5": colours.MUTED,
    "accent6": colours.LINE,
    "hlink": colours.BLUE,
    "folHlink": colours.MUTED,
}


def empty_presentation() -> Any:
    """A presentation without slides."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _dress(presentation.slide_masters[0])
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    _night(presentation, presentation.slide_layouts[NIGHT_LAYOUT])
    _paper(presentation, presentation.slide_layouts[PAPER_LAYOUT])
    return presentation


def colour(hexadecimal: str) -> Any:
    """A colour of the palette as PowerPoint wants it."""
    return RGBColor.from_string(hexadecimal)


def place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    """Put `shape` there, in inches."""
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def add_block(slide: Any, kind: Any, box: tuple[float, float, float, float], hexadecimal: str) -> Any:
    """A plain coloured shape: no outline and no shadow."""
    shape = slide.shapes.add_shape(kind, *(Inches(size) for size in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(hexadecimal)
    shape.line.fill.background()
    shape.name = "Ornament"
    style = shape._element.find("{*}style")  # noqa: SLF001  (the theme's style brings a shadow)
    style.getparent().remove(style)
    return shape


def _dress(master: Any) -> None:
    """The theme carries our font and palette, so that text and charts added later match."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode()
    xml = re.sub(r'(<a:m(?:aj|in)orFont><a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    for name, value in _PALETTE.items():
        xml = re.sub(rf'(<a:{name}><a:srgbClr val=")[0-9A-F]+', rf"\g<1>{value}", xml)
    theme._blob = xml.encode()  # noqa: SLF001  (the library has no other way to a theme)
    for shape in master.placeholders:
        _fit(shape)


def _fit(shape: Any) -> None:
    """The template is 4:3: stretch what it holds to our width."""
    stretch = Inches(WIDTH) / Inches(10)
    shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))


def _night(presentation: Any, layout: Any) -> None:
    _drop_small_print(layout)
    _ground(layout, colours.NIGHT)
    title, subtitle = layout.placeholders
    place(title, MARGIN, 2.55, BODY, 1.7)
    place(subtitle, MARGIN, 4.4, BODY, 1.4)
    for shape, anchor in ((title, MSO_ANCHOR.BOTTOM), (subtitle, MSO_ANCHOR.TOP)):
        _left(shape, anchor)
    _decorate(presentation, layout, MSO_SHAPE.STAR_4_POINT, (MARGIN, 1.2, 0.95, 0.95))


def _paper(presentation: Any, layout: Any) -> None:
    _drop_small_print(layout)
    _ground(layout, colours.PAPER)
    (title,) = layout.placeholders
    place(title, MARGIN, 0.6, BODY, 1.15)
    _left(title, MSO_ANCHOR.MIDDLE)
    _decorate(presentation, layout, MSO_SHAPE.RECTANGLE, (MARGIN, 0.45, 0.9, 0.08))


def _ground(layout: Any, hexadecimal: str) -> None:
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = colour(hexadecimal)


def _drop_small_print(layout: Any) -> None:
    for shape in list(layout.placeholders):
        if shape.placeholder_format.idx >= 10:  # noqa: PLR2004  (date, footer, number)
            shape._element.getparent().remove(shape._element)  # noqa: SLF001


def _left(shape: Any, anchor: Any) -> None:
    frame = shape.text_frame
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = Pt(0)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT


def _decorate(presentation: Any, layout: Any, kind: Any, box: tuple[float, float, float, float]) -> None:
    """A gold shape on the layout; drawn on a slide first, because layouts cannot draw."""
    sketch = presentation.slides.add_slide(layout)
    shape = add_block(sketch, kind, box, colours.GOLD)
    layout.shapes._spTree.append(shape._element)  # noqa: SLF001
    _discard(presentation, sketch)


def _discard(presentation: Any, slide: Any) -> None:
    listed = presentation.slides._sldIdLst  # noqa: SLF001
    entry = next(entry for entry in listed if presentation.part.related_part(entry.rId) is slide.part)
    presentation.part.drop_rel(entry.rId)
    listed.remove(entry)
