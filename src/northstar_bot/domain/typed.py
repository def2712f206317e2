"""What people type into forms: made safe to keep, and counted as a reader would count it."""

import re
import unicodedata

from northstar_bot.domain.legible import legible

_BLANK = re.compile(r"[^\S\n]+")
_GAP = re.compile(r"\n{3,}")


def cleaned(text: str) -> str:
    """`text` as it may be kept: what a reader can see, blanks joined, at most one empty line, trimmed."""
    lines = (_BLANK.sub(" ", line).strip() for line in legible(text).split("\n"))
    return _GAP.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """`cleaned` text on a single line."""
    return " ".join(cleaned(text).split())


def visible_length(text: str) -> int:
    """How many characters a reader sees: invisible ones and runs of blanks do not count."""
    seen = (sign for sign in cleaned(text) if unicodedata.category(sign) not in {"Cf", "Mn", "Me"})
    return len(" ".join("".join(seen).split()))


def wrong_length(field: str, text: str, bounds: tuple[int, int], wish: str) -> dict[str, str]:
    """The sentence under `field` when `text` is too short or too long for `bounds`, else nothing.

    What is invisible does not fill a form, but it does count against the longest.
    """
    low, high = bounds
    if (size := visible_length(text)) < low:
        return {field: f"Please {wish}: at least {low} characters, so far {size}."}
    if (size := len(cleaned(text))) > high:
        return {field: f"Please keep it to {high:,} characters; so far {size:,}."}
    return {}
