"""The stack of modals in front of a person: placing one on top, renewing it, taking it away."""

import secrets
from typing import Any

from northstar_bot.playground.elements import interactive
from northstar_bot.playground.records import Somebody, View
from northstar_bot.playground.world import World


def place(world: World, person: Somebody, payload: dict[str, Any], on: list[View]) -> View:
    """A new modal on top of the stack, or alone."""
    below = on[-1] if on else None
    view = View(
        world.new_id("V", person.name), person, world.bot, payload, secrets.token_hex(6), previous=below
    )
    view.root = below.root or below if below else None
    world.name_blocks(view.blocks)
    world.views[view.id] = view
    person.modals = [*on, view]
    world.note(
        world.bot.name, "modal", f"@{person.name}", view.plain, blocks=view.blocks, seen_by=person.name
    )
    return view


def renewed(world: World, view: View, payload: dict[str, Any], *, by_bot: bool) -> View:
    """Change what a view shows; what was typed stays where block_id and action_id stay."""
    world.name_blocks(payload["blocks"])
    view.payload = payload
    view.hash = secrets.token_hex(6)
    present = {(found.block_id, found.action_id) for found in interactive(view.blocks)}
    view.entered = {key: value for key, value in view.entered.items() if key in present}
    seen_by = view.person.name
    world.note(world.bot.name, view.kind, f"@{seen_by}", view.plain, blocks=view.blocks, seen_by=seen_by)
    world.changed(by_bot=by_bot)
    return view


def take_away(world: World, view: View) -> None:
    """Close one view; the one below comes to the front."""
    view.open = False
    view.person.modals = [other for other in view.person.modals if other is not view]
    world.changed()


def clear(world: World, person: Somebody) -> None:
    for view in list(person.modals):
        take_away(world, view)
