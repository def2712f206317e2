"""People use shortcuts, open the home tab and look things up in menus."""

from typing import Any

from northstar_bot.playground.acts.payloads import common, place
from northstar_bot.playground.acts.replies import NotPossibleError, Reply
from northstar_bot.playground.elements import interactive
from northstar_bot.playground.records import Message, Somebody, View
from northstar_bot.playground.world import World


async def shortcut(
    world: World, person: Somebody, callback_id: str, message: Message | None, *, patience: float
) -> Reply:
    """A global shortcut, or with a message the one in its menu."""
    if person.deactivated or person.external:
        raise NotPossibleError(f"{person.name} cannot use this app's shortcuts")
    if message and (message.only_for or message.deleted):
        raise NotPossibleError("Slack offers no shortcuts on this message")
    trigger = world.trigger_for(person, channel=message.channel if message else None)
    kind = "message_action" if message else "shortcut"
    payload = common(world, person, kind, trigger.id)
    payload |= {"callback_id": callback_id, "action_ts": world.clock.ts()}
    allowed = None
    if message:
        allowed = world.response_url_for(person, message.channel)
        payload |= {
            "channel": place(message.channel), "message": message.record(), "message_ts": message.ts,
            "response_url": world.url_of(allowed),
        }  # fmt: skip
    where = message.channel.where if message else f"@{person.name}"
    world.note(person.name, "shortcut", where, callback_id)
    before = world.revision
    reply = Reply(world, await world.send("interactive", payload), trigger, allowed)
    if reply.ack.ok:
        await world.until(lambda: world.revision > before, patience)
    return reply


async def home(world: World, person: Somebody, tab: str, *, patience: float) -> View | None:
    """Open the app's home; what was published last is what one sees."""
    if person.deactivated or person.external:
        raise NotPossibleError(f"{person.name} has no home tab of this app")
    event: dict[str, Any] = {
        "type": "app_home_opened", "user": person.id, "channel": world.direct_with(person).id, "tab": tab,
        "event_ts": world.clock.ts(),
    }  # fmt: skip
    if person.home and tab == "home":
        event["view"] = person.home.record()
    before = person.home.hash if person.home else None
    world.note(person.name, "opens", f"@{person.name}", f"{tab} tab")
    await world.emit(event)
    if tab == "home":
        await world.until(lambda: person.home is not None and person.home.hash != before, patience)
    return person.home


async def look_up(
    world: World, person: Somebody, source: View | Message, action_id: str, typed: str
) -> list[str]:
    """Type into an external select; the labels of the options the bot suggests."""
    found = next((f for f in interactive(source.blocks) if f.action_id == action_id), None)
    if found is None or not found.kind.endswith("external_select"):
        raise NotPossibleError(f"there is no external select {action_id!r} here")
    if len(typed) < found.element.get("min_query_length", 3):
        return []
    payload = common(world, person, "block_suggestion", "") | {
        "action_id": action_id, "block_id": found.block_id, "value": typed,
    }  # fmt: skip
    payload.pop("trigger_id")
    if isinstance(source, View):
        payload |= {"view": source.record(), "container": {"type": "view", "view_id": source.id}}
    else:
        payload |= {"channel": place(source.channel), "message": source.record()}
    ack = await world.send("interactive", payload)
    options = list(ack.body.get("options") or [])
    for group in ack.body.get("option_groups") or []:
        options.extend(group["options"])
    if isinstance(source, View):
        source.suggestions[action_id] = options
    return [option["text"]["text"] for option in options]
