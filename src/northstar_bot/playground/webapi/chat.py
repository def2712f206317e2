"""chat.*: posting, ephemerals, updating, deleting and permalinks."""

from typing import Any

from northstar_bot.playground.limits import message_problems
from northstar_bot.playground.records import Channel, Message
from northstar_bot.playground.response_urls import rewrite
from northstar_bot.playground.webapi.call import Call, Method, RefusedError, missing

MAX_TEXT = 40_000
MAX_UPDATED_TEXT = 4_000
MAX_MARKDOWN = 12_000


def post_message(call: Call) -> dict[str, Any]:
    channel = _destination(call)
    _check_content(call)
    if channel.archived:
        raise RefusedError("is_archived")
    if not channel.has(call.world.bot) and "chat:write.public" not in call.world.scopes:
        raise RefusedError("not_in_channel")
    if channel.read_only:
        raise RefusedError("restricted_action")
    thread = _thread(call, channel)
    message = _message(call, channel)
    message.thread_ts, message.broadcast = thread, bool(thread) and call.flag("reply_broadcast")
    call.world.post(message, "message")
    return {"channel": channel.id, "ts": message.ts, "message": message.record()}


def post_ephemeral(call: Call) -> dict[str, Any]:
    channel = call.channel()
    person = call.person()
    _check_content(call)
    if channel.archived:
        raise RefusedError("is_archived")
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    if not channel.has(person):
        raise RefusedError("user_not_in_channel")
    message = _message(call, channel)
    message.only_for, message.thread_ts = person, _thread(call, channel)
    call.world.post(message, "ephemeral")
    return {"message_ts": message.ts}


def update(call: Call) -> dict[str, Any]:
    """What is not given stays: a text alone changes nothing people see of a message with blocks."""
    message = _own_message(call, "cant_update_message")
    _check_content(call)
    if len(str(call.args.get("text") or "")) > MAX_UPDATED_TEXT:
        raise RefusedError("msg_too_long")
    if message.channel.archived:
        raise RefusedError("is_archived")
    kept = {"text": message.text, "blocks": message.blocks, "attachments": message.attachments}
    given = {key: call.args[key] for key in kept if key in call.args}
    rewrite(call.world, message, kept | given)
    message.metadata = _metadata(call) or message.metadata
    return {
        "channel": message.channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.record(),
    }


def delete(call: Call) -> dict[str, Any]:
    message = _own_message(call, "cant_delete_message")
    message.deleted = True
    call.world.note(call.world.bot.name, "deletes", message.channel.where, message.text)
    call.world.changed(by_bot=True)
    return {"channel": message.channel.id, "ts": message.ts}


def get_permalink(call: Call) -> dict[str, Any]:
    channel = call.channel()
    message = channel.find(call.need("message_ts"))
    if message is None:
        raise RefusedError("message_not_found")
    return {"channel": channel.id, "permalink": message.permalink}


def _destination(call: Call) -> Channel:
    """A channel, or the direct messages with the person whose id was given."""
    reference = call.need("channel")
    person = call.world.people.get(reference)
    if person is None:
        return call.channel()
    if person.is_bot or person.id == "USLACKBOT":
        raise RefusedError("cannot_dm_bot")
    if person.deactivated:
        raise RefusedError("user_disabled")
    if not call.world.messages_tab:
        raise RefusedError("messages_tab_disabled")
    return call.world.direct_with(person)


def _check_content(call: Call) -> None:
    markdown = call.args.get("markdown_text")
    if markdown and (call.args.get("text") or call.args.get("blocks")):
        raise RefusedError("markdown_text_conflict")
    if markdown and len(str(markdown)) > MAX_MARKDOWN:
        raise RefusedError("msg_too_long")
    problems = message_problems(call.args, ready_files={f.id for f in call.world.files.values() if f.ready})
    if problems:
        told = {"messages": [f"[ERROR] {problem}" for problem in problems]}
        raise RefusedError("invalid_blocks", errors=problems, response_metadata=told)
    if not any(call.args.get(key) for key in ("text", "blocks", "attachments", "markdown_text")):
        raise RefusedError("no_text")


def _message(call: Call, channel: Channel) -> Message:
    text = str(call.args.get("text") or call.args.get("markdown_text") or "")[:MAX_TEXT]
    return Message(
        channel, call.world.clock.ts(), call.world.bot, text, list(call.args.get("blocks") or []),
        list(call.args.get("attachments") or []), metadata=_metadata(call), args=call.args,
    )  # fmt: skip


def _metadata(call: Call) -> dict[str, Any] | None:
    metadata = call.args.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise RefusedError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise RefusedError("invalid_metadata_format")
    return metadata


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.text("thread_ts")
    if not ts:
        return None
    parent = next((m for m in channel.stored if m.ts == ts and m.only_for is None), None)
    if parent is None:
        raise RefusedError("thread_not_found")
    if parent.thread_ts is None:
        parent.thread_ts = parent.ts
    return parent.thread_ts


def _own_message(call: Call, error: str) -> Message:
    channel = call.channel()
    ts = call.text("ts")
    if not ts:
        raise missing("ts")
    message = channel.find(ts)
    if message is None:
        raise RefusedError("message_not_found")
    if message.author is not call.world.bot:
        raise RefusedError(error)
    return message


WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, WRITE),
    "chat.postEphemeral": Method(post_ephemeral, WRITE),
    "chat.update": Method(update, WRITE),
    "chat.delete": Method(delete, WRITE),
    "chat.getPermalink": Method(get_permalink),
}
