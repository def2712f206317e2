"""Who thanks whom, team by team: a command for every member."""

from northstar_bot.render.message import Message
from northstar_bot.render.recognition import balance as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def balance(call: Call) -> Message | None:
    """The picture of the last 90 days, or of the time that is named."""
    return drawn.balance(await call.services.balance.view(call.viewer, call.text))


FEATURE = Feature(
    commands=(
        Command(
            name="balance",
            summary="Who thanks whom, team by team",
            usage="balance [30d | 90d | quarter]",
            run=balance,
        ),
    ),
)
