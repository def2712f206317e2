"""canvases.*: documents of their own, or tabs of a channel, with what Slack's plans allow."""

import re
from typing import Any

from northstar_bot.playground.stored_files import Canvas
from northstar_bot.playground.webapi.call import Call, Method, RefusedError, invalid

MAX_MARKDOWN = 1_048_576
MAX_CELLS = 300
LEVELS = {"read", "write", "owner"}
_ROW = re.compile(r"(?<!\\)\|")


def create(call: Call) -> dict[str, Any]:
    _allowed(call)
    content = call.args.get("document_content") or {}
    if not isinstance(content, dict) or content.get("type", "markdown") != "markdown":
        raise invalid("`document_content` must be of the type markdown")
    text = str(content.get("markdown") or "")
    if len(text) > MAX_MARKDOWN:
        raise invalid("`markdown` must be at most 1048576 characters")
    if cells_of(text) > MAX_CELLS:
        raise RefusedError("canvas_creation_failed")
    channel = call.channel("channel_id") if call.args.get("channel_id") else None
    if channel is None and call.world.free_plan:
        raise RefusedError("free_teams_cannot_create_non_tabbed_canvases")
    if channel and not channel.has(call.world.bot):
        raise RefusedError("restricted_action")
    if channel and call.world.free_plan and any(one.tab is channel for one in call.world.canvases.values()):
        raise RefusedError("free_team_canvas_tab_already_exists")
    made = Canvas(call.world.new_id("F", "CANVAS"), call.text("title") or "", text, channel)
    call.world.canvases[made.id] = made
    call.world.changed(by_bot=True)
    return {"canvas_id": made.id}


def set_access(call: Call) -> dict[str, Any]:
    _allowed(call)
    canvas = call.world.canvases.get(call.need("canvas_id"))
    if canvas is None:
        raise RefusedError("canvas_not_found")
    level = call.need("access_level")
    people, channels = call.listed("user_ids"), call.listed("channel_ids")
    if level not in LEVELS or bool(people) == bool(channels):
        raise RefusedError("invalid_parameters")
    for person in people:
        known = call.world.people.get(person)
        if known is None:
            raise RefusedError("user_not_found")
        sent = call.world.direct_with(known).messages
        if not any(canvas.id in message.text for message in sent):
            raise RefusedError("failed_to_update_user_ids", failed_to_update_user_ids=[person])
    for channel in channels:
        if channel not in call.world.channels or call.world.channels[channel].direct:
            raise RefusedError("channel_not_found")
    canvas.access |= dict.fromkeys([*people, *channels], level)
    return {}


def cells_of(text: str) -> int:
    """The cells of the largest table."""
    most = here = 0
    for row in text.split("\n"):
        here = here + len(_ROW.findall(row)) - 1 if row.startswith("|") else 0
        most = max(most, here)
    return most


def _allowed(call: Call) -> None:
    if call.world.canvases_disabled:
        raise RefusedError("canvas_disabled_user_team")


METHODS = {
    "canvases.create": Method(create, ("canvases:write",)),
    "canvases.access.set": Method(set_access, ("canvases:write",)),
}
