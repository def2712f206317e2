"""Joining what somebody asked for before, asking anyway, and following no longer."""

from northstar_bot.domain.requests.joining import Joined, Withdrawn
from northstar_bot.render.ids import NOTICE, REQUEST_JOIN, REQUEST_LEAVE, REQUEST_SIMILAR
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests import similar as drawn
from northstar_bot.render.requests.requests import said
from northstar_bot.slack.feature import Call, Feature
from northstar_bot.slack.reading import must_be_number
from northstar_bot.slack.request_considering import asked_anyway


async def join(call: Call) -> Message | None:
    """Follow a request, from the view of similar ones or from any message."""
    number, _, source_key = call.value.partition(" ")
    joined: Joined = await call.services.following.join(call.viewer, _number(number), source_key)
    if _shown_in(call) == REQUEST_SIMILAR:
        await call.screen.redraw(drawn.joined(joined))
        return None
    return drawn.joined_message(joined)


async def leave(call: Call) -> Message | None:
    """Follow a request no longer."""
    number = _number(call.value)
    followed = await call.services.following.leave(call.viewer, number)
    message = said(f"You follow #{number} no longer." if followed else f"You do not follow #{number}.")
    if _shown_in(call) == NOTICE:
        await call.screen.redraw(drawn.left(message))
        return None
    return message


async def ask_anyway(call: Call) -> View | None:
    """Ask for what was typed, similar as it is."""
    return await asked_anyway(call)


def _shown_in(call: Call) -> str:
    return str((call.body.get("view") or {}).get("callback_id") or "")


def _number(text: str) -> int:
    return must_be_number(text, "Which request?", "Give its number, such as /northstar why 12.")


FEATURE = Feature(
    actions={REQUEST_JOIN: join, REQUEST_LEAVE: leave},
    views={REQUEST_SIMILAR: ask_anyway},
    posts={Withdrawn: drawn.withdrawn},
)
