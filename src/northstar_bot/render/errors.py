"""What went wrong, said where the person is, with what they typed handed back."""

from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.render import blocks
from northstar_bot.render.ids import NOTICE
from northstar_bot.render.message import Message, View
from northstar_bot.render.words import escape, plain

EXPIRED = "Slack waited too long to open the form. Please try again."
_LONGEST = 2900
SLOW = "That was not saved: it took too long. Please try again."


def refusal(error: NorthstarError, typed: str = "") -> Message:
    """A known error in its own words; `typed` is handed back literally so that nothing is lost."""
    return _message(error.words, typed)


def mishap(reference: str, typed: str = "") -> Message:
    """An unknown error: a short reference that is also in the log."""
    return _message(f"Something went wrong on our side. Reference {reference}.", typed)


def notice(title: str, message: Message) -> View:
    """A message shown as a small modal, where there is no conversation to answer in."""
    shown = message.blocks or (blocks.section(message.text),)
    return blocks.modal(NOTICE, plain(title, 24), shown, close="Close")


def with_notice(view: Mapping[str, Any], words: str) -> View:
    """An open form as it stands, with a sentence on top: what was typed in it stays to be copied."""
    shown = [block for block in view["blocks"] if block.get("block_id") != NOTICE]
    top = blocks.section_plain(plain(words, 2900)) | {"block_id": NOTICE}
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    return {name: view[name] for name in kept if view.get(name)} | {"blocks": [top, *shown]}


def _message(words: str, typed: str) -> Message:
    if not typed:
        return Message(escape(words), (blocks.section(escape(words, _LONGEST)),))
    back = blocks.rich(blocks.paragraph(blocks.words("You typed:")), blocks.preformatted(plain(typed, 3000)))
    return Message(
        f"{escape(words)} You typed: {escape(typed)}", (blocks.section(escape(words, _LONGEST)), back)
    )
