"""The star by command and button: the card, and the table of inputs."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.render.ids import STAR_INPUTS
from northstar_bot.render.message import Message
from northstar_bot.render.star import star as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message:
    """The card, for oneself or, with `share`, for the channel."""
    wish = call.text.strip().casefold()
    if wish not in {"", "share"}:
        raise BadInput(f"“{call.text.strip()[:40]}” is not something to show.", "Try /northstar show share.")
    card = await call.services.star.card(call.viewer)
    return drawn.card_message(card, shared=wish == "share") if card else drawn.no_star()


async def inputs(call: Call) -> Message:
    """Every input in a table."""
    card = await call.services.star.card(call.viewer)
    return drawn.inputs_message(card) if card else drawn.no_star()


FEATURE = Feature(
    commands=(
        Command("show", "The North Star and where it stands", "show [share]", show),
        Command("inputs", "The inputs: now, what is normal, whose they are", "inputs", inputs),
    ),
    actions={STAR_INPUTS: inputs},
)
