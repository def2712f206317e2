"""The weekly roundup: posted by a schedule, and previewed by a command through the same code."""

from northstar_bot.domain.periods import Week
from northstar_bot.domain.roundup import Roundup
from northstar_bot.render import roundup as drawn
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Command, Feature


async def preview(call: Call) -> Message | None:
    """What would be posted about the last closed week, or about the week that is named."""
    words = call.text.split()
    named = words[1:] if words and words[0].casefold() == "preview" else words
    service = call.services.roundup
    week = Week.parse(" ".join(named)) if named else await service.closed_week(call.viewer.workspace)
    found = await service.preview(call.viewer, week)
    return drawn.roundup(found) if found else drawn.nothing(week)


FEATURE = Feature(
    commands=(
        Command(
            name="roundup",
            summary="Look at the weekly roundup of thanks before everybody does",
            usage="roundup preview [week, such as 2026-W47]",
            run=preview,
        ),
    ),
    posts={Roundup: drawn.roundup},
)
