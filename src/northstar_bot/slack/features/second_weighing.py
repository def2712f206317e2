"""The second weighing: an owner asks for one, both hear of a clash, stewards see how alike people decide."""

from northstar_bot.domain.people import Role
from northstar_bot.domain.requests.second_weighing import Asked, Clash
from northstar_bot.render.ids import SECOND_ASK, SECOND_CONSISTENCY
from northstar_bot.render.message import Message
from northstar_bot.render.requests import second_weighing as drawn
from northstar_bot.slack.feature import Call, Command, Feature
from northstar_bot.slack.reading import must_be_number


async def ask(call: Call) -> Message | None:
    """Send a decided request to a second person, from the command or a button."""
    number = must_be_number(
        call.text or call.value, "Which request?", "Give its number, such as /northstar second 12."
    )
    return drawn.sent(await call.services.second.ask(call.viewer, number))


async def consistency(call: Call) -> Message | None:
    """How alike people decide, and how fast."""
    return drawn.consistency(await call.services.second.consistency(call.viewer))


FEATURE = Feature(
    commands=(
        Command(
            "second",
            "Let a second person weigh a decided request, blind",
            "second <number>",
            ask,
            writes=True,
            needs=Role.OWNER,
        ),
    ),
    actions={SECOND_ASK: ask, SECOND_CONSISTENCY: consistency},
    posts={Asked: drawn.asked, Clash: drawn.clash},
)
