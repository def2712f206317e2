"""Text for a file: what cannot be seen or would turn words around goes, what is too long ends in …."""

import re

# Zero-width signs, direction overrides, tags, fillers. The joiners of emoji and of Persian stay: they spell.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[^\\S\n]+")
_EMPTY_LINES = re.compile("\n{3,}")


def paragraph(text: str) -> str:
    """`text` cleaned, with its line breaks."""
    shown = _CONTROL.sub("", _HIDDEN.sub("", _LINE.sub("\n", text).replace("\t", " ")))
    lines = (_BLANKS.sub(" ", line).strip() for line in shown.split("\n"))
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
