"""Teams: look them up, and what each brings."""

from northstar_bot.render.message import Message
from northstar_bot.render.teams import directory
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message | None:
    """Every team and what it brings."""
    return directory(await call.services.teams.view(call.viewer))


FEATURE = Feature(
    commands=(Command("teams", "Every team and what it brings; stewards see who is in none", "teams", show),)
)
