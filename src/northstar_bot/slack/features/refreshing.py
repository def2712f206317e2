"""Lists that are read again where they stand: the inputs, and one's own thanks."""

from northstar_bot.render import shoutouts, star
from northstar_bot.render.ids import INPUTS_AGAIN, THANKS_AGAIN
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Feature


async def inputs_again(call: Call) -> Message | None:
    """The table of inputs as it is now."""
    card = await call.services.star.card(call.viewer)
    await call.screen.replace(star.inputs_message(card) if card else star.no_star())
    return None


async def thanks_again(call: Call) -> Message | None:
    """One's own thanks as they are now."""
    await call.screen.replace(shoutouts.mine(await call.services.shoutouts.mine(call.viewer)))
    return None


FEATURE = Feature(actions={INPUTS_AGAIN: inputs_again, THANKS_AGAIN: thanks_again})
