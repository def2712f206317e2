"""Slack's documented limits for messages and views, as pure functions over plain dicts."""

from northstar_bot.playground.limits.payloads import message_problems, view_problems

__all__ = ["message_problems", "view_problems"]
