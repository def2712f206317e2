"""Every kind of block, and the surfaces it may stand on."""

from typing import Any

from northstar_bot.playground.limits.charts import CHART
from northstar_bot.playground.limits.checks import (
    Check,
    Problems,
    anything,
    at_least_one,
    boolean,
    by_type,
    enum,
    every,
    items,
    note,
    record,
    string,
    whole,
)
from northstar_bot.playground.limits.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    NOT_ON,
    chosen_from,
)
from northstar_bot.playground.limits.objects import ID, IMAGE_URL, SLACK_FILE, plain_text, text
from northstar_bot.playground.limits.rich import RICH_TEXT
from northstar_bot.playground.limits.tables import DATA_TABLE, TABLE

NAMED: dict[str, Check] = {"block_id": ID}
IN_CONTEXT = {"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}


def _quiet_file_input(value: Any, at: str, problems: Problems) -> None:
    element = value.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input" and value.get("dispatch_action"):
        note(problems, "file_input cannot dispatch actions", at)


IMAGE_BLOCK = every(
    record(
        {"alt_text": string(2000)},
        NAMED | {"image_url": IMAGE_URL, "slack_file": SLACK_FILE, "title": plain_text(2000)},
    ),
    lambda value, at, problems: IMAGE(
        {k: v for k, v in value.items() if k in {"image_url", "slack_file", "type"}} | {"alt_text": "."},
        at,
        problems,
    ),
)
CARD = every(
    at_least_one("hero_image", "title", "actions", "body"),
    record(
        {},
        NAMED
        | {
            "hero_image": IMAGE, "icon": IMAGE, "title": text(150), "subtitle": text(150), "body": text(200),
            "actions": items(by_type({"button": BUTTON}, "element"), 1, 2),
        },
    ),
)  # fmt: skip
SIMPLE: dict[str, Check] = {
    "divider": record({}, NAMED),
    "header": record({"text": plain_text(150)}, NAMED | {"level": whole(1, 4)}),
    "section": every(
        at_least_one("text", "fields"),
        record(
            {},
            NAMED
            | {
                "text": text(3000),
                "fields": items(text(2000), 1, 10),
                "accessory": by_type(chosen_from(IN_SECTION), "accessory"),
                "expand": boolean,
            },
        ),
    ),
    "context": record({"elements": items(by_type(IN_CONTEXT, "element"), 1, 10)}, NAMED),
    "actions": record({"elements": items(by_type(chosen_from(IN_ACTIONS), "element"), 1, 25)}, NAMED),
    "image": IMAGE_BLOCK,
    "input": every(
        record(
            {"label": plain_text(2000), "element": by_type(chosen_from(IN_INPUT), "element")},
            NAMED | {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
        ),
        _quiet_file_input,
    ),
    "rich_text": RICH_TEXT,
    "table": TABLE,
}
BLOCKS: dict[str, Check] = SIMPLE | {
    "markdown": record({"text": string(12_000)}, NAMED),
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "context_actions": record(
        {"elements": items(by_type(chosen_from(IN_CONTEXT_ACTIONS), "element"), 1, 5)}, NAMED
    ),
    "alert": record(
        {"text": text(3000)}, NAMED | {"level": enum("default", "info", "warning", "error", "success")}
    ),
    "card": CARD,
    "carousel": record({"elements": items(by_type({"card": CARD}, "element"), 1, 10)}, NAMED),
    "container": every(
        at_least_one("title", "rich_text_title"),
        record(
            {"child_blocks": items(by_type(SIMPLE, "child block"), 1, 10)},
            NAMED
            | {
                "title": plain_text(150), "rich_text_title": RICH_TEXT, "subtitle": text(150), "icon": IMAGE,
                "width": enum("narrow", "standard", "wide", "full"), "is_collapsible": boolean,
                "default_collapsed": boolean, "has_header_divider": boolean, "type": anything,
            },
        ),
    ),
}  # fmt: skip
BLOCK = by_type(BLOCKS, "block type")

SURFACES: dict[str, frozenset[str]] = {
    "markdown": frozenset({"message"}),
    "table": frozenset({"message"}),
    "data_table": frozenset({"message"}),
    "context_actions": frozenset({"message"}),
    "data_visualization": frozenset({"message", "home"}),
    "container": frozenset({"message", "home"}),
    "card": frozenset({"message", "home"}),
    "carousel": frozenset({"message", "home"}),
    "alert": frozenset({"modal"}),
}


def misplaced(block: dict[str, Any], surface: str, at: str, problems: Problems) -> None:
    """Notes a block, or an element in it, that this surface does not show."""
    kind = str(block.get("type"))
    if surface not in SURFACES.get(kind, {surface}):
        note(problems, f"{kind} blocks cannot be used on a {surface} surface", at)
    inside = [block.get("element"), block.get("accessory")]
    inside += elements if isinstance(elements := block.get("elements"), list) else []
    for element in inside:
        name = str(element.get("type")) if isinstance(element, dict) else ""
        if surface in NOT_ON.get(name, ()):
            note(problems, f"{name} cannot be used on a {surface} surface", at)
