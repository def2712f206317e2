"""Slack's documented limits for messages and views, as pure functions over plain dicts."""

from northstar_bot.playground.limits.payloads import (
    MAX_VIEW_BYTES,
    message_problems,
    view_problems,
    view_size,
)

__all__ = ["MAX_VIEW_BYTES", "message_problems", "view_problems", "view_size"]
