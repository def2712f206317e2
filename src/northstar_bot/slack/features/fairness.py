"""The fairness view: a word of /northstar requests, and a button on a steward's Home."""

from northstar_bot.render.ids import FAIRNESS_SHOW
from northstar_bot.render.message import Message
from northstar_bot.render.requests.fairness import fairness_card, fairness_view
from northstar_bot.slack.feature import Call, Feature

WORD = "fairness"


async def show(call: Call) -> Message | None:
    """Verdicts and waiting by asking team; the service refuses who is neither steward nor owner."""
    return fairness_card(await call.services.fairness.view(call.viewer))


async def open_view(call: Call) -> Message | None:
    """The same from Home."""
    await call.screen.open(fairness_view(await call.services.fairness.view(call.viewer)))
    return None


FEATURE = Feature(actions={FAIRNESS_SHOW: open_view})
