"""Text for a file: what cannot be seen goes, blanks are joined, what is too long ends in an ellipsis."""

import re
from unicodedata import east_asian_width

from northstar_bot.domain.legible import legible

_BLANKS = re.compile("[^\\S\n]+")
_BROAD = 1.5
_BREAK = 45
_EMPTY_LINES = re.compile("\n{3,}")


def paragraph(text: str) -> str:
    """`text` cleaned, with its line breaks."""
    lines = (_BLANKS.sub(" ", line).strip() for line in legible(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def line(text: str) -> str:
    """`text` cleaned, on one line."""
    return " ".join(paragraph(text).split())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there is a blank near the end."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    head, blank, tail = kept.rpartition(" ")
    return f"{(head if blank and len(tail) < limit // 4 else kept).rstrip(' ,.;:-')}…"


def room(text: str) -> int:
    """How many ordinary letters' worth of a slide `text` takes: broad letters count more, a break most of a line."""
    return round(sum(_breadth(sign) for sign in text))


def fitted(text: str, most: int) -> str:
    """`text` shortened until it takes at most `most` of room."""
    if room(text) <= most:
        return text
    taken, at = 0.0, 0
    while taken + _breadth(text[at]) <= most - 1:
        taken, at = taken + _breadth(text[at]), at + 1
    return shortened(text, max(2, at))


def _breadth(sign: str) -> float:
    if sign == "\n":
        return _BREAK
    if east_asian_width(sign) in "WF":
        return 2
    return _BROAD if sign.isupper() or sign in "mw@%" else 1
