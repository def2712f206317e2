"""The nudge in a quiet feed: one question, and the button that answers it."""

from northstar_bot.domain.recognition.quiet_feed import Nudge
from northstar_bot.render import blocks
from northstar_bot.render.ids import THANKS_OPEN
from northstar_bot.render.message import Message
from northstar_bot.render.words import count, escape

_SMALL = (
    "One line is enough, and worth more to who reads it than the writer expects: `/northstar thanks @somebody for …`."
    " This is asked once in a quiet spell; a steward can switch it off in `/northstar settings`."
)


def nudge(post: Nudge) -> Message:
    """How long it has been, said as a fact; then the question."""
    since = "There is no shout-out here yet."
    if post.days is not None:
        since = f"The last shout-out here was {count('day', post.days)} ago."
    shown = (
        blocks.section(f"{since}\n*{escape(post.prompt)}*"),
        blocks.actions(blocks.button("Give thanks", THANKS_OPEN)),
        blocks.context(_SMALL),
    )
    return Message(f"{since} {escape(post.prompt)} {_SMALL}", shown)
