"""The buttons by which somebody follows a request of somebody else, and leaves it again."""

from northstar_bot.domain.requests.joining import JOINABLE
from northstar_bot.domain.requests.views import Why
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_JOIN, REQUEST_LEAVE
from northstar_bot.render.message import Block


def follow_buttons(why: Why) -> list[Block]:
    """Join or leave, for whoever did not ask for it; nothing where nothing more will be said."""
    if why.is_follower:
        return leave_button(why.glimpse.number)
    if why.is_asker or why.glimpse.state not in JOINABLE:
        return []
    return [blocks.button(f"Join #{why.glimpse.number}", REQUEST_JOIN, str(why.glimpse.number))]


def leave_button(number: int | None) -> list[Block]:
    """The way out of following that request."""
    return [blocks.button("Stop following", REQUEST_LEAVE, str(number))] if number else []
