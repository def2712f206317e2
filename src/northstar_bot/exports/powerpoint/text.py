"""Text on a slide: cleaned, sized to its length and never under 18 points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from northstar_bot.charts import colours
from northstar_bot.exports.fitting import line, paragraph, shortened
from northstar_bot.exports.powerpoint.stage import FONT, colour

SMALL, BODY_SIZE = 18, 22
_LONGEST_TITLE = 110
_TITLES = ((42, 38), (70, 32), (_LONGEST_TITLE, 26))
_FIRST_TITLES = ((24, 60), (48, 48), (_LONGEST_TITLE, 34))


@dataclass(frozen=True, slots=True)
class Look:
    """How words look."""

    size: int = BODY_SIZE
    colour: str = colours.INK
    bold: bool = False


def set_title(slide: Any, text: str, *, night: bool = False) -> None:
    """The title, in the title placeholder, so that outlines and screen readers find it."""
    shown = shortened(line(text), _LONGEST_TITLE)
    steps = _FIRST_TITLES if night else _TITLES
    size = next(size for longest, size in steps if len(shown) <= longest)
    frame = slide.shapes.title.text_frame
    frame.word_wrap = True
    look = Look(size, colours.PAPER if night else colours.NIGHT, bold=True)
    write(frame.paragraphs[0], shown, look)


def add_text(
    slide: Any,
    text: str,
    box: tuple[float, float, float, float],
    look: Look,
    *,
    middle: bool = False,
    name: str = "Text",
) -> Any:
    """A box of text; line breaks become paragraphs."""
    shape = slide.shapes.add_textbox(*(Inches(size) for size in box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    rows = [row for row in paragraph(text).split("\n") if row] or [""]
    for at, row in enumerate(rows):
        target = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        target.space_after = Pt(6) if len(rows) > 1 else Pt(0)
        write(target, row, look)
    return shape


def write(target: Any, text: str, look: Look) -> None:
    """Fill one paragraph with one run."""
    target.alignment = PP_ALIGN.LEFT
    run = target.add_run()
    run.text = line(text)
    font = run.font
    font.name, font.size, font.bold = FONT, Pt(look.size), look.bold
    font.color.rgb = colour(look.colour)


def size_for(length: int, steps: Sequence[tuple[int, int]]) -> int:
    """The size for a text of `length` characters: that of the first step it fits, else the last."""
    return next((size for longest, size in steps if length <= longest), steps[-1][1])
