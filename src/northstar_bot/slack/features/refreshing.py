"""Lists that are read again where they stand: the inputs."""

from northstar_bot.render.ids import INPUTS_AGAIN
from northstar_bot.render.message import Message
from northstar_bot.render.star import star
from northstar_bot.slack.feature import Call, Feature


async def inputs_again(call: Call) -> Message | None:
    """The table of inputs as it is now."""
    card = await call.services.star.card(call.viewer)
    await call.screen.replace(star.inputs_message(card) if card else star.no_star())
    return None


FEATURE = Feature(actions={INPUTS_AGAIN: inputs_again})
