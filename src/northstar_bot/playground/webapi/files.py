"""files.*: the three-step upload and its slow readiness."""

from typing import Any

from northstar_bot.playground.records import Channel, Message
from northstar_bot.playground.stored_files import StoredFile
from northstar_bot.playground.webapi.call import Call, Method, RefusedError, invalid

MAX_ALT_TEXT = 1000


def get_upload_url(call: Call) -> dict[str, Any]:
    length = call.number("length", 0)
    if length <= 0:
        raise invalid("must provide a positive `length`")
    alt_text = call.text("alt_txt") or ""
    if len(alt_text) > MAX_ALT_TEXT:
        raise RefusedError("alt_txt_too_large")
    name = call.need("filename")
    file_id = call.world.new_id("F", name)
    call.world.files[file_id] = StoredFile(file_id, name, length, call.world.bot.id, alt_text)
    return {"file_id": file_id, "upload_url": f"{call.world.base_url}/upload/{file_id}"}


def complete_upload(call: Call) -> dict[str, Any]:
    wanted = call.args.get("files")
    if not isinstance(wanted, list) or not wanted:
        raise invalid("missing required field: files")
    stored = [_uploaded(call, item) for item in wanted]
    references = [str(call.args["channel_id"])] if call.args.get("channel_id") else call.listed("channels")
    channels = [_postable(call, reference) for reference in references]
    for item, record in zip(wanted, stored, strict=True):
        record.complete, record.title = True, str(item.get("title") or record.name)
        record.polls_until_ready = call.world.slow_files
    for channel in channels:
        message = Message(
            channel, call.world.clock.ts(), call.world.bot, call.text("initial_comment") or "",
            thread_ts=call.text("thread_ts"), files=stored, args=call.args,
        )  # fmt: skip
        call.world.post(message, "file")
    call.world.changed(by_bot=True)
    return {"files": [record.record() for record in stored]}


def info(call: Call) -> dict[str, Any]:
    stored = call.world.files.get(call.need("file"))
    if stored is None or not stored.complete:
        raise RefusedError("file_not_found")
    stored.polls_until_ready -= 1
    return {"file": stored.record()}


def delete(call: Call) -> dict[str, Any]:
    if call.world.files.pop(call.need("file"), None) is None:
        raise RefusedError("file_not_found")
    return {}


def _uploaded(call: Call, item: dict[str, Any]) -> StoredFile:
    stored = call.world.files.get(str(item.get("id")))
    if stored is None or not stored.uploaded or stored.complete:
        raise RefusedError("file_not_found")
    return stored


def _postable(call: Call, reference: str) -> Channel:
    channel = Call(call.world, call.doorway, {"channel": reference}).channel()
    if not channel.has(call.world.bot):
        raise RefusedError("not_in_channel")
    if channel.archived:
        raise RefusedError("is_archived")
    return channel


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
    "files.delete": Method(delete, ("files:write",)),
}
