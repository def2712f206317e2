"""views.*: modals opened with short-lived triggers, updates guarded by a hash, and the home tab."""

import secrets
from typing import Any

from northstar_bot.playground.limits import MAX_VIEW_BYTES, view_problems, view_size
from northstar_bot.playground.modals import place, renewed
from northstar_bot.playground.records import Somebody, View
from northstar_bot.playground.tickets import Trigger
from northstar_bot.playground.webapi.call import Call, Method, RefusedError, invalid

MAX_STACK = 3


def open_view(call: Call) -> dict[str, Any]:
    payload = _payload(call)
    trigger = _trigger(call)
    stack = trigger.person.modals if trigger.view and trigger.view.kind == "modal" else []
    if len(stack) >= MAX_STACK:
        raise RefusedError("push_limit_reached")
    return _shown(call, trigger, payload, on=stack)


def push(call: Call) -> dict[str, Any]:
    payload = _payload(call)
    trigger = _trigger(call)
    if trigger.view is None or trigger.view.kind != "modal":
        raise RefusedError("invalid_trigger_id")
    if len(trigger.person.modals) >= MAX_STACK:
        raise RefusedError("push_limit_reached")
    return _shown(call, trigger, payload, on=trigger.person.modals)


def update(call: Call) -> dict[str, Any]:
    view = _known(call)
    payload = _payload(call, own=view)
    if call.args.get("hash") and call.args["hash"] != view.hash:
        raise RefusedError("hash_conflict")
    if payload["type"] != view.kind:
        raise invalid("failed to match all allowed schemas [json-pointer:/view/type]")
    renewed(call.world, view, payload, by_bot=True)
    return {"view": view.record()}


def publish(call: Call) -> dict[str, Any]:
    person = _reader(call)
    payload = _payload(call)
    if payload["type"] != "home":
        raise invalid("must be a home view [json-pointer:/view/type]")
    if not call.world.home_tab:
        raise RefusedError("not_enabled")
    home = person.home
    if call.args.get("hash") and (home is None or call.args["hash"] != home.hash):
        raise RefusedError("hash_conflict")
    if home is None:
        home = View(
            call.world.new_id("V", person.name), person, call.world.bot, payload, secrets.token_hex(6)
        )
        call.world.views[home.id] = home
        person.home = home
    renewed(call.world, home, payload, by_bot=True)
    return {"view": home.record()}


def _reader(call: Call) -> Somebody:
    person = call.person("user_id", "user_not_found")
    if person.is_bot or person.deactivated:
        raise RefusedError("user_not_found")
    return person


def _payload(call: Call, own: View | None = None) -> dict[str, Any]:
    payload = call.args.get("view")
    if not isinstance(payload, dict):
        raise invalid("missing required field: view" if payload is None else "view must be a JSON object")
    if view_size(payload) > MAX_VIEW_BYTES:
        raise RefusedError("view_too_large")
    problems = view_problems(payload)
    if problems:
        raise invalid(*problems)
    external = payload.get("external_id")
    taken = any(
        v.payload.get("external_id") == external and v.open and v is not own
        for v in call.world.views.values()
    )
    if external and taken:
        raise RefusedError("duplicate_external_id")
    return payload


def _trigger(call: Call) -> Trigger:
    """A trigger opens one view, once, within three seconds."""
    trigger = call.world.triggers.get(call.need("trigger_id"))
    if trigger is None:
        raise RefusedError("invalid_trigger_id")
    if trigger.used:
        raise RefusedError("exchanged_trigger_id")
    if call.world.clock.now() > trigger.expires:
        raise RefusedError("expired_trigger_id")
    trigger.used = True
    return trigger


def _shown(call: Call, trigger: Trigger, payload: dict[str, Any], on: list[View]) -> dict[str, Any]:
    if payload["type"] != "modal":
        raise invalid("must be a modal view [json-pointer:/view/type]")
    for forgotten in [] if on else trigger.person.modals:
        forgotten.open = False
    view = place(call.world, trigger.person, payload, on)
    view.came_from = trigger.channel
    trigger.opened = view
    call.world.changed(by_bot=True)
    return {"view": view.record()}


def _known(call: Call) -> View:
    external = call.text("external_id")
    views = call.world.views.values()
    if external:
        view = next((v for v in views if v.payload.get("external_id") == external and v.open), None)
    else:
        view = call.world.views.get(call.need("view_id"))
    if view is None or not view.open:
        raise RefusedError("not_found")
    return view


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
