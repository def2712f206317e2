"""Draws each kind of slide; what is added first is read first."""

from functools import singledispatch
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from northstar_bot.charts import colours
from northstar_bot.domain.deck.deck import (
    ClosingSlide,
    CoverageSlide,
    MovesSlide,
    SpotlightSlide,
    StarSlide,
    Story,
    StorySlide,
    ThanksSlide,
    TitleSlide,
)
from northstar_bot.exports import wording
from northstar_bot.exports.fitting import fitted, line, paragraph, room, shortened
from northstar_bot.exports.powerpoint.charts import add_bars, add_line
from northstar_bot.exports.powerpoint.stage import BODY, MARGIN, NIGHT_LAYOUT, PAPER_LAYOUT, add_block, colour
from northstar_bot.exports.powerpoint.text import BODY_SIZE, SMALL, Look, add_text, set_title, size_for, write

_QUIET = Look(SMALL, colours.MUTED)
_STORY = 420
_STORY_SIZES = ((110, 36), (200, 30), (300, 26), (_STORY, 22))
_CELL = 36
_BESIDE = 240


@singledispatch
def draw(slide: object, presentation: Any) -> Any:
    """Add `slide` to `presentation` and return it."""
    raise TypeError(type(slide), presentation)


@draw.register
def _(slide: TitleSlide, presentation: Any) -> Any:
    return _night(presentation, slide.title, slide.subtitle)


@draw.register
def _(slide: ClosingSlide, presentation: Any) -> Any:
    return _night(presentation, slide.title, slide.sentence)


@draw.register
def _(slide: StarSlide, presentation: Any) -> Any:
    star, made = wording.legible_star(slide.star), _paper(presentation, slide.title)
    if star.vision:
        vision = shortened(star.vision, 130)
        add_text(made, vision, (MARGIN, 1.7, BODY, 0.8), Look(20, colours.BLUE, bold=True), name="Vision")
    if any(week.value is not None for week in star.weeks):
        add_line(made, star, (MARGIN - 0.1, 2.4, BODY + 0.2, 3.95))
        add_text(made, shortened(line(slide.sentence), 220), (MARGIN, 6.4, BODY, 0.8), _QUIET, name="Meaning")
    else:
        add_text(made, shortened(line(slide.sentence), 300), (MARGIN, 3.0, BODY, 2), Look(28), name="Meaning")
    return made


@draw.register
def _(slide: MovesSlide, presentation: Any) -> Any:
    star, made = wording.legible_star(slide.star), _paper(presentation, slide.title)
    add_bars(made, star, (MARGIN - 0.1, 1.9, BODY + 0.2, 4.3))
    if slide.sentence:
        add_text(made, shortened(line(slide.sentence), 220), (MARGIN, 6.4, BODY, 0.8), _QUIET, name="How")
    return made


@draw.register
def _(slide: ThanksSlide, presentation: Any) -> Any:
    made = _paper(presentation, slide.title)
    add_text(made, slide.sentence, (MARGIN, 2.2, BODY, 0.9), Look(30), name="How many")
    if slide.rule:
        panel = add_block(made, MSO_SHAPE.RECTANGLE, (MARGIN, 3.4, BODY, 2.4), colours.MIST)
        panel.name = "The rule"
        frame = panel.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = Inches(0.35)
        write(frame.paragraphs[0], "How they were chosen", Look(BODY_SIZE, colours.NIGHT, bold=True))
        frame.paragraphs[0].space_after = Pt(8)
        write(frame.add_paragraph(), slide.rule, Look(BODY_SIZE))
    return made


