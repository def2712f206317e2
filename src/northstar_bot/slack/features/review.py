"""What we said, what we did: posted by a schedule, and looked at by a command through the same code."""

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.requests.review import Review
from northstar_bot.render.message import Message
from northstar_bot.render.requests import review as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def preview(call: Call) -> Message | None:
    """What would be posted about the last month, or about the one that is named."""
    words = call.text.split()
    named = words[1:] if words and words[0].casefold() == "preview" else words
    month = Month.parse(" ".join(named)) if named else None
    return drawn.review(await call.services.review.preview(call.viewer, month))


FEATURE = Feature(
    commands=(
        Command(
            name="review",
            summary="What we said and what we did in a month, by input",
            usage="review [month, such as 2026-11]",
            run=preview,
        ),
    ),
    posts={Review: drawn.review},
)
