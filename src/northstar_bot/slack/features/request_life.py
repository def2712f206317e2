"""The life of a request beyond the verdict: a no is sent after it was seen."""

from northstar_bot.render.decline_preview import Unsent
from northstar_bot.render.ids import REQUEST_SEND_NO
from northstar_bot.slack.feature import AllClosed, Call, Feature
from northstar_bot.slack.request_fields import proposal_of


async def send_no(call: Call) -> AllClosed:
    """Keep the no that was previewed."""
    unsent = Unsent.unpacked(call.metadata)
    await call.services.requests.decide(call.viewer, unsent.number, proposal_of(unsent.fields), unsent.seen)
    await call.screen.refresh_home()
    return AllClosed()


FEATURE = Feature(views={REQUEST_SEND_NO: send_no})
