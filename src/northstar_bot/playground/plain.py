"""Everything a person can read in a message or view, flattened to plain text."""

from collections.abc import Iterable
from typing import Any

READABLE = (
    "text", "title", "subtitle", "caption", "label", "hint", "alt_text", "placeholder", "description",
    "body", "value", "name", "fallback",
    "x_label", "y_label",
)  # fmt: skip
NESTED = (
    "fields", "elements", "element", "accessory", "options", "option_groups", "rows", "blocks", "actions",
    "chart", "axis_config",
    "series", "data", "segments", "cards", "child_blocks", "details", "output", "hero_image", "icon",
)  # fmt: skip
CONTROLS = {
    "button", "plain_text_input", "number_input", "email_text_input", "url_text_input", "workflow_button",
    "icon_button", "feedback_buttons",
}  # fmt: skip


def plain(blocks: Iterable[Any], text: str = "") -> str:
    """All visible words, one piece per line; the fallback text only when there are no blocks."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    return "\n".join(piece for piece in pieces if piece) if pieces else text


def _pieces(node: Any) -> list[str]:
    if isinstance(node, list):
        return [piece for item in node for piece in _pieces(item)]
    if not isinstance(node, dict):
        return []
    kind = node.get("type")
    if kind in {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}:
        return ["".join(_inline(element) for element in node.get("elements", []))]
    found: list[str] = []
    for key in READABLE:
        value = node.get(key)
        if key == "value" and (kind in CONTROLS or ("value" in node and isinstance(node.get("text"), dict))):
            continue
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found.append(str(value))
        elif isinstance(value, dict | list):
            found.extend(_pieces(value))
    for key in NESTED:
        found.extend(_pieces(node.get(key)))
    return found


def _inline(element: dict[str, Any]) -> str:
    match element.get("type"):
        case "user":
            return f"<@{element.get('user_id')}>"
        case "usergroup":
            return f"<!subteam^{element.get('usergroup_id')}>"
        case "channel":
            return f"<#{element.get('channel_id')}>"
        case "broadcast":
            return f"<!{element.get('range')}>"
        case "emoji":
            return f":{element.get('name')}:"
        case "link":
            return str(element.get("text") or element.get("url"))
        case "date":
            return str(element.get("fallback") or element.get("timestamp"))
        case _:
            return str(element.get("text", ""))
