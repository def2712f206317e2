"""Addresses that people typed: what is read is where they lead, or they are no link."""

from urllib.parse import urlsplit

from northstar_bot.domain.legible import legible
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.recognition.thanked import safe_link
from northstar_bot.render.words import plain

_LONGEST_LABEL, _LONGEST_WORDS = 100, 300
# Longer than names of places on the web are; the end of a longer one would be cut off where it says whose it is.
_LONGEST_HOST = 70


def address(typed: str) -> Block:
    """A link under its own address; one that hides where it leads is shown as words."""
    label = _honest(typed)
    if label is None:
        return blocks.words(plain(typed, _LONGEST_WORDS))
    return blocks.link(typed, plain(label, _LONGEST_LABEL))


def _honest(typed: str) -> str | None:
    """The address with its host in the letters that computers look up, so that a look-alike shows itself."""
    try:
        parts = urlsplit(safe_link(typed))
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return None
    if (
        not host
        or len(host) > _LONGEST_HOST
        or "@" in parts.netloc
        or "\\" in typed
        or legible(typed) != typed
    ):
        return None
    if host == parts.hostname:
        return typed
    return parts._replace(netloc=parts.netloc.casefold().replace(parts.hostname or "", host)).geturl()
