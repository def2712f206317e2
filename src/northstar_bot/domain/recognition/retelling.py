"""Which thanks may be told again in a roundup or a deck, where some people do not want to be named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.shoutouts import Shoutout

RULE = (
    "Who does not want to be named is not: a story from or to them, or that speaks of them, is not told again. "
    "Thanks to a whole team are told as thanks to that team."
)


def retold(shoutout: Shoutout, silent: Mapping[PersonId, str]) -> Shoutout | None:
    """The shout-out without those who are `silent`, and their names; None when it would not stand without them."""
    if shoutout.private or shoutout.giver in silent or speaks_of(shoutout.text, silent.values()):
        return None
    left = tuple(one for one in shoutout.receivers if one.person not in silent)
    if len(left) == len(shoutout.receivers):
        return shoutout
    # The words are most likely about the people; only thanks to a team are about more than one of them.
    return replace(shoutout, receivers=left) if shoutout.teams else None


def speaks_of(text: str, names: Iterable[str]) -> bool:
    """Whether the words name one of these people: as a mention, or by a name of several words."""
    return any(
        re.search(rf"(?<!\w){'@?' if ' ' in name else '@'}{re.escape(name)}(?!\w)", text)
        for name in names
        if name and name in text
    )
