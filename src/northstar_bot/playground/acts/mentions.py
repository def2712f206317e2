"""Turns what a person types into what Slack sends when the app asked for escaped text."""

import re

from northstar_bot.playground.world import World

LINK = re.compile(r"https?://[^\s<>|]+")
MAIL = re.compile(r"(?<![\w.@/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SPECIAL = re.compile(r"(?<![\w@])@(here|channel|everyone)\b", re.IGNORECASE)


def escaped(world: World, text: str) -> str:
    """Entities first, then names, `@here`, links and addresses; unknown names stay as typed."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = LINK.sub(lambda m: f"<{m[0]}>", text)
    text = MAIL.sub(lambda m: f"<mailto:{m[0]}|{m[0]}>", text)
    names = [(f"@{p.name}", f"<@{p.id}|{p.handle}>") for p in world.people.values()]
    names += [(f"@{p.handle}", f"<@{p.id}|{p.handle}>") for p in world.people.values()]
    names += [(f"@{g.handle}", f"<!subteam^{g.id}|@{g.handle}>") for g in world.groups.values()]
    names += [
        (f"#{c.name}", f"<#{c.id}|{'' if c.private else c.name}>")
        for c in world.channels.values()
        if not c.direct
    ]
    text = _replaced(text, names)
    return SPECIAL.sub(lambda m: f"<!{m[1].lower()}>", text)


def _replaced(text: str, names: list[tuple[str, str]]) -> str:
    """Longest name first, in one pass, so that no replacement is looked at again."""
    table = {typed.lower(): sent for typed, sent in reversed(names)}
    longest_first = sorted(table, key=len, reverse=True)
    if not longest_first:
        return text
    pattern = "|".join(re.escape(typed) for typed in longest_first)
    return re.sub(
        rf"(?<![\w|@#^])(?:{pattern})(?![\w])", lambda m: table[m[0].lower()], text, flags=re.IGNORECASE
    )
