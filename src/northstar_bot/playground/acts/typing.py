"""People type: slash commands and ordinary messages."""

from typing import Any

from northstar_bot.playground.acts.mentions import escaped
from northstar_bot.playground.acts.payloads import place
from northstar_bot.playground.acts.replies import NotPossibleError, Reply
from northstar_bot.playground.limits import message_problems
from northstar_bot.playground.records import Channel, Message, Somebody
from northstar_bot.playground.response_urls import answer_message
from northstar_bot.playground.world import World


async def command(
    world: World, person: Somebody, typed: str, channel: Channel, *, raw: bool, patience: float
) -> Reply:
    """Send a slash command and wait for what it makes visible."""
    if person.deactivated or person.external:
        raise NotPossibleError(f"{person.name} cannot use this app's commands")
    if channel.archived or not channel.has(person):
        raise NotPossibleError(f"{person.name} cannot write in {channel.where}")
    name, _, rest = typed.partition(" ")
    rest = rest.strip() if raw else escaped(world, rest.strip())
    trigger = world.trigger_for(person, channel=channel)
    allowed = world.response_url_for(person, channel)
    payload: dict[str, Any] = {
        "token": "playground", "team_id": world.team_id, "team_domain": "playground",
        "channel_id": channel.id,
        "channel_name": place(channel)["name"], "user_id": person.id, "user_name": person.handle,
        "command": name, "text": rest, "response_url": world.url_of(allowed), "trigger_id": trigger.id,
        "api_app_id": world.bot.app_id, "is_enterprise_install": "false",
    }  # fmt: skip
    world.note(person.name, "command", channel.where, typed)
    before = world.revision
    reply = Reply(world, await world.send("slash_commands", payload), trigger, allowed)
    show_ack(world, reply)
    if reply.ack.ok:
        await world.until(lambda: world.revision > before, patience)
    return reply


def show_ack(world: World, reply: Reply) -> None:
    """An acknowledgement with a body is a message where the act happened."""
    body = reply.ack.body
    if reply.allowed is None or not ({"text", "blocks", "attachments"} & body.keys()):
        return
    problems = message_problems(body)
    if problems:
        reply.problem = "; ".join(problems)
        return
    answer_message(world, reply.allowed, body, door="reply")


async def message(
    world: World, person: Somebody, typed: str, channel: Channel, thread_ts: str | None
) -> Message:
    """Post an ordinary message; the bot hears of it only where it subscribed to that."""
    text = escaped(world, typed)
    said = world.post(Message(channel, world.clock.ts(), person, text, thread_ts=thread_ts), "says")
    if thread_ts and (parent := channel.find(thread_ts)):
        parent.thread_ts = parent.ts
    event = {"user": person.id, "text": text, "ts": said.ts, "channel": channel.id, "event_ts": said.ts}
    event |= {"team": person.team_id} | ({"thread_ts": thread_ts} if thread_ts else {})
    if f"<@{world.bot.id}" in text and channel.has(world.bot) and "app_mentions:read" in world.scopes:
        await world.emit({"type": "app_mention"} | event)
    if channel.has(world.bot) and f"{channel.scope_noun}:history" in world.scopes:
        kind = {"im": "im", "groups": "group"}.get(channel.scope_noun, "channel")
        await world.emit({"type": "message", "channel_type": kind} | event)
    return said
