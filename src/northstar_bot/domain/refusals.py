"""A no that explains nothing: how to tell it, and the sentence that asks for more."""

import re

from northstar_bot.domain.typed import cleaned

_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    _WORD.findall(
        """
        a afraid again an and answer are at be but can cannot cant declined denied do doing dont
        for i is it just moment nah never no nope not now ok okay please really refused rejected
        simply sorry thank thanks the this to today unfortunately us we will wont would you
        """
    )
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´"))
_LABELS = ("not a priority", "isnt a priority", "no priority", "not a high priority", "not our priority")


def complaint_about(reason: str) -> str | None:
    """What is wrong with `reason` as the explanation of a no, or None."""
    words = _WORD.findall(cleaned(reason).lower().translate(_APOSTROPHES))
    sentence = " ".join(words)
    if any(label in sentence for label in _LABELS):
        return "“Not a priority” explains nothing. Say what it would take from the star, or what is missing."
    if words and _EMPTY.issuperset(words):
        return "This says no, not why. Give the reason in plain words."
    return None
