"""The deck as Markdown, for a wiki or a newsletter: nothing anyone typed can mark up, link or ping."""

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import ClassVar

from northstar_bot.charts.alt_text import bars_said, line_said
from northstar_bot.domain.deck.deck import (
    ClosingSlide,
    CoverageSlide,
    Deck,
    MovesSlide,
    Slide,
    SpotlightSlide,
    StarSlide,
    Story,
    StorySlide,
    ThanksSlide,
    TitleSlide,
)
from northstar_bot.domain.numbers.numbers import signed
from northstar_bot.exports import wording
from northstar_bot.exports.fitting import line, paragraph, shortened

_LONGEST = 1500
_MARKUP = re.compile(r"([\\`*_{}\[\]()#~$!|])")
_LEADING = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)
_PING = re.compile(r"@(?=[\w\-./])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_JOINER = "\u2060"


class MarkdownFile:
    """One heading per slide, notes as quotations."""

    name: ClassVar[str] = "md"
    suffix: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        parts = [part for slide, timing in wording.timed(deck.slides) for part in _slide(slide, timing)]
        parts.append(f"*{wording.length_said(deck)}.*")
        return ("\n\n".join(parts) + "\n").encode()


def literal(text: str) -> str:
    """`text` so that it reads as typed and calls nobody: an unseen sign parts each @ from its name."""
    safe = "".join(_ENTITIES.get(sign, sign) for sign in text)
    safe = _MARKUP.sub(r"\\\1", safe)
    safe = _LEADING.sub(r"\1\\\2", safe)
    return _PING.sub(f"@{_JOINER}", safe)


def exporter() -> MarkdownFile:
    """The exporter of this format."""
    return MarkdownFile()


def shown(slide: Slide) -> Iterator[str]:
    """What everybody sees of a slide: its title, then the rest."""
    level = "#" if isinstance(slide, TitleSlide) else "##"
    yield f"{level} {literal(line(slide.title))}"
    yield from _body(slide)


def _slide(slide: Slide, timing: str) -> Iterator[str]:
    yield from shown(slide)
    said = literal(shortened(line(slide.notes.text), _LONGEST))
    yield f"> **Speaker, {timing}:** {said}"


@singledispatch
def _body(slide: object) -> Iterator[str]:
    """What stands between the title and the notes."""
    raise TypeError(type(slide))


@_body.register
def _(slide: TitleSlide) -> Iterator[str]:
    yield f"**{literal(line(slide.subtitle))}**"


@_body.register
def _(slide: StarSlide) -> Iterator[str]:
    star = slide.star
    yield f"**Our star:** {literal(line(star.vision))}"
    yield literal(line(slide.sentence))
    if star.weeks:
        said = line_said(
            star.name, star.weeks, star.natural_range, star.style, star.unit, star.marks, star.around
        )
        yield literal(line(said))


@_body.register
def _(slide: MovesSlide) -> Iterator[str]:
    star = slide.star
    yield "\n".join(
        f"- {literal(line(part.name))}: {signed(part.amount, '', star.style)}" for part in star.parts
    )
    if slide.sentence:
        yield literal(line(slide.sentence))
    yield literal(line(bars_said(star.name, star.parts, star.style)))


@_body.register
def _(slide: ThanksSlide) -> Iterator[str]:
    yield literal(slide.sentence)
    if slide.rule:
        yield f"*How they were chosen: {literal(slide.rule)}*"


@_body.register
def _(slide: StorySlide) -> Iterator[str]:
    yield from _told(slide.story)


def _told(story: Story) -> Iterator[str]:
    text = literal(shortened(paragraph(story.text), _LONGEST))
    yield "\n".join(f"> {row}".rstrip() for row in text.split("\n"))
    yield f"{literal(wording.credit(story))} · {literal(wording.details(story))}"


@_body.register
def _(slide: SpotlightSlide) -> Iterator[str]:
    if slide.brings:
        yield f"**They bring:** {literal(line(slide.brings))}"
    yield literal(line(slide.sentence))
    for story in slide.stories:
        yield from _told(story)


@_body.register
def _(slide: CoverageSlide) -> Iterator[str]:
    yield literal(line(slide.sentence))
    rows = [(line(row.name), wording.thanked_by(row), wording.thanks_to(row)) for row in slide.rows]
    lines = (f"| {' | '.join(literal(cell) for cell in row)} |" for row in rows)
    yield "\n".join(["| Team | Thanked by | Gave thanks to |", "| --- | --- | --- |", *lines])
    if slide.rest:
        yield f"And {slide.rest:,} more teams."


@_body.register
def _(slide: ClosingSlide) -> Iterator[str]:
    yield literal(slide.sentence)
