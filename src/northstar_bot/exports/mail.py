"""The newsletter as HTML for mail: text first, 600 pixels wide, styles inside the tags, nothing from outside."""

from collections.abc import Iterator
from html import escape
from typing import ClassVar

from northstar_bot.charts import colours
from northstar_bot.domain.deck.deck import Deck, Story
from northstar_bot.exports import wording
from northstar_bot.exports.fitting import line, paragraph, shortened
from northstar_bot.exports.letter import HOW, LONGEST, Letter, letter_of

WIDTH = 600
_FONT = "font-family:Arial,Helvetica,sans-serif;overflow-wrap:anywhere"
_INK = f"{_FONT};color:#{colours.INK};font-size:16px;line-height:24px;margin:0 0 16px"
_QUIET = f"{_FONT};color:#{colours.MUTED};font-size:14px;line-height:20px;margin:0 0 16px"
_CREDIT = f"{_FONT};color:#{colours.MUTED};font-size:14px;line-height:20px;margin:6px 0 0"
_TITLE = f"{_FONT};color:#{colours.PAPER};font-size:28px;line-height:34px;margin:0 0 6px"
_DAYS = f"{_FONT};color:#{colours.GOLD};font-size:16px;line-height:24px;margin:0"
_FIGURE = f"{_FONT};color:#{colours.NIGHT};font-size:24px;line-height:30px;margin:0 0 8px"
_HEAD = f"{_FONT};color:#{colours.NIGHT};font-size:22px;line-height:28px;margin:16px 0 12px"
_TEAM = f"{_FONT};color:#{colours.BLUE};font-size:16px;line-height:24px;margin:20px 0 8px"
_STORY = (
    f"{_FONT};color:#{colours.INK};font-size:16px;line-height:24px;margin:0 0 16px;padding:2px 0 2px 16px;"
    f"border-left:4px solid #{colours.GOLD}"
)
_CARD = f"background:#{colours.MIST};padding:16px 20px;margin:0 0 20px"


class Mail:
    """One page that mail programs draw alike: a single column without script, picture or link."""

    name: ClassVar[str] = "mail"
    suffix: ClassVar[str] = ".newsletter.html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        letter = letter_of(deck)
        head = (
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="color-scheme" content="light"><title>{_safe(letter.title)}</title>'
        )
        column = (
            f'<table role="presentation" width="{WIDTH}" cellpadding="0" cellspacing="0" border="0"'
            f' align="center" style="width:100%;max-width:{WIDTH}px;background:#{colours.PAPER}">'
            f"{_banner(letter)}"
            f'<tr><td style="padding:28px 32px">{"".join(_parts(letter))}</td></tr></table>'
        )
        body = f'<body style="margin:0;padding:0;background:#{colours.MIST}">{column}</body>'
        return f'<!doctype html>\n<html lang="en"><head>{head}</head>{body}</html>\n'.encode()


def exporter() -> Mail:
    """The exporter of this format."""
    return Mail()


def _safe(text: str) -> str:
    return escape(line(text))


def _p(style: str, text: str, tag: str = "p") -> str:
    return f'<{tag} style="{style}">{_safe(text)}</{tag}>'


def _banner(letter: Letter) -> str:
    title, days = _p(_TITLE, letter.title, "h1"), _p(_DAYS, letter.days)
    return f'<tr><td style="background:#{colours.NIGHT};padding:28px 32px">{title}{days}</td></tr>'


def _parts(letter: Letter) -> Iterator[str]:
    if letter.star:
        vision = _p(_QUIET, letter.vision) if letter.vision else ""
        meaning = _p(_QUIET.replace("0 0 16px", "0"), letter.meaning)
        yield f'<div style="{_CARD}">{_p(_FIGURE, letter.star, "h2")}{vision}{meaning}</div>'
    if letter.counted:
        yield _p(_HEAD, letter.counted, "h2")
    for team, stories in letter.groups:
        yield _p(_TEAM, team or "Everybody", "h3")
        yield from (_told(story) for story in stories)
    if letter.spotlight:
        yield _p(_HEAD, "In the spotlight", "h2")
        yield _p(_INK, letter.spotlight)
        yield from (_told(story) for story in letter.gathered)
    if letter.rule:
        yield _p(_QUIET, letter.rule)
    yield _p(_INK, HOW)


def _told(story: Story) -> str:
    rows = escape(shortened(paragraph(story.text), LONGEST)).replace("\n", "<br>")
    credit = f"{wording.credit(story)} · {wording.details(story)}"
    said = f'<span dir="auto">{rows}</span>'
    return f'<blockquote style="{_STORY}">{said}{_p(_CREDIT, credit)}</blockquote>'
