"""What Slack's refusals say, also when a proxy or an outage answers in its place with something else than JSON."""

from typing import Any

from slack_sdk.errors import SlackApiError

OWN_TROUBLE = {"unreadable", "fatal_error", "internal_error", "service_unavailable", "request_timeout"}
LIMITED = {"ratelimited", "rate_limited"}
PATIENCE = 30.0
TOO_MANY = 429


def reason(error: SlackApiError) -> str:
    """Slack's word for it; `unreadable` when the answer was not Slack's JSON."""
    read = getattr(error.response, "get", None)
    return str(read("error") or "unknown") if read else "unreadable"


def status(error: SlackApiError) -> int:
    """The HTTP status."""
    for name in ("status_code", "status"):
        found = getattr(error.response, name, None)
        if isinstance(found, int):
            return found
    return 200


def next_cursor(page: Any) -> str:
    """Where the next page of a list begins; "" after the last one."""
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def retry_after(error: SlackApiError) -> float | None:
    """The seconds to wait when we were too fast, else None."""
    if status(error) != TOO_MANY and reason(error) not in LIMITED:
        return None
    headers: Any = getattr(error.response, "headers", None) or {}
    try:
        return max(1.0, float(headers.get("Retry-After", PATIENCE)))
    except ValueError:
        return PATIENCE
