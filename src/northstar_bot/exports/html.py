"""The deck as one HTML page: presented with the keyboard, printed one slide per sheet, read on a phone."""

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from typing import ClassVar

from northstar_bot.charts import colours
from northstar_bot.charts.svg import bars_svg, line_svg
from northstar_bot.domain.deck.deck import (
    ClosingSlide,
    CoverageSlide,
    Deck,
    MovesSlide,
    Slide,
    SpotlightSlide,
    StarSlide,
    StorySlide,
    ThanksSlide,
    TitleSlide,
)
from northstar_bot.domain.numbers import figures
from northstar_bot.exports import page, wording
from northstar_bot.exports.fitting import fitted, line, paragraph, room, shortened

_TITLE, _SMALL_TITLE = 110, 64
_STORY, _LONG, _LONGER = 560, 130, 300
_CELL = 44
_BRINGS, _BESIDE, _CREDIT = 150, 240, 110
_KEYS = "← → to move, F full screen, N notes"
_STAR = (
    '<svg class="star" viewBox="0 0 24 24" aria-hidden="true">'
    f'<path fill="#{colours.GOLD}" d="M12 0l2.6 9.4L24 12l-9.4 2.6L12 24l-2.6-9.4L0 12l9.4-2.6z"/></svg>'
)


class HtmlPage:
    """One self-contained page."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        title = _safe(f"{deck.title}, {figures.days(deck.period.first, deck.period.last)}")
        head = (
            '<meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{page.policy()}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="referrer" content="no-referrer"><title>{title}</title><style>{page.STYLE}</style>'
        )
        slides = "".join(
            _section(slide, timing, at) for at, (slide, timing) in enumerate(wording.timed(deck.slides))
        )
        body = f'<main>{slides}</main><div class="keys" aria-hidden="true">{_KEYS}</div>'
        script = f"<script>{page.SCRIPT}</script>"
        whole = f'<html lang="en"><head>{head}</head><body>{body}{script}</body></html>'
        return f"<!doctype html>\n{whole}\n".encode()


def exporter() -> HtmlPage:
    """The exporter of this format."""
    return HtmlPage()


def _safe(text: str) -> str:
    return escape(line(text))


def _section(slide: Slide, timing: str, at: int) -> str:
    dark = " dark" if isinstance(slide, TitleSlide | ClosingSlide) else ""
    level = "h1" if isinstance(slide, TitleSlide) else "h2"
    words = shortened(line(slide.title), _TITLE)
    small = ' class="small"' if len(words) > _SMALL_TITLE else ""
    title = f'<{level} id="title-{at}"{small}>{escape(words)}</{level}>'
    said = escape(line(slide.notes.text))
    notes = f'<aside class="notes" aria-label="Speaker notes"><p><b>{timing}</b></p><p>{said}</p></aside>'
    inside = (_STAR if dark else "") + title + "".join(_body(slide)) + notes
    named = f'id="slide-{at}" tabindex="-1" aria-labelledby="title-{at}"'
    return f'<section class="slide{dark}" {named}>{inside}</section>'


@singledispatch
def _body(slide: object) -> Iterator[str]:
    """What stands between the title and the notes."""
    raise TypeError(type(slide))


@_body.register
def _(slide: TitleSlide) -> Iterator[str]:
    yield f"<p>{_safe(slide.subtitle)}</p>"


@_body.register
def _(slide: StarSlide) -> Iterator[str]:
    star = wording.legible_star(slide.star)
    if star.vision:
        yield f'<p class="vision">{_safe(star.vision)}</p>'
    if star.weeks:
        drawn = line_svg(
            "star-weeks", star.name, star.weeks, star.natural_range, star.style, star.marks, star.around
        )
        yield f'<div class="chart">{drawn}</div>'
    yield f'<p class="quiet">{_safe(slide.sentence)}</p>'


@_body.register
def _(slide: MovesSlide) -> Iterator[str]:
    star = wording.legible_star(slide.star)
    yield f'<div class="chart">{bars_svg("star-parts", star.name, star.parts, star.style)}</div>'
    if slide.sentence:
        yield f'<p class="quiet">{_safe(slide.sentence)}</p>'


@_body.register
def _(slide: ThanksSlide) -> Iterator[str]:
    yield f'<p class="large">{_safe(slide.sentence)}</p>'
    if slide.rule:
        yield f'<p class="rule"><strong>How they were chosen</strong>{_safe(slide.rule)}</p>'


@_body.register
def _(slide: StorySlide) -> Iterator[str]:
    text = fitted(paragraph(slide.story.text), _STORY)
    taken = room(text)
    size = ' class="longer"' if taken > _LONGER else ' class="long"' if taken > _LONG else ""
    yield f'<blockquote{size} dir="auto">{escape(text)}</blockquote>'
    credit, details = wording.credit(slide.story), wording.details(slide.story)
    yield f'<p class="credit"><b>{escape(credit)}</b><span class="quiet">{escape(details)}</span></p>'


@_body.register
def _(slide: SpotlightSlide) -> Iterator[str]:
    if slide.brings:
        yield f'<p class="vision">They bring: {escape(shortened(line(slide.brings), _BRINGS))}</p>'
    for story in slide.stories:
        text = fitted(paragraph(story.text), _BESIDE)
        size = " long" if room(text) > _LONG else ""
        yield f'<blockquote class="beside{size}" dir="auto">{escape(text)}</blockquote>'
        yield f'<p class="credit beside">{escape(shortened(wording.credit(story), _CREDIT))}</p>'
    yield f'<p class="{"quiet" if slide.stories else "large"}">{_safe(slide.sentence)}</p>'


@_body.register
def _(slide: CoverageSlide) -> Iterator[str]:
    rows = "".join(
        _row(line(row.name), wording.thanked_by(row), wording.thanks_to(row)) for row in slide.rows
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Team", "Thanked by", "Gave thanks to"))
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    rest = f" And {slide.rest:,} more teams." if slide.rest else ""
    yield f'<p class="quiet">{_safe(slide.sentence)}{rest}</p>'


@_body.register
def _(slide: ClosingSlide) -> Iterator[str]:
    yield f"<p>{_safe(slide.sentence)}</p>"


def _row(name: str, *cells: str) -> str:
    rest = "".join(f"<td>{escape(shortened(cell, _CELL))}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(shortened(name, _CELL))}</th>{rest}</tr>'
