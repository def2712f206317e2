"""People react with emoji."""

from typing import Any

from northstar_bot.playground.acts.replies import NotPossibleError
from northstar_bot.playground.records import Message, Somebody
from northstar_bot.playground.world import World


async def add(world: World, person: Somebody, message: Message, emoji: str) -> None:
    users = message.reactions.get(emoji, [])
    out_of_reach = person.deactivated or not message.channel.has(person) or message.channel.archived
    if person.id in users or message.only_for or message.deleted or out_of_reach:
        raise NotPossibleError(f"{person.name} cannot react with :{emoji}: there")
    message.reactions[emoji] = users
    users.append(person.id)
    await _tell(world, person, message, emoji, "reaction_added")


async def remove(world: World, person: Somebody, message: Message, emoji: str) -> None:
    if person.id not in message.reactions.get(emoji, []):
        raise NotPossibleError(f"{person.name} has not reacted with :{emoji}: there")
    message.reactions[emoji].remove(person.id)
    message.reactions = {name: users for name, users in message.reactions.items() if users}
    await _tell(world, person, message, emoji, "reaction_removed")


async def _tell(world: World, person: Somebody, message: Message, emoji: str, kind: str) -> None:
    door = "reacts" if kind == "reaction_added" else "takes back"
    world.note(person.name, door, message.channel.where, f":{emoji}: on “{message.plain[:80]}”")
    world.changed()
    event: dict[str, Any] = {
        "type": kind, "user": person.id, "reaction": emoji, "item_user": message.author.id,
        "item": {"type": "message", "channel": message.channel.id, "ts": message.ts},
        "event_ts": world.clock.ts(),
    }  # fmt: skip
    if person.external:
        event["user_team"] = person.team_id
    if message.channel.has(world.bot) and "reactions:read" in world.scopes:
        await world.emit(event)
