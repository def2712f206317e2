"""Whole messages and views: totals, uniqueness and what must come together."""

import json
from collections.abc import Set as AbstractSet
from typing import Any

from northstar_bot.playground.elements import interactive
from northstar_bot.playground.limits.blocks import BLOCK, misplaced
from northstar_bot.playground.limits.checks import (
    Problems,
    anything,
    boolean,
    items,
    length,
    note,
    record,
    repeated,
    string,
)
from northstar_bot.playground.limits.objects import plain_text
from northstar_bot.playground.limits.tables import characters

MAX_VIEW_BYTES = 250_000
MAX_MARKDOWN = 12_000
MAX_TABLE_CHARACTERS = 10_000
MAX_CHARTS = 2
COUNTS = {"message": (0, 50), "modal": (1, 100), "home": (1, 100)}
TABLES = {"table", "data_table"}
LABELS = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
BUTTONS = {"submit": plain_text(24), "close": plain_text(24)}
FLAGS = {"clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean}
MODAL = record({"title": plain_text(24), "blocks": anything}, LABELS | BUTTONS | FLAGS)
HOME = record({"blocks": anything}, LABELS)


def message_problems(payload: dict[str, Any], ready_files: AbstractSet[str] | None = None) -> list[str]:
    """What Slack would refuse in a message; empty when it is fine.

    With `ready_files`, images must not refer to uploads that are not among them.
    """
    problems: Problems = []
    _check_blocks(payload.get("blocks") or [], "message", "/blocks", problems)
    attachments = payload.get("attachments") or []
    if not isinstance(attachments, list) or len(attachments) > 100:
        note(problems, "no more than 100 attachments allowed, as a list", "/attachments")
        attachments = []
    for place, attachment in enumerate(attachments):
        if isinstance(attachment, dict) and attachment.get("blocks"):
            at = f"/attachments/{place}/blocks"
            _check_blocks(attachment["blocks"], "message", at, problems)
    if ready_files is not None and not problems:
        _check_files(payload.get("blocks") or [], ready_files, problems)
    return problems


def view_problems(view: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a modal or home view; empty when it is fine."""
    problems: Problems = []
    kind = view.get("type")
    if kind not in ("modal", "home"):
        note(problems, f"unsupported view type: {kind}", "/view/type")
        return problems
    given = {key: value for key, value in view.items() if value is not None}
    (MODAL if kind == "modal" else HOME)(given, "/view", problems)
    blocks = view.get("blocks")
    _check_blocks(blocks, str(kind), "/view/blocks", problems)
    present = [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    if kind == "modal" and not view.get("submit") and any(block.get("type") == "input" for block in present):
        note(problems, "missing required field: submit, because there are input blocks", "/view")
    if view_size(view) > MAX_VIEW_BYTES:
        note(problems, f"no more than {MAX_VIEW_BYTES} bytes allowed", "/view")
    return problems


def view_size(view: dict[str, Any]) -> int:
    """The view as JSON, in bytes."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _check_blocks(blocks: Any, surface: str, at: str, problems: Problems) -> None:
    """Each block alone first; how they go together only once each is sound."""
    least, most = COUNTS[surface]
    found: Problems = []
    items(BLOCK, least, most)(blocks, at, found)
    problems.extend(found)
    if found:
        return
    present: list[dict[str, Any]] = blocks
    for place, block in enumerate(present):
        misplaced(block, surface, f"{at}/{place}", problems)
    present = _with_children(present)
    _check_unique(present, at, problems)
    _check_totals(present, at, problems)
    _check_focus(present, surface, at, problems)


def _with_children(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks and what stands in their containers."""
    inside = [block.get("child_blocks") for block in blocks]
    return blocks + [
        child for some in inside if isinstance(some, list) for child in some if isinstance(child, dict)
    ]


def _check_unique(blocks: list[dict[str, Any]], at: str, problems: Problems) -> None:
    """block_id is unique in a payload, action_id in its block."""
    for block_id in repeated(block["block_id"] for block in blocks if block.get("block_id")):
        note(problems, f"block_id {block_id} already exists", at)
    for place, block in enumerate(blocks):
        named = [block | {"block_id": ""}]
        for action_id in repeated(found.element["action_id"] for found in interactive(named)):
            note(problems, f"action_id {action_id} already exists in this block", f"{at}/{place}")


def _check_totals(blocks: list[dict[str, Any]], at: str, problems: Problems) -> None:
    markdown = sum(length(str(block.get("text"))) for block in blocks if block.get("type") == "markdown")
    if markdown > MAX_MARKDOWN:
        note(problems, f"markdown blocks have {markdown} characters together, {MAX_MARKDOWN} allowed", at)
    tables = [block for block in blocks if block.get("type") in TABLES]
    if len(tables) > 1:
        note(problems, "only_one_table_allowed", at)
    if sum(map(characters, tables)) > MAX_TABLE_CHARACTERS:
        note(problems, f"no more than {MAX_TABLE_CHARACTERS} characters in all table cells", at)
    if sum(block.get("type") == "data_visualization" for block in blocks) > MAX_CHARTS:
        note(problems, f"no more than {MAX_CHARTS} data_visualization blocks allowed", at)


def _check_focus(blocks: list[dict[str, Any]], surface: str, at: str, problems: Problems) -> None:
    elements = [(block, block.get("element") or {}) for block in blocks]
    if sum(bool(isinstance(e, dict) and e.get("focus_on_load")) for _, e in elements) > 1:
        note(problems, "only one element can have focus_on_load", at)
    for place, block in enumerate(blocks):
        for found in interactive([block | {"block_id": ""}]):
            in_modal_input = surface == "modal" and block.get("type") == "input"
            if found.element.get("response_url_enabled") and not in_modal_input:
                note(problems, "response_url_enabled needs an input block in a modal", f"{at}/{place}")


def _check_files(blocks: list[dict[str, Any]], ready: AbstractSet[str], problems: Problems) -> None:
    """Slack refuses an upload it has not finished looking at."""
    for place, block in enumerate(blocks):
        pictures = [block, block.get("accessory"), *(block.get("elements") or [])]
        for picture in pictures:
            file = picture.get("slack_file") if isinstance(picture, dict) else None
            if isinstance(file, dict) and file.get("id") and file["id"] not in ready:
                note(problems, "invalid slack file", f"/blocks/{place}/slack_file")
