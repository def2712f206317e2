"""conversations.*: channels, their members and, where it was granted, their history."""

from typing import Any

from northstar_bot.playground.records import Channel, Message
from northstar_bot.playground.webapi.call import Call, Method, RefusedError


def info(call: Call) -> dict[str, Any]:
    channel = call.channel()
    call.scope(f"{channel.scope_noun}:read")
    member = {} if channel.direct else {"is_member": channel.has(call.world.bot)}
    return {"channel": channel.record() | member}


def members(call: Call) -> dict[str, Any]:
    channel = call.channel()
    call.scope(f"{channel.scope_noun}:read")
    page, more = call.page(channel.members, 100)
    return {"members": [person.id for person in page], "response_metadata": more}


def listed(call: Call) -> dict[str, Any]:
    kinds = set(call.listed("types") or ["public_channel"])
    nouns = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    for kind in kinds:
        call.scope(f"{nouns.get(kind, 'channels')}:read")
    wanted = {nouns.get(kind) for kind in kinds}
    visible = [
        channel
        for channel in call.world.channels.values()
        if channel.scope_noun in wanted
        and (channel.scope_noun == "channels" or channel.has(call.world.bot))
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    page, more = call.page(visible, 100)
    return {
        "channels": [channel.record() | {"is_member": channel.has(call.world.bot)} for channel in page],
        "response_metadata": more,
    }


def open_direct(call: Call) -> dict[str, Any]:
    if call.args.get("channel"):
        channel = call.channel()
        return {"channel": {"id": channel.id}}
    users = call.listed("users")
    if not users:
        raise RefusedError("users_list_not_supplied")
    if len(users) > 1:
        raise RefusedError("too_many_users")
    person = call.world.people.get(users[0])
    if person is None:
        raise RefusedError("user_not_found")
    if person.is_bot:
        raise RefusedError("cannot_dm_bot")
    if person.deactivated:
        raise RefusedError("user_disabled")
    channel = call.world.direct_with(person)
    record = channel.record() if call.flag("return_im") else {"id": channel.id}
    return {"channel": record, "no_op": False, "already_open": True}


def history(call: Call) -> dict[str, Any]:
    channel = _readable(call)
    seen = [m for m in channel.messages if _in_window(call, m)]
    page, more = call.page(list(reversed(seen)), 100)
    return _told(call, page, more)


def replies(call: Call) -> dict[str, Any]:
    channel = _readable(call)
    parent = channel.find(call.need("ts"))
    if parent is None:
        raise RefusedError("thread_not_found")
    rest = [
        m
        for m in channel.replies(parent.thread_ts or parent.ts)
        if m.only_for is None and _in_window(call, m)
    ]
    page, more = call.page([parent, *rest], 1000)
    return _told(call, page, more)


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.scope(f"{channel.scope_noun}:history")
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    return channel


def _in_window(call: Call, message: Message) -> bool:
    oldest, latest, ts = call.text("oldest") or "0", call.text("latest"), float(message.ts)
    if call.flag("inclusive"):
        return float(oldest) <= ts and (latest is None or ts <= float(latest))
    return float(oldest) < ts and (latest is None or ts < float(latest))


def _told(call: Call, page: list[Message], more: dict[str, Any]) -> dict[str, Any]:
    with_metadata = call.flag("include_all_metadata")
    return {
        "messages": [message.record(with_metadata=with_metadata) for message in page],
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


METHODS = {
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.list": Method(listed),
    "conversations.open": Method(open_direct, ("im:write",)),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}