@draw.register
def _(slide: StorySlide, presentation: Any) -> Any:
    made = _paper(presentation, slide.title)
    text = fitted(paragraph(slide.story.text), _STORY)
    look = Look(size_for(room(text), _STORY_SIZES))
    add_block(made, MSO_SHAPE.RECTANGLE, (MARGIN, 2.1, 0.09, 3.3), colours.GOLD)
    add_text(made, text, (MARGIN + 0.4, 2.1, BODY - 0.4, 3.3), look, middle=True, name="Story")
    credit = shortened(wording.credit(slide.story), 150)
    who = add_text(
        made, credit, (MARGIN + 0.4, 5.65, BODY - 0.4, 1.3), Look(20, colours.NIGHT, bold=True), name="Who"
    )
    write(who.text_frame.add_paragraph(), wording.details(slide.story), _QUIET)
    return made


@draw.register
def _(slide: SpotlightSlide, presentation: Any) -> Any:
    made = _paper(presentation, slide.title)
    if slide.brings:
        brings = shortened(f"They bring: {line(slide.brings)}", 95)
        add_text(made, brings, (MARGIN, 1.75, BODY, 0.7), Look(20, colours.BLUE, bold=True), name="Brings")
    for at, story in enumerate(slide.stories):
        _beside(made, story, 2.6 + 1.85 * at)
    if slide.stories:
        add_text(made, shortened(line(slide.sentence), 220), (MARGIN, 6.4, BODY, 0.8), _QUIET, name="Thanked")
    else:
        add_text(made, shortened(line(slide.sentence), 300), (MARGIN, 2.9, BODY, 2), Look(28), name="Thanked")
    return made


def _beside(made: Any, story: Story, top: float) -> None:
    """One of the stories about the team, smaller than one that has the slide to itself."""
    add_block(made, MSO_SHAPE.RECTANGLE, (MARGIN, top, 0.09, 1.55), colours.GOLD)
    text, credit = fitted(paragraph(story.text), _BESIDE), shortened(wording.credit(story), 110)
    said = add_text(made, text, (MARGIN + 0.4, top, BODY - 0.4, 1.15), Look(20), middle=True, name="Story")
    said.text_frame.word_wrap = True
    add_text(made, credit, (MARGIN + 0.4, top + 1.15, BODY - 0.4, 0.4), _QUIET, name="Who")


@draw.register
def _(slide: CoverageSlide, presentation: Any) -> Any:
    made = _paper(presentation, slide.title)
    height = 0.48 * (len(slide.rows) + 1)
    box = (MARGIN, 1.85, BODY, height)
    frame = made.shapes.add_table(len(slide.rows) + 1, 3, *(Inches(size) for size in box))
    frame.name = "Teams"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Table: {line(slide.title)}. {line(slide.sentence)}")  # noqa: SLF001
    for column, width in zip(frame.table.columns, (0.26, 0.37, 0.37), strict=True):
        column.width = Inches(BODY * width)
    _row(frame.table, 0, ("Team", "Thanked by", "Gave thanks to"))
    for at, row in enumerate(slide.rows, start=1):
        _row(frame.table, at, (line(row.name), wording.thanked_by(row), wording.thanks_to(row)))
    rest = f" And {slide.rest:,} more teams." if slide.rest else ""
    sentence = shortened(line(slide.sentence), 200) + rest
    add_text(made, sentence, (MARGIN, 6.4, BODY, 0.8), _QUIET, name="Teams that wait")
    return made


def _row(table: Any, at: int, cells: tuple[str, ...]) -> None:
    ground = colours.NIGHT if at == 0 else colours.MIST if at % 2 == 0 else colours.PAPER
    for column, text in enumerate(cells):
        cell = table.cell(at, column)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(ground)
        look = Look(SMALL, colours.PAPER if at == 0 else colours.INK, bold=at == 0 or column == 0)
        write(cell.text_frame.paragraphs[0], shortened(text, _CELL), look)


def _night(presentation: Any, title: str, words: str) -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[NIGHT_LAYOUT])
    set_title(made, title, night=True)
    write(made.placeholders[1].text_frame.paragraphs[0], shortened(line(words), 160), Look(28, colours.GOLD))
    return made


def _paper(presentation: Any, title: str) -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[PAPER_LAYOUT])
    set_title(made, title)
    return made
