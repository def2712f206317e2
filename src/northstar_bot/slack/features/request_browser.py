"""All requests from Home, in a modal with filters and pages."""

from dataclasses import replace

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, TeamKey
from northstar_bot.domain.requests.query import KINDS, Query, Which
from northstar_bot.render.ids import REQUEST_BROWSE, REQUEST_LIST
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests.browser import ALL, browser
from northstar_bot.slack.feature import Call, Feature


async def open_browser(call: Call) -> Message | None:
    """The list that the button names."""
    await call.screen.open(await _drawn(call, Query.parse(call.value)))
    return None


async def narrow(call: Call) -> Message | None:
    """One filter was changed: the others stay, from the newest on."""
    query = Query.parse(call.metadata).newest
    wanted = None if call.value == ALL else call.value
    match str(call.body["actions"][0]["action_id"]).rpartition(".")[2]:
        case "which" if call.value in set(Which):
            query = replace(query, which=Which(call.value))
        case "team":
            query = replace(query, team=TeamKey(wanted) if wanted else None)
        case "input":
            query = replace(query, input=MetricKey(wanted) if wanted else None)
        case "kind":
            query = replace(query, kind=KINDS.get(call.value))
        case _:
            raise BadInput("This filter is from an older version.", "Open the list again from Home.")
    await call.screen.redraw(await _drawn(call, query))
    return None


async def turn(call: Call) -> Message | None:
    """Another page of the same list."""
    query = Query.parse(call.value) if call.value else Query.parse(call.metadata).newest
    await call.screen.redraw(await _drawn(call, query))
    return None


async def _drawn(call: Call, query: Query) -> View:
    page = await call.services.requests.list(call.viewer, query)
    company = await call.services.company.of(call.viewer.workspace)
    return browser(page, company.teams if company else ())


FEATURE = Feature(
    actions={
        REQUEST_BROWSE: open_browser,
        # What “See 12 more” was called on Homes of an older version, and buttons in posts.
        REQUEST_LIST: open_browser,
        **{f"{REQUEST_BROWSE}.{name}": narrow for name in ("which", "team", "input", "kind")},
        **{f"{REQUEST_BROWSE}.{name}": turn for name in ("older", "newest", "refresh")},
    },
)
