"""The small methods: auth, apps, team, emoji, bookmarks, pins and blocks.validate."""

import json
from typing import Any

from northstar_bot.playground.limits import message_problems, view_problems
from northstar_bot.playground.webapi.call import Call, Method, RefusedError, invalid


def auth_test(call: Call) -> dict[str, Any]:
    world = call.world
    return {
        "url": "https://playground.slack.test/", "team": world.team_name, "user": world.bot.name,
        "team_id": world.team_id, "user_id": world.bot.id, "bot_id": world.bot.bot_id,
        "app_id": world.bot.app_id, "is_enterprise_install": False,
    }  # fmt: skip


def open_connection(call: Call) -> dict[str, Any]:
    ticket = call.doorway.socket.ticket()
    url = call.world.base_url.replace("http://", "ws://", 1)
    return {"url": f"{url}/link/?ticket={ticket}&app_id={call.world.bot.app_id}"}


def team_info(call: Call) -> dict[str, Any]:
    team = {"id": call.world.team_id, "name": call.world.team_name, "domain": "playground"}
    return {"team": team | {"email_domain": "", "icon": {"image_default": True}}}


def emoji_list(call: Call) -> dict[str, Any]:
    return {"emoji": dict(call.world.emoji), "cache_ts": str(call.world.revision)}


def bookmark_add(call: Call) -> dict[str, Any]:
    channel = call.channel("channel_id")
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    bookmark = {
        "id": call.world.new_id("Bk"), "channel_id": channel.id, "title": call.need("title"),
        "type": call.need("type"), "link": call.text("link") or "", "emoji": call.text("emoji") or "",
    }  # fmt: skip
    call.world.bookmarks.append(bookmark)
    call.world.changed(by_bot=True)
    return {"bookmark": bookmark}


def bookmark_list(call: Call) -> dict[str, Any]:
    channel = call.channel("channel_id")
    return {"bookmarks": [mark for mark in call.world.bookmarks if mark["channel_id"] == channel.id]}


def pin_add(call: Call) -> dict[str, Any]:
    channel = call.channel()
    message = channel.find(call.need("timestamp"))
    if message is None:
        raise RefusedError("message_not_found")
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    if message in call.world.pins:
        raise RefusedError("already_pinned")
    call.world.pins.append(message)
    call.world.changed(by_bot=True)
    return {}


def pin_list(call: Call) -> dict[str, Any]:
    channel = call.channel()
    pinned = [message for message in call.world.pins if message.channel is channel]
    return {"items": [{"type": "message", "channel": channel.id, "message": m.record()} for m in pinned]}


def validate(call: Call) -> dict[str, Any]:
    given = [name for name in ("blocks", "message", "view") if name in call.args]
    if len(given) != 1:
        raise invalid("provide exactly one of blocks, message, view")
    name = given[0]
    value = call.args[name]
    value = json.loads(value) if isinstance(value, str) else value
    payload = {"blocks": value} if name == "blocks" else value
    problems = view_problems(payload) if name == "view" else message_problems(payload)
    if problems:
        raise RefusedError(f"invalid_{name}", errors=[{"message": problem} for problem in problems])
    return {}


METHODS = {
    "auth.test": Method(auth_test, token="any"),
    "api.test": Method(lambda call: {"args": call.args}, token="none"),
    "apps.connections.open": Method(open_connection, token="app"),
    "team.info": Method(team_info, ("team:read",)),
    "emoji.list": Method(emoji_list, ("emoji:read",)),
    "bookmarks.add": Method(bookmark_add, ("bookmarks:write",)),
    "bookmarks.list": Method(bookmark_list, ("bookmarks:read",)),
    "pins.add": Method(pin_add, ("pins:write",)),
    "pins.list": Method(pin_list, ("pins:read",)),
    "blocks.validate": Method(validate, token="none"),
}
