"""People press buttons and choose from menus, in messages, modals and the home tab."""

from typing import Any

from northstar_bot.playground.acts.entering import state_for
from northstar_bot.playground.acts.payloads import common, place
from northstar_bot.playground.acts.replies import NotPossibleError, Reply
from northstar_bot.playground.elements import STATE_KEYS, Found, all_options, interactive
from northstar_bot.playground.records import Message, Somebody, View, state_of
from northstar_bot.playground.tickets import ResponseUrl
from northstar_bot.playground.world import World

UNSET: Any = object()


async def click(
    world: World,
    person: Somebody,
    source: Message | View,
    action_id: str,
    *,
    value: Any,
    block_id: str | None,
    force: bool,
    patience: float,
) -> Reply:
    """Use one element and wait for what that makes visible."""
    if not force:
        _check_within_reach(person, source)
    found = _find(source, action_id, value, block_id, force=force)
    action = _action(world, found, value, source, force=force)
    view = source if isinstance(source, View) else None
    channel = source.channel if isinstance(source, Message) else None
    trigger = world.trigger_for(person, view, channel)
    payload = common(world, person, "block_actions", trigger.id) | {"actions": [action]}
    payload["state"] = state_of(source.blocks, source.entered)
    allowed = None
    if isinstance(source, View):
        payload |= {"view": source.record(), "container": {"type": "view", "view_id": source.id}}
        where = f"@{person.name}"
    else:
        allowed = world.response_url_for(person, source.channel, source)
        payload |= _message_parts(world, source, allowed)
        where = source.channel.where
    world.note(person.name, "clicks", where, _label(found, action))
    before = world.revision
    reply = Reply(world, await world.send("interactive", payload), trigger, allowed)
    if reply.ack.ok:
        await world.until(lambda: world.revision > before, patience)
    return reply


def _check_within_reach(person: Somebody, source: Message | View) -> None:
    if person.deactivated:
        raise NotPossibleError(f"{person.name} is deactivated")
    if isinstance(source, View):
        if source.person is not person or not source.open:
            raise NotPossibleError(f"{person.name} does not see this view")
    elif source.deleted or source.only_for not in {None, person} or not source.channel.has(person):
        raise NotPossibleError(f"{person.name} does not see this message")


def _find(source: Message | View, action_id: str, value: Any, block_id: str | None, *, force: bool) -> Found:
    present = [
        f for f in interactive(source.blocks) if f.action_id == action_id and block_id in {None, f.block_id}
    ]
    if isinstance(value, str) and len(present) > 1:
        present = [f for f in present if f.element.get("value") == value] or present
    if present:
        return present[0]
    if force:
        forged = {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": "forged"}}
        return Found({"type": "actions", "block_id": block_id or "forged"}, forged)
    seen = [f.action_id for f in interactive(source.blocks)]
    raise NotPossibleError(f"there is no {action_id!r} here, only {seen}")


def _action(world: World, found: Found, value: Any, source: Message | View, *, force: bool) -> dict[str, Any]:
    action: dict[str, Any] = {
        "type": found.kind, "action_id": found.action_id, "block_id": found.block_id,
        "action_ts": world.clock.ts(),
    }  # fmt: skip
    if found.kind in STATE_KEYS:
        state = state_for(found, value, view=source if isinstance(source, View) else None, force=force)
        source.entered[found.block_id, found.action_id] = state
        return action | state
    if found.kind == "overflow":
        options = [o for o in all_options(found.element) if o.get("value") == value]
        if not options and not force:
            raise NotPossibleError(f"{value!r} is not in this menu")
        return action | {"selected_option": options[0] if options else {"value": value}}
    shown = found.element.get("value")
    if value is not UNSET and value != shown and not force:
        raise NotPossibleError(f"this button carries {shown!r}, not {value!r}")
    carried = shown if value is UNSET else value
    text = found.element.get("text")
    return action | ({"text": text} if text else {}) | ({} if carried is None else {"value": carried})


def _message_parts(world: World, source: Message, allowed: ResponseUrl) -> dict[str, Any]:
    container: dict[str, Any] = {
        "type": "message", "message_ts": source.ts, "channel_id": source.channel.id,
        "is_ephemeral": source.only_for is not None,
    }  # fmt: skip
    if source.thread_ts:
        container["thread_ts"] = source.thread_ts
    told = {} if source.only_for else {"message": source.record()}
    return told | {
        "container": container,
        "channel": place(source.channel),
        "response_url": world.url_of(allowed),
    }


def _label(found: Found, action: dict[str, Any]) -> str:
    text = (found.element.get("text") or found.element.get("placeholder") or {}).get(
        "text"
    ) or found.action_id
    chosen = action.get("selected_option") or {}
    label = (chosen.get("text") or {}).get("text")
    return f"[{text}] {label}" if label else f"[{text}]"
