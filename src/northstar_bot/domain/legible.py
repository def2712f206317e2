"""Text without what a reader cannot see: control signs, overrides of direction, letters of no width."""

import re
import unicodedata

_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffe\uffff"
_NUMBER_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FLAG_OF_REGION = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f")
_JOINED_SCRIPTS = (range(0x590, 0x10A0), range(0x1780, 0x18B0), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF))
# Latin letters, digits and the signs of everyday text: nearly every text is of these alone, and stays as it is.
_ORDINARY = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2212\u2581-\u2588]*"
)
_EMOJI_PARTS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def legible(text: str) -> str:
    """`text` as a reader sees it, with its line breaks and the order of its letters.

    Controls, half characters, overrides and marks of direction, blanks of no width, tags and fillers go. What
    spells stays: right-to-left letters, the joiners of emoji and of the scripts that need them, selectors
    after something they select from, the flags of regions. A tab becomes a blank, any line break a line feed.
    """
    if _ORDINARY.fullmatch(text):
        return text
    whole = _BREAK.sub("\n", text).replace("\t", " ")
    kept, at = [], 0
    for flag in _FLAG_OF_REGION.finditer(whole):
        kept += [_without_hidden(whole[at : flag.start()]), flag[0]]
        at = flag.end()
    return "".join([*kept, _without_hidden(whole[at:])])


def _without_hidden(text: str) -> str:
    kept: list[str] = []
    for at, sign in enumerate(text):
        before = kept[-1] if kept else ""
        if sign in _JOINERS:
            seen = _joins(before, text[at + 1 : at + 2])
        elif _SELECTORS.match(sign):
            seen = _selects(before)
        else:
            seen = sign == "\n" or sign in _NUMBER_SIGNS or not _hidden(sign)
        if seen:
            kept.append(sign)
    return "".join(kept)


def _hidden(sign: str) -> bool:
    return sign in _FILLERS or unicodedata.category(sign) in {"Cc", "Cf", "Cs"}


def _joins(before: str, after: str) -> bool:
    """Whether a joiner between these two spells something: an emoji, or letters of a joined script."""
    if not before or not after:
        return False
    if _of_joined_script(before) and _of_joined_script(after):
        return True
    return (before in _EMOJI_PARTS or _pictures(before)) and _pictures(after)


def _of_joined_script(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and any(ord(sign) in script for script in _JOINED_SCRIPTS)


def _pictures(sign: str) -> bool:
    return unicodedata.category(sign) == "So"


def _selects(before: str) -> bool:
    """Whether a variation selector has something before it to select a form of."""
    return bool(before) and (before in "0123456789#*‼⁉" or unicodedata.category(before) in {"So", "Sm", "Lo"})
