"""The team spotlight through its doors: the board, skip and swap, and thanks to the team in the light."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.recognition.spotlights import SpotlightCard, SpotlightNotice, SpotlightThanks
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.render.ids import SPOTLIGHT_BACK, SPOTLIGHT_LEAVE, SPOTLIGHT_SKIP, SPOTLIGHT_THANK
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import spotlights as drawn
from northstar_bot.render.recognition.thanks_modal import Origin, thanks_form
from northstar_bot.slack.feature import Call, Command, Feature


async def spotlight(call: Call) -> Message | None:
    """`spotlight`, `spotlight skip`, `spotlight swap sales`, `spotlight leave sales`, `spotlight back sales`."""
    verb, _, rest = call.text.strip().partition(" ")
    service = call.services.spotlights
    match verb.casefold():
        case "":
            return drawn.board(await service.board(call.viewer, call.channel))
        case "skip":
            return drawn.moved(await service.skip(call.viewer, call.channel))
        case "swap":
            return drawn.moved(await service.swap(call.viewer, call.channel, rest))
        case "leave":
            return drawn.left(await call.services.rotation.leave(call.viewer, rest))
        case "back":
            return drawn.came_back(await call.services.rotation.come_back(call.viewer, rest))
    raise BadInput(
        "Look at the spotlight, skip a turn or swap it, leave the rotation or come back.",
        "Try /northstar spotlight swap sales.",
    )


async def skip(call: Call) -> Message | None:
    """Let the turn go by that the button was drawn for."""
    await call.screen.replace(
        drawn.moved(await call.services.spotlights.skip(call.viewer, call.channel, call.value))
    )
    return None


async def leave(call: Call) -> Message | None:
    """The team whose button was pressed takes no turns any more."""
    await call.screen.replace(drawn.left(await call.services.rotation.leave(call.viewer, call.value)))
    return None


async def back(call: Call) -> Message | None:
    """It takes turns again."""
    await call.screen.replace(
        drawn.came_back(await call.services.rotation.come_back(call.viewer, call.value))
    )
    return None


async def thank(call: Call) -> Message | None:
    """The form of thanks with the team filled in."""
    form = await call.services.shoutouts.form(call.viewer)
    await call.screen.open(thanks_form(form, Origin(call.channel), Wish(teams=(TeamKey(call.value),))))
    return None


FEATURE = Feature(
    commands=(
        Command(
            "spotlight",
            "The team in the spotlight and whose turn comes next; skip or swap a turn, leave the rotation or come back",
            "spotlight [skip | swap team | leave team | back team]",
            spotlight,
            writes=True,
        ),
    ),
    actions={SPOTLIGHT_SKIP: skip, SPOTLIGHT_THANK: thank, SPOTLIGHT_LEAVE: leave, SPOTLIGHT_BACK: back},
    posts={SpotlightCard: drawn.card, SpotlightThanks: drawn.thanks, SpotlightNotice: drawn.notice},
)
