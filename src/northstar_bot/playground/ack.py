"""What came back when something was delivered to the bot."""

import json
from dataclasses import dataclass, field
from typing import Any

OK = "ok"
TIMED_OUT = "timed out"
FAILED = "failed"
NOBODY = "nobody listens"


@dataclass(frozen=True, slots=True)
class Ack:
    """An acknowledgement, or the reason there was none."""

    status: str
    body: dict[str, Any] = field(default_factory=dict)
    elapsed: float = 0.0
    code: int | None = None
    retry_allowed: bool = True

    @property
    def ok(self) -> bool:
        return self.status == OK

    @property
    def retry_reason(self) -> str:
        """The word Slack gives for trying again."""
        return {TIMED_OUT: "http_timeout", FAILED: "http_error"}.get(self.status, "connection_failed")


def parsed(text: str) -> dict[str, Any]:
    """The body of an acknowledgement: JSON, or bare text shown as a message."""
    if not text.strip():
        return {}
    try:
        body = json.loads(text)
    except ValueError:
        return {"text": text}
    return body if isinstance(body, dict) else {}
