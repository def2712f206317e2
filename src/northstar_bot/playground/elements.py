"""Finds the interactive elements of a list of blocks and knows what a person may do with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CHILDREN = ("elements", "actions", "blocks", "child_blocks", "cards", "rows")


@dataclass(frozen=True, slots=True)
class Found:
    """One interactive element and the block it sits in."""

    block: dict[str, Any]
    element: dict[str, Any]

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"


def interactive(blocks: list[dict[str, Any]]) -> Iterator[Found]:
    """Every element that carries an action_id, in the order a person sees them."""
    for block in blocks:
        yield from _within(block, block)


def _within(block: dict[str, Any], node: dict[str, Any]) -> Iterator[Found]:
    for key in ("element", "accessory"):
        child = node.get(key)
        if isinstance(child, dict) and "action_id" in child:
            yield Found(block, child)
    for key in CHILDREN:
        children = node.get(key)
        for child in children if isinstance(children, list) else ():
            if not isinstance(child, dict):
                continue
            if "action_id" in child:
                yield Found(block, child)
            else:
                yield from _within(child if "block_id" in child else block, child)


def all_options(element: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a select, radio, checkbox or overflow, groups included."""
    options = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options.extend(group.get("options") or [])
    return options


def initial_state(element: dict[str, Any]) -> dict[str, Any]:
    """What Slack reports for an element nobody has touched."""
    kind = str(element["type"])
    if kind in STATE_KEYS:
        state_key, initial_key = STATE_KEYS[kind]
        default: Any = [] if kind.startswith("multi_") or kind in {"checkboxes", "file_input"} else None
        return {"type": kind, state_key: element.get(initial_key, default)}
    return {"type": kind}


STATE_KEYS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "files"),
}
INTERACTIVE = frozenset(STATE_KEYS) | {
    "button",
    "overflow",
    "workflow_button",
    "icon_button",
    "feedback_buttons",
}
