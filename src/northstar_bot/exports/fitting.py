"""Text for a file: what cannot be seen goes, blanks are joined, what is too long ends in an ellipsis."""

import re

from northstar_bot.domain.legible import legible

_BLANKS = re.compile("[^\\S\n]+")
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
