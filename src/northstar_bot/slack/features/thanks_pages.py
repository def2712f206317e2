"""One's own thanks: the menu and the buttons that turn the pages of the message where it stands."""

from northstar_bot.domain.recognition.thanks_pages import Leaf
from northstar_bot.render.ids import THANKS_AGAIN, THANKS_NEWER, THANKS_OLDER, THANKS_SIDE
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import thanks_pages as drawn
from northstar_bot.slack.feature import Call, Feature


async def turn(call: Call) -> Message | None:
    """The page that was asked for, of whoever presses."""
    found = await call.services.shoutouts.mine(call.viewer, Leaf.parse(call.value))
    await call.screen.replace(drawn.mine(found))
    return None


FEATURE = Feature(actions=dict.fromkeys((THANKS_AGAIN, THANKS_NEWER, THANKS_OLDER, THANKS_SIDE), turn))
