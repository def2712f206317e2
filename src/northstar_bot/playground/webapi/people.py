"""users.*, usergroups.*: who is there."""

from typing import Any

from northstar_bot.playground.tickets import Group
from northstar_bot.playground.webapi.call import Call, Method, RefusedError


def info(call: Call) -> dict[str, Any]:
    return {"user": call.person().record(call.world.clock.now())}


def listed(call: Call) -> dict[str, Any]:
    own = [person for person in call.world.people.values() if not person.external]
    page, more = call.page(own, 1000)
    return {
        "members": [person.record(call.world.clock.now()) for person in page],
        "cache_ts": 0,
        "response_metadata": more,
    }


def conversations(call: Call) -> dict[str, Any]:
    """The conversations the bot itself is in."""
    mine = [c for c in call.world.channels.values() if c.has(call.world.bot)]
    page, more = call.page(mine, 100)
    return {"channels": [channel.record() for channel in page], "response_metadata": more}


def groups(call: Call) -> dict[str, Any]:
    disabled_too = call.flag("include_disabled")
    shown = [group for group in call.world.groups.values() if disabled_too or not group.disabled]
    return {"usergroups": [group.record(with_users=call.flag("include_users")) for group in shown]}


def group_users(call: Call) -> dict[str, Any]:
    group: Group | None = call.world.groups.get(call.need("usergroup"))
    if group is None:
        raise RefusedError("no_such_subteam")
    if group.disabled and not call.flag("include_disabled"):
        raise RefusedError("subteam_disabled")
    return {"users": [person.id for person in group.members]}


USERS = ("users:read",)
GROUPS = ("usergroups:read",)
METHODS = {
    "users.info": Method(info, USERS),
    "users.list": Method(listed, USERS),
    "users.conversations": Method(conversations, ("channels:read", "groups:read", "im:read")),
    "usergroups.list": Method(groups, GROUPS),
    "usergroups.users.list": Method(group_users, GROUPS),
}
