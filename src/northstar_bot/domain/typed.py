"""What people type into forms: made safe to keep, and counted as a reader would count it."""

import re
import unicodedata

# Direction overrides would turn around our own words on the line; blanks of no width hide what is typed.
_HIDDEN = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]+")
_GAP = re.compile(r"\n{3,}")


def cleaned(text: str) -> str:
    """`text` as it may be kept: no control characters, no half characters, blanks joined, trimmed."""
    seen = _BREAK.sub("\n", _HIDDEN.sub("", text))
    kept = (sign for sign in seen if sign in "\n\t" or not _breaks_storage(sign))
    lines = (_BLANK.sub(" ", line).strip() for line in "".join(kept).split("\n"))
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


def _breaks_storage(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"}
