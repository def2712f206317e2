"""reactions.*: the bot's own reactions and a look at everybody's."""

import re
from typing import Any

from northstar_bot.playground.records import Message
from northstar_bot.playground.webapi.call import Call, Method, RefusedError

NAME = re.compile(r"[a-z0-9_'+\-]+(::skin-tone-[2-6])?")


def add(call: Call) -> dict[str, Any]:
    message, name = _message(call), _name(call)
    users = message.reactions.setdefault(name, [])
    if call.world.bot.id in users:
        raise RefusedError("already_reacted")
    users.append(call.world.bot.id)
    call.world.note(call.world.bot.name, "reacts", message.channel.where, f":{name}:")
    call.world.changed(by_bot=True)
    return {}


def remove(call: Call) -> dict[str, Any]:
    message, name = _message(call), _name(call)
    if call.world.bot.id not in message.reactions.get(name, []):
        raise RefusedError("no_reaction")
    message.reactions[name].remove(call.world.bot.id)
    message.reactions = {key: users for key, users in message.reactions.items() if users}
    call.world.changed(by_bot=True)
    return {}


def get(call: Call) -> dict[str, Any]:
    message = _message(call)
    return {"type": "message", "channel": message.channel.id, "message": message.record()}


def _name(call: Call) -> str:
    name = call.need("name").strip(":")
    if not NAME.fullmatch(name):
        raise RefusedError("invalid_name")
    return name


def _message(call: Call) -> Message:
    channel = call.channel()
    message = channel.find(call.need("timestamp"))
    if message is None:
        raise RefusedError("message_not_found")
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    return message


METHODS = {
    "reactions.add": Method(add, ("reactions:write",)),
    "reactions.remove": Method(remove, ("reactions:write",)),
    "reactions.get": Method(get, ("reactions:read",)),
}
