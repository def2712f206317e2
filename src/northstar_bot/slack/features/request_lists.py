"""Lists of requests in a modal: opened from Home, from a list or a post, narrowed and paged where they stand."""

from northstar_bot.domain.request_query import Query
from northstar_bot.render.ids import REQUEST_LIST, REQUEST_SHELF
from northstar_bot.render.message import Message
from northstar_bot.render.request_shelf import request_shelf
from northstar_bot.slack.feature import Call, Feature


async def open_shelf(call: Call) -> Message | None:
    """The list that the button names, with its filters."""
    page = await call.services.requests.list(call.viewer, Query.parse(call.value))
    await call.screen.open(request_shelf(page))
    return None


async def narrow(call: Call) -> Message | None:
    """The list that was chosen, in the place of the one before."""
    page = await call.services.requests.list(call.viewer, Query.parse(call.value))
    await call.screen.redraw(request_shelf(page))
    return None


_CONTROLS = ("which", "team", "input", "kind", "refresh", "older", "newest")

FEATURE = Feature(
    actions={
        REQUEST_LIST: open_shelf,
        **{f"{REQUEST_SHELF}.{control}": narrow for control in _CONTROLS},
    },
)
