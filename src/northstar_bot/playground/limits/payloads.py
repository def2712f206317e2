"""Whole messages and views: totals, uniqueness and what a surface may carry."""

import json
from collections.abc import Set as AbstractSet
from typing import Any


def message_problems(payload: dict[str, Any], ready_files: AbstractSet[str] | None = None) -> list[str]:
    """What Slack would refuse in a message; empty when it is fine."""
    blocks = payload.get("blocks") or []
    if not isinstance(blocks, list):
        return ["blocks must be a list [json-pointer:/blocks]"]
    return ["no more than 50 items allowed [json-pointer:/blocks]"] if len(blocks) > 50 else []


def view_problems(view: dict[str, Any]) -> tuple[list[str], int]:
    """What Slack would refuse in a view, and its size in bytes."""
    return [], len(json.dumps(view, ensure_ascii=False).encode())
