"""Answers through a response_url: five in half an hour, ephemeral unless told otherwise."""

from typing import Any

from northstar_bot.playground.answer import Answer
from northstar_bot.playground.limits import message_problems
from northstar_bot.playground.records import Message
from northstar_bot.playground.tickets import ResponseUrl
from northstar_bot.playground.world import World


def answer_response_url(world: World, key: str, args: dict[str, Any]) -> Answer:
    """Take one use of the address and show, replace or delete a message."""
    allowed = world.response_urls.get(key)
    if allowed is None:
        return Answer({"ok": False, "error": "invalid_url"}, status=404)
    if world.clock.now() > allowed.expires:
        return Answer({"ok": False, "error": "expired_url"}, status=404)
    if allowed.uses_left <= 0:
        return Answer({"ok": False, "error": "used_url"}, status=404)
    problems = message_problems(args)
    if problems:
        return Answer({"ok": False, "error": "invalid_blocks", "errors": problems}, status=400)
    replaces = bool(args.get("replace_original") or args.get("delete_original"))
    if not replaces and not args.get("text") and not args.get("blocks") and not args.get("attachments"):
        return Answer({"ok": False, "error": "no_text"}, status=400)
    allowed.uses_left -= 1
    answer_message(world, allowed, args, door="response_url")
    return Answer({}, text="ok")


def answer_message(world: World, allowed: ResponseUrl, args: dict[str, Any], door: str) -> Message | None:
    """Put a reply where the act happened, as an acknowledgement body or a response_url does."""
    original = allowed.source
    if args.get("delete_original"):
        if original:
            original.deleted = True
            world.note(world.bot.name, "deletes", original.channel.where, original.text)
            world.changed(by_bot=True)
        return original
    if args.get("replace_original") and original:
        rewrite(world, original, args)
        return original
    loud = args.get("response_type") == "in_channel"
    message = Message(
        allowed.channel, world.clock.ts(), world.bot, str(args.get("text") or ""),
        list(args.get("blocks") or []),
        list(args.get("attachments") or []), args.get("thread_ts"), args=args,
        only_for=None if loud else allowed.person,
    )  # fmt: skip
    allowed.answers.append(message)
    return world.post(message, door)


def rewrite(world: World, message: Message, args: dict[str, Any]) -> None:
    """Change a message in place; what is not given is cleared, as Slack does."""
    message.text = str(args.get("text") or "")
    message.blocks = list(args.get("blocks") or [])
    message.attachments = list(args.get("attachments") or [])
    message.args = args
    message.edited = True
    world.name_blocks(message.blocks)
    words = message.text or message.plain
    world.note(world.bot.name, "edits", message.channel.where, words, blocks=message.blocks)
    world.changed(by_bot=True)
