"""People fill in modals, submit them and close them."""

from typing import Any

from northstar_bot.playground.ack import FAILED
from northstar_bot.playground.acts.entering import is_empty, state_for
from northstar_bot.playground.acts.payloads import common
from northstar_bot.playground.acts.replies import Answer, NotPossibleError
from northstar_bot.playground.elements import Found, initial_state, interactive
from northstar_bot.playground.limits import view_problems
from northstar_bot.playground.modals import clear, place, renewed, take_away
from northstar_bot.playground.records import Somebody, View
from northstar_bot.playground.world import World

MAX_STACK = 3


def fill(view: View, values: dict[str, Any], *, force: bool) -> None:
    """Enter values by block_id or action_id, without submitting."""
    inputs = list(interactive(view.blocks))
    for name, value in values.items():
        found = next((f for f in inputs if name in {f.block_id, f.action_id}), None)
        if found is None and not force:
            raise NotPossibleError(f"there is no field {name!r} here, only {[f.block_id for f in inputs]}")
        if found is None:
            view.entered[name, name] = {"type": "plain_text_input", "value": value}
            continue
        state = state_for(found, value, view=view, force=force)
        view.entered[found.block_id, found.action_id] = state


def _missing(view: View) -> dict[str, str]:
    """What Slack's client says under required fields left empty."""
    inputs = [found for found in interactive(view.blocks) if found.is_input]
    return {
        found.block_id: "Please complete this required field."
        for found in inputs
        if not found.block.get("optional") and is_empty(_state(view, found))
    }


def _state(view: View, found: Found) -> dict[str, Any]:
    return view.entered.get((found.block_id, found.action_id)) or initial_state(found.element)


async def submit(
    world: World, person: Somebody, view: View, values: dict[str, Any], *, force: bool
) -> Answer:
    """Press the submit button; the acknowledgement decides what happens to the modal."""
    if not force and (view.person is not person or view is not person.view):
        raise NotPossibleError(f"{person.name} does not see this modal in front")
    if not force and not view.payload.get("submit"):
        raise NotPossibleError("this modal has no submit button")
    fill(view, values, force=force)
    missing = {} if force else _missing(view)
    if missing:
        return Answer("ok", missing, view, problem="required fields are empty")
    trigger = world.trigger_for(person, view)
    payload = common(world, person, "view_submission", trigger.id)
    payload |= {"view": _submitted(view), "response_urls": _response_urls(world, person, view)}
    world.note(person.name, "submits", f"@{person.name}", f"{view.title}: {_readable(view)}")
    ack = await world.send("interactive", payload)
    if not ack.ok:
        return Answer(ack.status, {}, view, ack.elapsed)
    answer = _obey(world, person, view, ack.body)
    answer.elapsed, answer.body = ack.elapsed, ack.body
    return answer


def _submitted(view: View) -> dict[str, Any]:
    """The view with its values; a hostile client may add some for fields that do not exist."""
    record = view.record()
    for (block_id, action_id), state in view.entered.items():
        record["state"]["values"].setdefault(block_id, {}).setdefault(action_id, state)
    return record


def _obey(world: World, person: Somebody, view: View, body: dict[str, Any]) -> Answer:
    match body.get("response_action"):
        case None:
            take_away(world, view)
            return Answer("ok", view=person.view)
        case "clear":
            clear(world, person)
            return Answer("ok")
        case "errors":
            return _complained(view, body.get("errors"))
        case "update" | "push" as action:
            return _replaced(world, person, view, body.get("view"), push=action == "push")
        case other:
            return Answer(FAILED, view=view, problem=f"unknown response_action {other!r}")


def _complained(view: View, errors: Any) -> Answer:
    """Errors belong under input blocks; anything else is a failure people see as "trouble connecting"."""
    inputs = {found.block_id for found in interactive(view.blocks) if found.is_input}
    if not isinstance(errors, dict) or not errors:
        return Answer(FAILED, view=view, problem="errors must name at least one field")
    strangers = sorted(set(errors) - inputs)
    if strangers:
        return Answer(FAILED, view=view, problem=f"errors for {strangers}, which are no input blocks")
    return Answer("ok", {key: str(value) for key, value in errors.items()}, view)


def _replaced(world: World, person: Somebody, view: View, payload: Any, *, push: bool) -> Answer:
    problems = view_problems(payload) if isinstance(payload, dict) else ["view must be an object"]
    if push and len(person.modals) >= MAX_STACK:
        problems = [*problems, "push_limit_reached"]
    if problems:
        return Answer(FAILED, view=view, problem="; ".join(problems))
    shown = (
        place(world, person, payload, person.modals) if push else renewed(world, view, payload, by_bot=True)
    )
    world.changed(by_bot=True)
    return Answer("ok", view=shown)


def _response_urls(world: World, person: Somebody, view: View) -> list[dict[str, str]]:
    """One response_url for each conversation chosen in a select that asked for it."""
    given = []
    for found in interactive(view.blocks):
        chosen = _state(view, found)
        channel_id = chosen.get("selected_conversation") or chosen.get("selected_channel")
        if found.element.get("response_url_enabled") and channel_id in world.channels:
            allowed = world.response_url_for(person, world.channels[channel_id])
            given.append(
                {
                    "block_id": found.block_id, "action_id": found.action_id, "channel_id": channel_id,
                    "response_url": world.url_of(allowed),
                }
            )  # fmt: skip
    return given


def _readable(view: View) -> str:
    values = [value for state in view.entered.values() for key, value in state.items() if key != "type"]
    return ", ".join(str(value) for value in values if value)


async def close(world: World, person: Somebody, view: View, *, everything: bool) -> None:
    """Press cancel, or the X that clears the whole stack."""
    if view.person is not person or not view.open:
        raise NotPossibleError(f"{person.name} does not see this modal")
    cleared = everything or bool(view.payload.get("clear_on_close"))
    closing = list(reversed(person.modals)) if cleared else [view]
    for gone in closing:
        take_away(world, gone)
    world.note(person.name, "closes", f"@{person.name}", view.title)
    for gone in closing:
        if gone.payload.get("notify_on_close"):
            payload = common(world, person, "view_closed", "") | {
                "view": gone.record(),
                "is_cleared": cleared,
            }
            payload.pop("trigger_id")
            await world.send("interactive", payload)
